//! A return as a workbook, out and in.
