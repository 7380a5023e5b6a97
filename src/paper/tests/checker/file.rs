//! What the file says about itself, its fonts and its bookmarks.

use lopdf::{Dictionary, Object};

use super::{Checker, decoded};

impl Checker<'_> {
    pub(super) fn file(&mut self) {
        let catalog = self.document.catalog().expect("a catalog");
        let marked = self.dictionary(catalog, "MarkInfo").and_then(|info| self.get(info, "Marked"));
        self.require(marked == Some(&Object::Boolean(true)), "the file is not marked as tagged");
        let language = self.get(catalog, "Lang").map(decoded).unwrap_or_default();
        self.require(language.len() >= 2, "no language");
        let shown = self
            .dictionary(catalog, "ViewerPreferences")
            .and_then(|shown| self.get(shown, "DisplayDocTitle"));
        self.require(shown == Some(&Object::Boolean(true)), "the title is not shown");
        self.require(self.document.trailer.get(b"ID").is_ok(), "no identity");
        self.titles(catalog);
        self.fonts();
        if let Some(outlines) = self.dictionary(catalog, "Outlines") {
            self.bookmarks(outlines, 1);
        } else {
            self.fault("no bookmarks");
        }
    }

    fn titles(&mut self, catalog: &Dictionary) {
        let info = self.document.trailer.get(b"Info").map(|info| self.resolve(info));
        let title = info.ok().and_then(|info| info.as_dict().ok()).and_then(|info| self.get(info, "Title"));
        let title = title.map(decoded).unwrap_or_default();
        self.require(!title.is_empty(), "no title");
        let metadata = catalog.get(b"Metadata").and_then(Object::as_reference);
        let stream = metadata
            .ok()
            .and_then(|id| self.document.get_object(id).ok())
            .and_then(|found| found.as_stream().ok());
        let xmp =
            stream.map(|stream| String::from_utf8_lossy(&stream.content).into_owned()).unwrap_or_default();
        self.require(xmp.contains("<pdfuaid:part>1</pdfuaid:part>"), "not declared as PDF/UA-1");
        let escaped = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        self.require(xmp.contains("dc:title") && xmp.contains(&escaped), "the title is not in the metadata");
    }

    fn fonts(&mut self) {
        let mut fonts = 0;
        for object in self.document.objects.values() {
            let Ok(font) = object.as_dict() else { continue };
            if self.name(font, "Type") == "FontDescriptor" {
                self.require(font.has(b"FontFile2"), "a font is not embedded");
            }
            if self.name(font, "Subtype") == "Type0" {
                fonts += 1;
                self.require(font.has(b"ToUnicode"), "a font has no ToUnicode");
                self.require(self.name(font, "BaseFont").contains('+'), "a font is not a subset");
            }
        }
        self.require(fonts > 0, "no fonts");
    }

    fn bookmarks(&mut self, parent: &Dictionary, depth: usize) {
        let mut next = self.dictionary(parent, "First");
        self.require(next.is_some() || depth > 1, "the bookmarks are empty");
        while let Some(mark) = next {
            let title = self.get(mark, "Title").map(decoded).unwrap_or_default();
            self.require(!title.trim().is_empty(), "a bookmark says nothing");
            let page = self.array(mark, "Dest").first().is_some_and(|page| self.is_page(page));
            self.require(page, "a bookmark leads nowhere");
            self.marks.push((depth, title.trim().to_owned()));
            self.bookmarks(mark, depth + 1);
            next = self.dictionary(mark, "Next");
        }
    }
}
