//! Gatehouse: what a council uses from the first idea of buying a service to the last quarter of the
//! contract. This page is the list of contents; ARCHITECTURE.md is the map.

pub mod command;
pub mod demo;
pub mod masking;
pub mod post;
pub mod report;
pub mod store;
pub mod web;
pub mod workbook;
