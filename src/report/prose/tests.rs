use paper::{Block, Inline, Marker, plain};

use rules::procurement::found::found;
use rules::report::{Figures, MOST_MARKS};

use crate::report::tests::world;

fn prose(text: &str) -> Vec<Block> {
    let authority = world::authority(entity::state::ReportStyle::Gateway);
    let mut procurement = world::empty();
    procurement.row.annual_value = Some(entity::number::Pence::pounds(331_000));
    procurement.row.lead_officer =
        Some("**A** <b>b</b> {{ procurement.title }} [x](https://a.uk)".to_owned());
    let found = found(&procurement, &authority.row, world::now());
    super::prose(text, &Figures::of(&procurement, &authority, &found))
}

/// The blocks in a line each: what they are and what they say.
fn shown(text: &str) -> Vec<String> {
    prose(text).iter().map(block).collect()
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph { text, .. } => format!("p {}", inlines(text)),
        Block::List { marker, items } => {
            let item = |item: &Vec<Block>| item.iter().map(self::block).collect::<Vec<_>>().join(" ");
            let items: Vec<_> = items.iter().map(item).collect();
            let marker = match marker {
                Marker::Bullet => "-",
                Marker::Number => "1",
                Marker::Letter => "a",
            };
            format!("{marker} [{}]", items.join(" | "))
        }
        other => format!("{other:?}"),
    }
}

fn inlines(text: &[Inline]) -> String {
    text.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(words) => words.clone(),
        Inline::Strong(words) => format!("<b:{}>", inlines(words)),
        Inline::Emphasis(words) => format!("<i:{}>", inlines(words)),
        Inline::Link { href, text } => format!("<{href}:{}>", inlines(text)),
        Inline::Figure { name, shown, .. } if super::missing_name(inline).is_some() => {
            format!("<? {name}:{shown}>")
        }
        Inline::Figure { name, shown, .. } => format!("<{name}:{shown}>"),
        Inline::Reference(anchor) => format!("<#{anchor}>"),
        other => format!("{other:?}"),
    }
}

#[test]
fn figures_and_references_stand_anywhere_in_prose() {
    let cost = "<procurement.annual_value:£331,000>";
    for (typed, expected) in [
        ("It costs {{ procurement.annual_value }} a year.", format!("p It costs {cost} a year.")),
        ("{{procurement.annual_value}}", format!("p {cost}")),
        (
            "**{{ procurement.annual_value }}** and *{{ procurement.annual_value }}*",
            format!("p <b:{cost}> and <i:{cost}>"),
        ),
        ("- {{ procurement.annual_value }}\n- b", format!("- [p {cost} | p b]")),
        ("[{{ procurement.annual_value }} a year](https://a.uk)", format!("p <https://a.uk:{cost} a year>")),
        ("See [](#finance), **[](#risk)**.", "p See <#finance>, <b:<#risk>>.".to_owned()),
        ("{{ found.maximun }}", "p <b:<? found.maximun:(missing: found.maximun)>>".to_owned()),
        ("\u{100000}{{ procurement.annual_value }}\u{100001}", format!("p \u{100000}{cost}\u{100001}")),
    ] {
        assert_eq!(shown(typed), [expected], "{typed}");
    }
}

#[test]
fn a_figure_is_never_read_as_markdown() {
    let typed = "**{{ procurement.lead_officer }}**";
    let value = "**A** <b>b</b> {{ procurement.title }} [x](https://a.uk)";
    assert_eq!(shown(typed), [format!("p <b:<procurement.lead_officer:{value}>>")]);
}

#[test]
fn what_is_no_mark_stays_as_typed() {
    for typed in ["{{ found.maximum", "{{ }}", "{ a }", "}} {{", "[](#)", "[words](#finance)"] {
        assert_eq!(shown(typed), [format!("p {typed}")], "{typed}");
    }
    assert_eq!(shown("{{ procurement\n.annual_value }}"), ["p {{ procurement .annual_value }}"]);
    let address = "[x](https://a.uk/{{procurement.annual_value}})";
    assert_eq!(shown(address), ["p [x](https://a.uk/<procurement.annual_value:£331,000>)"]);
    assert_eq!(shown("[see [](#risk)](https://a.uk)"), ["p [see <#risk>](https://a.uk)"]);
}

#[test]
fn a_text_has_so_many_figures_and_no_more() {
    let typed = "{{ procurement.annual_value }}".repeat(MOST_MARKS + 1);
    let [Block::Paragraph { text, .. }] = &prose(&typed)[..] else { panic!("one paragraph") };
    assert_eq!(text.iter().filter(|inline| matches!(inline, Inline::Figure { .. })).count(), MOST_MARKS);
    assert_eq!(text.last(), Some(&Inline::Text("{{ procurement.annual_value }}".to_owned())));
}

#[test]
fn paragraphs_lists_and_styles_are_read() {
    let text = "First line\nof one.\r\n\r\n**All** of *it*:\n- one\n  and more\n\n- two\n\nEnd.";
    assert_eq!(
        shown(text),
        ["p First line of one.", "p <b:All> of <i:it>:", "- [p one and more | p two]", "p End."]
    );
}

#[test]
fn numbers_and_letters_make_lists_only_in_their_order() {
    assert_eq!(
        shown("Duties:\na) to stop\nb) to further\nc) to foster"),
        ["p Duties:", "a [p to stop | p to further | p to foster]"]
    );
    assert_eq!(shown("1. One\n\n2. Two\n\n7. Seven"), ["1 [p One | p Two]", "p 7. Seven"]);
    assert_eq!(shown("It was\n2. March."), ["p It was 2. March."]);
}

