//! A return as rows of a workbook: what is written out, and what becomes of each cell that comes back.
