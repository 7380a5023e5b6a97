//! The kinds of report, and which an authority's style offers.

use entity::state::ReportStyle;

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Medway's style: permission to start a procurement.
    Gateway1,
    /// Dorset's style: a cabinet's approval of a procurement.
    Cabinet,
}

impl Kind {
    /// Every kind, in the order a page offers them.
    pub const ALL: &'static [Self] = &[Self::Gateway1, Self::Cabinet];

    /// The kinds that authorities of this style make.
    #[must_use]
    pub const fn of_style(style: ReportStyle) -> &'static [Self] {
        match style {
            ReportStyle::Gateway => &[Self::Gateway1],
            ReportStyle::Cabinet => &[Self::Cabinet],
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// What it is called in addresses and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gateway1 => "gateway-1",
            Self::Cabinet => "cabinet",
        }
    }

    /// What it is called on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Gateway1 => "Gateway 1 report",
            Self::Cabinet => "Cabinet report",
        }
    }

    /// The title of a paper of this kind about this procurement.
    pub(super) fn title_of(self, procurement: &str) -> String {
        match self {
            Self::Gateway1 => format!("Gateway 1 procurement commencement: {procurement}"),
            Self::Cabinet => procurement.to_owned(),
        }
    }

    /// The name of its template.
    pub(super) const fn template(self) -> &'static str {
        match self {
            Self::Gateway1 => "gateway/gateway-1.md.j2",
            Self::Cabinet => "cabinet/cabinet.md.j2",
        }
    }
}