#[test]
fn lists_pasted_from_a_word_processor_are_lists() {
    for (typed, expected) in [
        ("• one\n•\ttwo", "- [p one | p two]"),
        ("·\u{a0}\u{a0}one\n▪ two\n‣ three", "- [p one | p two | p three]"),
        ("– one\n—\ttwo\n* three\n-\tfour", "- [p one | p two | p three | p four]"),
        ("o\tone\no\ttwo", "- [p one | p two]"),
        ("1.\tone\n2) two\n3.\tthree", "1 [p one | p two | p three]"),
        ("a. one\nb)\ttwo", "a [p one | p two]"),
        ("•\tone\no\tsub\no\tsub two\n•\ttwo", "- [p one - [p sub | p sub two] | p two]"),
        (
            "- one\n  - sub\n    goes on\n- two\n\t1. first\n\t2. second",
            "- [p one - [p sub goes on] | p two 1 [p first | p second]]",
        ),
        ("1. one\n  a) sub\n  b) sub\n2. two", "1 [p one a [p sub | p sub] | p two]"),
        ("  - one\n  - two\n- three\n - four", "- [p one | p two | p three | p four]"),
        ("1. one\n   2. two", "1 [p one | p two]"),
        ("- one\n  - sub\n      - deeper", "- [p one - [p sub | p deeper]]"),
        ("- a\tb", "- [p a b]"),
        ("a\tb\nc", "p a b c"),
    ] {
        assert_eq!(shown(typed), [expected], "{typed:?}");
    }
}

#[test]
fn what_only_looks_like_an_item_is_none() {
    for typed in [
        "o one",
        "•one",
        "–5 degrees",
        "**bold**x",
        "*x",
        "2. Two",
        "b) two",
        "A. one",
        "1.5 million",
        "a.m.",
    ] {
        let [only] = &shown(typed)[..] else { panic!("one block") };
        assert!(only.starts_with("p "), "{only}");
    }
}

#[test]
fn links_go_to_the_web_and_to_letters_only() {
    assert_eq!(
        shown("[here](https://example.org/a) <http://b.uk> <c@d.uk> [x](mailto:y@z.uk)"),
        ["p <https://example.org/a:here> <http://b.uk:http://b.uk> <mailto:c@d.uk:c@d.uk> <mailto:y@z.uk:x>"]
    );
    let refused = "[x](javascript:alert(1)) [y](/page) ![w](https://a.uk/b.png)";
    assert_eq!(shown(refused), [format!("p {refused}")]);
}

#[test]
fn everything_else_comes_out_as_typed() {
    for typed in [
        "# Heading",
        "> quoted",
        "| a | b |",
        "```code```",
        "`code`",
        "<b>bold</b> <script>alert(1)</script>",
        "<!-- kept -->",
        "R&amp;D &lt;now&gt;",
        "[ref]: https://example.org",
        "~~gone~~ [^1] ***",
        "{% raw %} {# note #}",
        "\u{F0000} \u{E000} \u{10FFFD}",
        "2 * 3 * 4",
        "---",
        "*",
        "-",
    ] {
        assert_eq!(shown(typed), [format!("p {typed}")], "{typed}");
    }
    assert_eq!(shown("Title\n=====\ntext\n---"), ["p Title ===== text ---"]);
    assert_eq!(shown("    indented"), ["p indented"]);
}

#[test]
fn nothing_makes_no_paragraph() {
    for empty in ["", "  \n\n \t\n"] {
        assert_eq!(prose(empty), []);
    }
}

#[test]
fn bold_may_start_with_a_quotation_mark() {
    assert_eq!(shown("**“Pause”** and *“more”*"), ["p <b:“Pause”> and <i:“more”>"]);
}

#[test]
fn styles_within_styles_end_somewhere() {
    let deep = format!("{}x{}", "**a *b ".repeat(1400), " b* a**".repeat(1400));
    let [Block::Paragraph { text, .. }] = &prose(&deep)[..] else { panic!("one paragraph") };
    assert!(plain(text).contains('x'));
    assert!(depth(text) <= 4);
}

fn depth(text: &[Inline]) -> usize {
    let of = |inline: &Inline| match inline {
        Inline::Strong(words) | Inline::Emphasis(words) => 1 + depth(words),
        _ => 0,
    };
    text.iter().map(of).max().unwrap_or_default()
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_and_keeps_its_letters(text in "([a-z {}()#*_\\[\\]\n!<>|\u{100000}\u{F0000}-]|\\{\\{ [a-z.]* \\}\\}|\\[\\]\\(#[a-z]*\\)){0,60}") {
        let letters = |text: &str| text.chars().filter(char::is_ascii_lowercase).count();
        let marked: usize = rules::report::marks(&text).iter().map(|(range, _)| letters(&text[range.clone()])).sum();
        let blocks = prose(&text);
        let words: usize = blocks.iter().map(unmarked).sum();
        // Addresses of links are not read as words.
        proptest::prop_assert!(words + marked <= letters(&text));
        proptest::prop_assert!(text.contains("](") || words + marked == letters(&text), "{blocks:?}");
    }
}

/// How many letters of a block are text.
fn unmarked(block: &Block) -> usize {
    match block {
        Block::Paragraph { text, .. } => text.iter().map(unmarked_inline).sum(),
        Block::List { items, .. } => items.iter().flatten().map(unmarked).sum(),
        other => panic!("{other:?}"),
    }
}

fn unmarked_inline(inline: &Inline) -> usize {
    match inline {
        Inline::Text(text) => text.chars().filter(char::is_ascii_lowercase).count(),
        Inline::Strong(text) | Inline::Emphasis(text) | Inline::Link { text, .. } => {
            text.iter().map(unmarked_inline).sum()
        }
        _ => 0,
    }
}
