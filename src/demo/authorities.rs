//! The two authorities of the demonstration and what they have settled. Figures that the papers do not
//! give are left unset, so that the rules say "cannot tell" as they would for a new council.

use entity::authority;
use entity::gaps::{Gap, Gaps};
use entity::id::AuthorityId;
use entity::number::{Pence, Version};
use entity::state::{ReportStyle, RiskLayout};

/// A row of settings: which list, and what is typed.
pub type Setting = (&'static str, &'static [(&'static str, &'static str)]);

/// Medway Council: gateway reports, risks in a table.
pub fn medway(id: AuthorityId) -> authority::Model {
    authority::Model {
        id,
        version: Version(1),
        name: "Medway Council".to_owned(),
        report_style: ReportStyle::Gateway,
        accent: "0b4a6f".to_owned(),
        key_decision_pence: None,
        call_in_days: Some(5),
        publish_days: Some(2),
        risk_layout: RiskLayout::Rows,
        clears_legal: true,
        clears_finance: true,
        clears_equality: false,
        gaps: Gaps::default().with("key_decision_pence", Some(Gap::NotStated)),
    }
}

/// Dorset Council: cabinet reports, one overall level of risk.
pub fn dorset(id: AuthorityId) -> authority::Model {
    authority::Model {
        id,
        version: Version(1),
        name: "Dorset Council".to_owned(),
        report_style: ReportStyle::Cabinet,
        accent: "1f5c3d".to_owned(),
        key_decision_pence: Some(Pence::pounds(500_000)),
        call_in_days: Some(5),
        publish_days: Some(2),
        risk_layout: RiskLayout::Overall,
        clears_legal: true,
        clears_finance: true,
        clears_equality: true,
        gaps: Gaps::default(),
    }
}

/// Medway's settings. Its letters for risk are read in an older key of the council.
pub const MEDWAY: &[Setting] = &[
    ("risk_level", &[("axis", "likelihood"), ("code", "A"), ("label", "Very high")]),
    ("risk_level", &[("axis", "likelihood"), ("code", "B"), ("label", "High")]),
    ("risk_level", &[("axis", "likelihood"), ("code", "C"), ("label", "Significant")]),
    ("risk_level", &[("axis", "likelihood"), ("code", "D"), ("label", "Low")]),
    ("risk_level", &[("axis", "likelihood"), ("code", "E"), ("label", "Very low")]),
    ("risk_level", &[("axis", "likelihood"), ("code", "F"), ("label", "Almost impossible")]),
    (
        "risk_level",
        &[("axis", "impact"), ("code", "A"), ("label", "Letter as given; its meaning is not confirmed")],
    ),
    (
        "risk_level",
        &[("axis", "impact"), ("code", "B"), ("label", "Letter as given; its meaning is not confirmed")],
    ),
    (
        "risk_level",
        &[("axis", "impact"), ("code", "C"), ("label", "Letter as given; its meaning is not confirmed")],
    ),
    (
        "risk_level",
        &[("axis", "impact"), ("code", "D"), ("label", "Letter as given; its meaning is not confirmed")],
    ),
    ("tier", &[("body", "Cabinet")]),
    (
        "heading",
        &[("title", "Legal implications"), ("guidance", "Powers and duties relied on, and risks in law.")],
    ),
    ("heading", &[("title", "TUPE implications"), ("guidance", "Whether staff transfer.")]),
    ("heading", &[("title", "Procurement implications"), ("guidance", "Regime, thresholds and procedure.")]),
    ("heading", &[("title", "ICT implications"), ("guidance", "Systems and data.")]),
    (
        "heading",
        &[("title", "Diversity and equality"), ("guidance", "What the equality impact assessment found.")],
    ),
    (
        "heading",
        &[
            ("title", "Social and economic considerations"),
            ("guidance", "Effects on people and the local economy."),
        ],
    ),
    ("heading", &[("title", "Environmental considerations"), ("guidance", "Effects on the environment.")]),
    ("meeting", &[("body", "Cabinet"), ("meets_on", "19 10 2021"), ("agenda_on", "11 10 2021")]),
    ("retention", &[("kind", "procurement"), ("months", "84")]),
    ("retention", &[("kind", "people"), ("months", "24")]),
];

/// Dorset's settings.
pub const DORSET: &[Setting] = &[
    ("risk_level", &[("axis", "overall"), ("code", "HIGH"), ("label", "High")]),
    ("risk_level", &[("axis", "overall"), ("code", "MED"), ("label", "Medium")]),
    ("risk_level", &[("axis", "overall"), ("code", "LOW"), ("label", "Low")]),
    ("tier", &[("body", "Officer under the scheme of delegation"), ("up_to_pence", "499,999.99")]),
    ("tier", &[("body", "Cabinet")]),
    ("heading", &[("title", "Well-being and health"), ("guidance", "Effects on well-being and health.")]),
    ("heading", &[("title", "Climate"), ("guidance", "Effects on the climate, and how they are limited.")]),
    ("heading", &[("title", "Public health"), ("guidance", "Effects on the health of the public.")]),
    (
        "heading",
        &[("title", "Voluntary organisations"), ("guidance", "What it means for the voluntary sector.")],
    ),
    ("heading", &[("title", "Safeguarding children"), ("guidance", "How children are kept safe.")]),
    (
        "heading",
        &[("title", "Corporate parenting"), ("guidance", "The council’s duty to children in its care.")],
    ),
    ("heading", &[("title", "Community safety"), ("guidance", "Crime, disorder and safety.")]),
    (
        "heading",
        &[("title", "Equalities impact assessment"), ("guidance", "Whether it is done and what it found.")],
    ),
    ("meeting", &[("body", "Cabinet"), ("meets_on", "18 1 2022"), ("agenda_on", "10 1 2022")]),
    ("retention", &[("kind", "procurement"), ("months", "84")]),
    ("retention", &[("kind", "people"), ("months", "24")]),
];
