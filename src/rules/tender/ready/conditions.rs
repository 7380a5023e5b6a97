//! Conditions of participation that the law forbids.

use entity::state::{Category, ConditionKind, NeededBy};

use super::{Obstacle, Place};
use crate::law::regime::{Finding, Regime, Standing};
use crate::procurement::Procurement;
use crate::tender::Tender;

/// Everything about the conditions that stands in the way.
pub(super) fn obstacles(tender: &Tender, procurement: &Procurement, law: &Finding) -> Vec<Obstacle> {
    if tender.conditions.is_empty() {
        return Vec::new();
    }
    if no_suitability_stage(procurement, law) {
        let says = "Below the threshold the law allows no conditions of participation for services or goods \
                    (Procurement Act 2023, section 85; before it, Public Contracts Regulations 2015, regulation \
                    111). Take all of them out.";
        return vec![at(says.to_owned())];
    }
    let under_the_act = match law.regime {
        Regime::Act2023 | Regime::CannotTell => true,
        Regime::Pcr2015 | Regime::ProviderSelection => false,
    };
    let each = tender.conditions.iter().filter(|_| under_the_act);
    each.filter_map(|condition| {
        let says = match (condition.kind, condition.needed_by) {
            (ConditionKind::Insurance, NeededBy::WithBid | NeededBy::BeforeAward) => {
                "insurance may not have to be in place before the award (Procurement Act 2023, section 22). Ask \
                 for it from the start of the contract"
            }
            (ConditionKind::Accounts, _) if condition.evidence.is_none() => {
                "audited accounts may be asked only of those whose accounts the law requires to be audited \
                 (Procurement Act 2023, section 22). Say, as evidence, what others show instead"
            }
            (
                ConditionKind::Insurance
                | ConditionKind::Accounts
                | ConditionKind::Legal
                | ConditionKind::Financial
                | ConditionKind::Technical
                | ConditionKind::Professional,
                NeededBy::WithBid | NeededBy::BeforeAward | NeededBy::AtStart,
            ) => return None,
        };
        Some(at(format!("Condition {}: {says}.", condition.position)))
    })
    .collect()
}

/// Works above the threshold for goods and services may have one; for all else below the threshold there is none.
pub(in crate::tender) fn no_suitability_stage(procurement: &Procurement, law: &Finding) -> bool {
    let below = match law.standing {
        Standing::Below | Standing::BelowNotNotifiable => true,
        Standing::Above | Standing::NoThreshold | Standing::CannotTell => false,
    };
    let works = match procurement.row.category {
        Some(Category::Works) => true,
        Some(Category::Services | Category::Goods) | None => false,
    };
    below && !works
}

fn at(says: String) -> Obstacle {
    Obstacle { says, at: Place::List("conditions") }
}
