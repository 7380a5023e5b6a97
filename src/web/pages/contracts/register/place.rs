//! Where a page of the register begins, as an address says it.

use entity::id::ContractId;
use entity::number::Pence;
use rules::contract::columns::Order;

use crate::store::{Key, Place};

/// `300.2028-09-30`: a contract's number and what the order goes by, or the number alone where that is not known.
#[must_use]
pub fn place_text(place: &Place) -> String {
    let id = place.id.0;
    match &place.key {
        Key::Text(text) => format!("{id}.{text}"),
        Key::Day(day) => format!("{id}.{day}"),
        Key::Money(money) => format!("{id}.{}", money.0),
        Key::Unknown => id.to_string(),
    }
}

/// The place that an address says; none where it says none of this order.
#[must_use]
pub fn read_place(order: Order, text: &str) -> Option<Place> {
    let Some((id, key)) = text.split_once('.') else {
        return Some(Place { key: Key::Unknown, id: ContractId(text.parse().ok()?) });
    };
    let key = match order {
        Order::Title | Order::Supplier => Key::Text(key.replace('\0', "")),
        Order::Ends | Order::Next => Key::Day(key.parse().ok()?),
        Order::Value => Key::Money(Pence(key.parse().ok()?)),
    };
    Some(Place { key, id: ContractId(id.parse().ok()?) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_again() {
        let day = "2028-09-30".parse().expect("a day");
        let table = [
            (Order::Title, Key::Text("advice. and 1.5 more".to_owned()), "7.advice. and 1.5 more"),
            (Order::Supplier, Key::Text(String::new()), "7."),
            (Order::Ends, Key::Day(day), "7.2028-09-30"),
            (Order::Value, Key::Money(Pence(-5)), "7.-5"),
            (Order::Next, Key::Unknown, "7"),
        ];
        for (order, key, text) in table {
            let place = Place { key, id: ContractId(7) };
            assert_eq!(place_text(&place), text);
            assert_eq!(read_place(order, text), Some(place));
        }
        for (order, text) in
            [(Order::Ends, "7.soon"), (Order::Value, "7.1.5"), (Order::Title, "x.y"), (Order::Next, "")]
        {
            assert_eq!(read_place(order, text), None, "{text}");
        }
    }
}
