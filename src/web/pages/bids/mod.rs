//! Bids as their own provider sees them.

mod answers;
mod check;
mod contents;
mod declarations;
mod document;
mod files;
mod list;
mod outcome;
mod own;
mod price;
mod price_query;
mod queries;
mod receipts;
mod saving;
mod show;
mod start;

pub use answers::{condition, question, save_condition, save_question};
pub use check::{check, submit, withdraw};
pub use declarations::{declarations, save_declarations};
pub use document::{document, document_pdf};
pub use files::{add_file, file, files, remove};
pub use list::list;
pub use outcome::{outcome, outcome_pdf};
pub use price::{price, save_price};
pub use price_query::{explain_price, price_query};
pub use queries::{answer as answer_query, show as show_query};
pub use receipts::{receipt, receipt_json};
pub use show::show;
pub use start::start;
