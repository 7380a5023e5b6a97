//! A table as HTML.

use super::Painter;
use crate::{Align, Cell, Column, Row, Table};

impl Painter<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let number = self.count.table();
        let caption = format!("table-{number}-caption");
        let id = self.id(Some(table.anchor.as_deref().unwrap_or(&format!("table-{number}"))));
        // The frame can be scrolled sideways on a narrow screen; tabindex lets a keyboard do it.
        self.push(&format!(
            "<div class=\"table-frame\" role=\"region\" aria-labelledby=\"{caption}\" tabindex=\"0\">\n"
        ));
        self.push(&format!("<table{id}>\n<caption id=\"{caption}\">"));
        self.push(&format!("<span class=\"number\">Table {number}</span> "));
        self.inlines(&table.caption);
        self.push("</caption>\n");
        if !table.columns.is_empty() {
            self.head(&table.columns);
            self.body(table);
        }
        self.push("</table>\n</div>\n");
    }

    fn head(&mut self, columns: &[Column]) {
        self.push("<thead>\n<tr>");
        for column in columns {
            self.push(&format!("<th scope=\"col\"{}>", class(column.align)));
            self.inlines(&column.heading);
            self.push("</th>");
        }
        self.push("</tr>\n</thead>\n");
    }

    fn body(&mut self, table: &Table) {
        self.push("<tbody>\n");
        for row in &table.rows {
            self.row(row, &table.columns);
        }
        self.push("</tbody>\n");
    }

    fn row(&mut self, row: &Row, columns: &[Column]) {
        self.push(if row.total { "<tr class=\"total\">" } else { "<tr>" });
        let empty = Cell::default();
        for (index, column) in columns.iter().enumerate() {
            let (open, close) = if column.heads_rows { ("th scope=\"row\"", "th") } else { ("td", "td") };
            self.push(&format!("<{open}{}>", class(column.align)));
            self.compact(&row.cells.get(index).unwrap_or(&empty).blocks);
            self.push(&format!("</{close}>"));
        }
        self.push("</tr>\n");
    }
}

fn class(align: Align) -> &'static str {
    match align {
        Align::Left => "",
        Align::Decimal => " class=\"decimal\"",
        Align::Centre => " class=\"centre\"",
    }
}
