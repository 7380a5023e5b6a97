//! Coded values: an enum whose code is stored and whose label is shown.

/// A value chosen from a short, fixed list.
pub trait Choice: Sized + Copy + PartialEq + 'static {
    /// Every value, in the order a page offers them.
    const ALL: &'static [Self];

    /// What is stored and posted.
    fn code(self) -> &'static str;

    /// What is shown.
    fn label(self) -> &'static str;

    /// The value with this code.
    fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

/// Declares coded values once: the name in code, the code stored and the label shown.
macro_rules! choices {
    ($($(#[$meta:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $code:literal, $label:literal;)+ })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, sea_orm::DeriveValueType)]
        #[sea_orm(value_type = "String")]
        pub enum $name { $(#[doc = $label] $(#[$inner])* $variant,)+ }

        impl $crate::choice::Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
            fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::choice::Choice::code(*self))
            }
        }

        impl std::str::FromStr for $name {
            type Err = sea_orm::sea_query::ValueTypeErr;
            fn from_str(code: &str) -> Result<Self, Self::Err> {
                $crate::choice::Choice::of(code).ok_or(sea_orm::sea_query::ValueTypeErr)
            }
        }

        impl sea_orm::TryFromU64 for $name {
            /// A code is never made by a database's counter.
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+};
}
pub(crate) use choices;
