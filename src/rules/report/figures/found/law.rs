//! What the law says: regime, threshold, key decision, who decides, and the days before the meeting.

use super::figure;
use crate::law::dates::long_date;
use crate::law::key_decision::Answer;
use crate::law::reason::Reason;
use crate::law::regime::{LightTouch, Regime, Standing};
use crate::procurement::found::Found;
use crate::report::figures::Figure;
use crate::settings::{Authority, decider};

/// What is found of the law. What cannot be told is left out.
pub(super) fn of(authority: &Authority, found: &Found) -> Vec<Figure> {
    let mut all = Vec::new();
    all.extend(regime(found));
    if found.key_decision.answer != Answer::CannotTell {
        let shown = found.key_decision.answer.words().to_owned();
        all.push(figure("key_decision", "Key decision", &said(&found.key_decision.reasons), shown));
    }
    let tier = decider(authority, found.maximum.value);
    all.extend(tier.value.map(|body| figure("decider", "Body that decides on this value", &tier.how, body)));
    for ((what, by), name) in found.before_meeting.iter().zip(["notice_by", "agenda_by"]) {
        all.extend(by.value.map(|day| figure(name, what, &by.how, long_date(day))));
    }
    all
}

fn regime(found: &Found) -> Vec<Figure> {
    let finding = &found.regime;
    let how = said(&finding.reasons);
    let mut all = Vec::new();
    if finding.regime != Regime::CannotTell {
        all.push(figure("regime", "Governing law", &how, finding.regime.words().to_owned()));
    }
    if finding.light_touch != LightTouch::CannotTell {
        all.push(figure("light_touch", "Kind of contract", &how, finding.light_touch.words().to_owned()));
    }
    if finding.standing != Standing::CannotTell {
        all.push(figure(
            "standing",
            "Result of the threshold test",
            &how,
            finding.standing.words().to_owned(),
        ));
    }
    if let [threshold] = &finding.thresholds[..] {
        let label = format!("Threshold for {}", threshold.kind.words());
        all.push(figure("threshold", &label, &how, threshold.figure.to_string()));
    }
    if let Some(tested) = &finding.tested {
        all.push(figure(
            "tested",
            "Value tested against the threshold",
            &tested.how,
            tested.value.to_string(),
        ));
    }
    all
}

fn said(reasons: &[Reason]) -> String {
    reasons.iter().map(|reason| reason.says.as_str()).collect::<Vec<_>>().join(" ")
}
