//! THE word count: the page, the refusal and the check before submission all use this one.
//!
//! A word is a run of signs without white space that holds at least one letter or digit. So `well-being`, `£331,000`
//! and `don’t` are one word each, and a lone dash or bullet is none. White space, letters and digits are those of
//! Unicode (the properties `White_Space`, `Alphabetic`, and `Nd`, `Nl`, `No`); `templates/assets/script.js` counts by
//! the same.

use entity::number::grouped;

/// How many words a text has.
#[must_use]
pub fn count(text: &str) -> usize {
    text.split_whitespace().filter(|run| run.chars().any(char::is_alphanumeric)).count()
}

/// What is wrong with a text under a limit, if anything: how far it is over.
#[must_use]
pub fn over(text_has: usize, limit: Option<i32>) -> Option<String> {
    let limit = limit.and_then(|limit| usize::try_from(limit).ok())?;
    let over = text_has.checked_sub(limit).filter(|over| *over > 0)?;
    Some(format!(
        "This has {}; the limit is {}. Take out at least {}.",
        words(text_has),
        grouped(limit as u64),
        words(over)
    ))
}

/// "1 word", "1,250 words".
#[must_use]
pub fn words(count: usize) -> String {
    format!("{} {}", grouped(count as u64), if count == 1 { "word" } else { "words" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_the_page_counts_them() {
        let table = [
            ("", 0),
            ("   \n\t ", 0),
            ("One", 1),
            ("One two\nthree\n\nfour", 4),
            ("well-being and don’t", 3),
            ("£331,000 a year", 3),
            ("– • * …", 0),
            ("a – b", 2),
            ("one\u{a0}two\u{2003}three", 3),
            ("one\u{200b}two", 1),
            ("25% of 4.5", 3),
            ("crèche Llŷn naïve", 3),
            ("日本語 и мир", 3),
            ("½ Ⅷ ①", 3),
            ("and/or e.g. 24/7", 3),
        ];
        for (text, words) in table {
            assert_eq!(count(text), words, "{text:?}");
        }
    }

    #[test]
    fn a_limit_is_the_last_number_that_is_taken() {
        assert_eq!(over(500, Some(500)), None);
        assert_eq!(over(9_000, None), None);
        let says = "This has 501 words; the limit is 500. Take out at least 1 word.";
        assert_eq!(over(501, Some(500)).as_deref(), Some(says));
        let says = "This has 1,250 words; the limit is 1,000. Take out at least 250 words.";
        assert_eq!(over(1_250, Some(1_000)).as_deref(), Some(says));
    }
}
