//! Stories of people using the whole site, each over a record of its own. The same stories run on
//! SQLite and, where `GATEHOUSE_TEST_POSTGRES` names a server, on PostgreSQL.

mod access;
mod approval;
mod award;
mod award_reports;
mod bidding;
mod case;
mod clarifications;
mod composing;
mod concurrency;
mod contracts;
mod demonstration;
mod early_looks;
mod evaluate;
mod evaluation;
mod forms;
mod house;
mod kept;
mod lots;
mod migrations;
mod opening;
mod overview;
mod people;
mod post;
mod publishing;
mod record;
mod reports;
mod routes;
mod scoring;
mod sealing;
mod settings;
mod sign_in;
mod tender_routes;
mod tenders;
mod uploads;
mod world;
