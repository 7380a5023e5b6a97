use std::sync::Arc;

use minijinja::{Value, context};

use super::{TEMPLATES, environment, fill};
use crate::report::ReportError;

#[test]
fn templates_are_well_formed_and_hold_no_marks_or_macros() {
    environment(Arc::default()).expect("templates that can be read");
    for (name, source) in TEMPLATES {
        let private = |c: char| matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..);
        assert!(!source.contains(private), "{name}");
        let tags = source.split("{%").skip(1).filter_map(|tag| tag.split("%}").next());
        for tag in tags.map(|tag| tag.trim_matches(['-', '+', ' '])) {
            let turns_marks_into_text = ["macro", "call", "filter"].iter().any(|word| tag.starts_with(word));
            let is_block = tag.starts_with("set ") && !tag.contains('=');
            assert!(!turns_marks_into_text && !is_block, "{name}: {tag}");
        }
    }
}

#[test]
fn a_name_that_does_not_exist_is_refused() {
    let refused = fill("gateway/gateway-1.md.j2", context! { procurement => Value::from(1) });
    assert!(matches!(refused, Err(ReportError::Template(_))));
}

/// What filling in this template, of no one's, is refused with.
fn refused(source: &'static str) -> String {
    let mut environment = environment(Arc::default()).expect("templates");
    environment.add_template("tried", source).expect("a template");
    let template = environment.get_template("tried").expect("the template");
    let mut out = super::Bounded::default();
    let error = template.render_captured_to(context! { many => (0..2_000).collect::<Vec<_>>() }, &mut out);
    format!("{:#}", anyhow::Error::from(error.expect_err("a refusal")))
}

#[test]
fn a_template_runs_under_limits() {
    let endless = "{% for a in many %}{% for b in many %}{% if b %}{% endif %}{% endfor %}{% endfor %}";
    assert!(refused(endless).contains("ran out of fuel"), "{}", refused(endless));
    let itself = "{% include 'tried' %}";
    assert!(refused(itself).contains("recursion limit"), "{}", refused(itself));
    const LINE: &str =
        "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567";
    let long = format!("{{% for a in many %}}{}{{% endfor %}}", LINE.repeat(20));
    let long = refused(Box::leak(long.into_boxed_str()));
    assert!(long.contains("more than a paper can hold"), "{long}");
    let marks = "{% for a in many %}{% for b in many[:40] %}{{ a }}{% endfor %}{% endfor %}";
    assert!(refused(marks).contains("a paper of too many values"), "{}", refused(marks));
}
