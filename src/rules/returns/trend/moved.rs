//! How a figure moved since the one before, in words.

use entity::state::{Direction, KpiKind};

use super::Point;
use crate::returns::measure::{Reading, shown};

/// Which way a figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Up.
    Up,
    /// Down.
    Down,
    /// Neither.
    Same,
}

/// How a figure moved since the last one that there was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which way.
    pub way: Way,
    /// In words: `Up from 70.0%, which is better`.
    pub says: String,
}

/// How the last of some points moved since the one before it with a value; nothing where there is nothing to compare,
/// or the two answer another definition and unit.
#[must_use]
pub fn moved(points: &[Point<'_>]) -> Option<Moved> {
    let (last, before) = points.split_last()?;
    let Reading::Value(now) = &last.reading else { return None };
    let row = &last.version.row;
    if row.kind == KpiKind::YesNo {
        return None;
    }
    let valued = |point: &&Point<'_>| matches!(point.reading, Reading::Value(_));
    let before = before.iter().rev().find(valued)?;
    let Reading::Value(then) = &before.reading else { return None };
    if before.version.row.unit != row.unit {
        return None;
    }
    let was = shown(before.version, &before.reading);
    let judged = |is_better: bool| match (row.direction, is_better) {
        (None, _) => "",
        (Some(_), true) => ", which is better",
        (Some(_), false) => ", which is worse",
    };
    let lower_is_better = row.direction == Some(Direction::Lower);
    Some(if now > then {
        Moved { way: Way::Up, says: format!("Up from {was}{}", judged(!lower_is_better)) }
    } else if now < then {
        Moved { way: Way::Down, says: format!("Down from {was}{}", judged(lower_is_better)) }
    } else {
        Moved { way: Way::Same, says: "The same as before".to_owned() }
    })
}
