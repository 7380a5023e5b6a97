//! What each kind of report is called and which template makes it.

use entity::state::ReportKind;

/// The title of a paper of this kind about this procurement.
pub(super) fn title_of(kind: ReportKind, procurement: &str) -> String {
    match kind {
        ReportKind::Gateway1 => format!("Gateway 1 procurement commencement: {procurement}"),
        ReportKind::Cabinet => procurement.to_owned(),
    }
}

/// The name of its template.
pub(super) const fn template(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Gateway1 => "gateway/gateway-1.md.j2",
        ReportKind::Cabinet => "cabinet/cabinet.md.j2",
    }
}
