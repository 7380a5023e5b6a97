use super::{LONGEST_PROSE, MOST_MARKS, Mark, marks, prose_problems, too_much};
use crate::procurement::found::found;
use crate::report::Figures;
use crate::testing::{council, noon, papers, settled};

fn read(text: &str) -> Vec<(&str, Mark<'_>)> {
    marks(text).into_iter().map(|(range, mark)| (&text[range], mark)).collect()
}

fn figures() -> Figures {
    let dorset = papers::dorset();
    Figures::of(&dorset, &settled(), &found(&dorset, &council(), noon("2022-01-10")))
}

fn problems(text: &str) -> Vec<String> {
    prose_problems(text, &figures(), ["finance", "risk"].into_iter())
}

#[test]
fn figures_and_references_are_found_where_they_stand() {
    let table = [
        ("{{ found.maximum }}", vec![("{{ found.maximum }}", Mark::Figure("found.maximum"))]),
        ("a{{b}}c", vec![("{{b}}", Mark::Figure("b"))]),
        ("{{  a.1.b\t}}", vec![("{{  a.1.b\t}}", Mark::Figure("a.1.b"))]),
        ("**{{ a }}**", vec![("{{ a }}", Mark::Figure("a"))]),
        ("see [](#risk).", vec![("[](#risk)", Mark::Reference("risk"))]),
        (
            "{{a}}[](#b){{c}}",
            vec![
                ("{{a}}", Mark::Figure("a")),
                ("[](#b)", Mark::Reference("b")),
                ("{{c}}", Mark::Figure("c")),
            ],
        ),
        ("{{ {{ a }}", vec![("{{ a }}", Mark::Figure("a"))]),
        ("{{{ a }}}", vec![("{{ a }}", Mark::Figure("a"))]),
        ("„{{ ü }}“", vec![("{{ ü }}", Mark::Figure("ü"))]),
    ];
    for (text, expected) in table {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn what_is_not_closed_or_names_nothing_is_text() {
    for text in
        ["{{ a", "a }}", "{{ a\n}}", "{{}}", "{{ }}", "{ a }", "[](#)", "[](#a", "[](#a\n)", "[x](#a)", ""]
    {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn a_name_that_does_not_exist_is_told_once() {
    assert_eq!(problems("{{ found.maximum }} is in [](#finance) and [](#risk)."), [] as [&str; 0]);
    assert_eq!(
        problems("{{ found.maximun }}, {{found.maximun}} and [](#finanse)"),
        [
            "There is no figure called “found.maximun”. Choose one from the list.",
            "This paper has no place called “finanse”. Choose one from the list.",
        ]
    );
    let long = problems(&format!("{{{{ {} }}}}", "x".repeat(5000)));
    assert!(long[0].chars().count() < 160, "{long:?}");
}

#[test]
fn a_mark_that_is_not_whole_is_told() {
    let close = "Write the name of a figure and close them: {{ name }}.";
    let open = |at: &str| format!("Two braces are opened and not closed at “{at}”. {close}");
    let empty = "There are braces without a name in them. Write the name of a figure there, such as \
                 {{ found.maximum }}, or take them out.";
    for (typed, expected) in [
        ("It costs {{ procurement.annual_value a year", vec![open("{{ procurement.annual_value a year")]),
        ("{{ found.maximum\n}} in all", vec![open("{{ found.maximum")]),
        ("{{ found.maximum and {{ found.maximum }}", vec![open("{{ found.maximum and")]),
        (
            "{{ found.maximum and a great many words after it, to the end",
            vec![open("{{ found.maximum and a great many words …")],
        ),
        ("{{", vec![open("{{")]),
        ("{{{{{", vec![open("{{")]),
        ("{{ }} and {{}}", vec![empty.to_owned()]),
        ("{{{ found.maximum }}} { a } }} [](# [x](https://a.uk/#b)", vec![]),
        (
            "See [the money](#finance) and [](#risk).",
            vec![
                "“[the money](#finance)” has words of its own. Write [](#finance); the program puts the \
                 words in."
                    .to_owned(),
            ],
        ),
    ] {
        assert_eq!(problems(typed), expected, "{typed}");
    }
    assert_eq!(
        problems(&(0..99).map(|n| format!("{{{{ a{n}\n")).collect::<String>()).len(),
        super::MOST_SLIPS
    );
}

#[test]
fn a_text_has_its_limits() {
    assert_eq!(too_much(&"ä".repeat(LONGEST_PROSE)), None);
    assert_eq!(
        problems(&"ä".repeat(LONGEST_PROSE + 1)),
        ["This text has 20,001 characters; 20,000 are the most."]
    );
    assert_eq!(too_much(&"{{ found.maximum }}".repeat(MOST_MARKS)), None);
    assert_eq!(
        problems(&"{{ found.maximum }}".repeat(MOST_MARKS + 1)),
        ["This text has 301 figures and references; 300 are the most."]
    );
}

/// Each opening is read no further than a mark may reach: such texts took seconds when it read to their end.
#[test]
fn texts_of_openings_alone_are_read_in_one_go() {
    for opening in ["{", "{{", "[](#", "](#", "[a](#"] {
        let text = opening.repeat(20_000 / opening.len());
        assert_eq!(marks(&text), []);
        let problems = prose_problems(&text, &Figures::default(), std::iter::empty());
        assert!(problems.len() <= 20, "{opening}");
    }
}
