//! Is the contract wholly or mainly for light touch services?

use super::finding::{LightTouch, Regime};
use super::flags::Flag;
use super::question::{Category, Question};
use crate::law::cpv::LightTouchList;
use crate::law::reason::Reason;

/// Looks at every code recorded; when only some are listed, the main subject decides, and a person must say
/// which it is.
pub(super) fn find(
    question: &Question,
    regime: Regime,
    reasons: &mut Vec<Reason>,
    flags: &mut Vec<Flag>,
) -> LightTouch {
    let list = match regime {
        Regime::Pcr2015 => LightTouchList::Pcr2015,
        Regime::Act2023 => LightTouchList::Act2023,
        Regime::ProviderSelection => return LightTouch::No,
        Regime::CannotTell => return LightTouch::CannotTell,
    };
    let listed = question.cpv.iter().filter(|code| code.is_light_touch(list)).count();
    let (answer, says) = match (question.main_category, listed, question.cpv.len()) {
        (Some(Category::Goods | Category::Works), 0, _) => {
            (LightTouch::No, "Goods or works are mainly bought, and light touch covers services only.")
        }
        (Some(Category::Goods | Category::Works), _, _) => {
            flags.push(Flag::CategoryAgainstCodes);
            (
                LightTouch::CannotTell,
                "Goods or works are said to be mainly bought, but a CPV code is a light touch service.",
            )
        }
        (Some(Category::Services) | None, 0, 0) => (
            LightTouch::CannotTell,
            "No CPV code is recorded, so it cannot be told whether this is a light touch service.",
        ),
        (Some(Category::Services) | None, 0, _) => {
            (LightTouch::No, "No CPV code recorded is on the list of light touch services.")
        }
        (Some(Category::Services) | None, some, all) if some == all => {
            (LightTouch::Yes, "Every CPV code recorded is on the list of light touch services.")
        }
        (Some(Category::Services) | None, _, _) => {
            flags.push(Flag::MixedCodes);
            (
                LightTouch::CannotTell,
                "Only some of the CPV codes recorded are light touch services, so the main subject must \
                 be settled.",
            )
        }
    };
    reasons.push(Reason::new(says, source(list)));
    answer
}

fn source(list: LightTouchList) -> &'static str {
    match list {
        LightTouchList::Pcr2015 => "Public Contracts Regulations 2015, regulation 74 and Schedule 3",
        LightTouchList::Act2023 => {
            "Procurement Act 2023, section 9; SI 2024/692, regulation 42 and Schedule 1"
        }
    }
}
