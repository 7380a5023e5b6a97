//! What each kind of report is called and which template makes it.

use entity::state::{ReportKind, ReportStyle};

/// The title of a paper of this kind about this procurement, as councils of this style put it.
pub(super) fn title_of(kind: ReportKind, style: ReportStyle, procurement: &str) -> String {
    match (kind, style) {
        (ReportKind::Gateway1, _) => format!("Gateway 1 procurement commencement: {procurement}"),
        (ReportKind::Cabinet, _) => procurement.to_owned(),
        (ReportKind::Award, ReportStyle::Gateway) => format!("Gateway 3 contract award: {procurement}"),
        (ReportKind::Award, ReportStyle::Cabinet) => format!("Contract award: {procurement}"),
        (ReportKind::AwardExempt, ReportStyle::Gateway) => {
            format!("Exempt appendix to the Gateway 3 report: {procurement}")
        }
        (ReportKind::AwardExempt, ReportStyle::Cabinet) => {
            format!("Exempt appendix to the award report: {procurement}")
        }
        (ReportKind::AwardDecision, _) => format!("Officer decision record: {procurement}"),
    }
}

/// The name of its template.
pub(super) const fn template(kind: ReportKind, style: ReportStyle) -> &'static str {
    match (kind, style) {
        (ReportKind::Gateway1, _) => "gateway/gateway-1.md.j2",
        (ReportKind::Cabinet, _) => "cabinet/cabinet.md.j2",
        (ReportKind::Award, ReportStyle::Gateway) => "gateway/award.md.j2",
        (ReportKind::Award, ReportStyle::Cabinet) => "cabinet/award.md.j2",
        (ReportKind::AwardExempt, _) => "award/exempt.md.j2",
        (ReportKind::AwardDecision, _) => "award/decision.md.j2",
    }
}
