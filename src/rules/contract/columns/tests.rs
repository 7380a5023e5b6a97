use entity::state::TermEnd;

use super::*;
use crate::contract::testing::dorset;
use crate::testing::day;

#[test]
fn each_column_says_one_thing_of_a_contract() {
    let mut row = dorset(TermEnd::Break).row;
    row.ends_on = Some(day("2032-03-31"));
    row.next_on = Some(day("2028-07-21"));
    row.next_what = Some("return".to_owned());
    let text = |text: &str| Cell::Text(text.to_owned());
    let table = [
        (Column::Supplier, text("A charity")),
        (Column::Stage, text("In force")),
        (Column::Department, text("")),
        (Column::Manager, text("Someone")),
        (Column::Starts, Cell::Day(Some(day("2027-04-01")))),
        (Column::Ends, Cell::Day(Some(day("2032-03-31")))),
        (Column::Longest, Cell::Day(None)),
        (Column::Next, Cell::Day(Some(day("2028-07-21")))),
        (Column::Due, text("Latest return that can inform it")),
        (Column::Review, Cell::Day(None)),
        (Column::Value, Cell::Money(Some(Pence::pounds(1_655_000)))),
        (Column::Spent, Cell::Money(Some(Pence(0)))),
    ];
    assert_eq!(table.len(), Column::ALL.len());
    for (column, says) in table {
        assert_eq!(column.cell(&row, "Someone"), says, "{column:?}");
        assert_eq!(Column::of(column.code()), Some(column));
    }
}

/// The day it really ended counts, not the one it was to end; a contract without a next date has nothing due.
#[test]
fn what_happened_counts() {
    let mut row = dorset(TermEnd::Break).row;
    row.ends_on = Some(day("2032-03-31"));
    row.ended_on = Some(day("2029-03-31"));
    row.next_what = Some("turn".to_owned());
    assert_eq!(Column::Ends.cell(&row, ""), Cell::Day(row.ended_on));
    assert_eq!(Column::Due.cell(&row, ""), Cell::Text(String::new()));
}

#[test]
fn orders_are_offered_where_an_index_stands() {
    let offered: Vec<Order> = Column::ALL.iter().filter_map(|column| column.order()).collect();
    assert_eq!(offered, [Order::Supplier, Order::Ends, Order::Next, Order::Value]);
    assert!(Order::ALL.iter().all(|order| Order::of(order.code()) == Some(*order)));
}

#[test]
fn a_cell_reads_one_way_on_a_page_and_another_in_a_file() {
    let table = [
        (Cell::Text("=1+1".to_owned()), "=1+1", "=1+1"),
        (Cell::Day(Some(day("2028-09-30"))), "30 September 2028", "2028-09-30"),
        (Cell::Day(None), "", ""),
        (Cell::Money(Some(Pence(33_100_050))), "£331,000.50", "331000.50"),
        (Cell::Money(Some(Pence(-5))), "-£0.05", "-0.05"),
        (Cell::Money(None), "", ""),
    ];
    for (cell, shown, plain) in table {
        assert_eq!((cell.shown().as_str(), cell.plain().as_str()), (shown, plain));
    }
}
