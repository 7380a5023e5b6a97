//! Returns that travel as workbooks.
