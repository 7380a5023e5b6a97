//! What the file says about itself. Nothing here depends on a clock or on chance.

use lopdf::{Dictionary, Document as File, Object, Stream, dictionary};
use sha2::{Digest, Sha256};

use crate::{Document, is_blank};

const PRODUCER: &str = "Gatehouse";

/// Sets the title, language, XMP and identity of a file.
pub(super) fn describe(file: &mut File, document: &Document) {
    file.version = "1.7".to_owned();
    let info = file.add_object(dictionary! {
        "Title" => text_string(&title(document)),
        "Author" => text_string(&document.publisher),
        "Producer" => text_string(PRODUCER),
    });
    let replaced = file.trailer.get(b"Info").and_then(Object::as_reference);
    if let Ok(replaced) = replaced {
        file.objects.remove(&replaced);
    }
    file.trailer.set("Info", info);
    file.trailer.set("ID", identity(document));
    let mut xmp =
        Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp(document).into_bytes());
    // Tools look for this packet in the raw bytes of the file.
    xmp.allows_compression = false;
    let xmp = file.add_object(xmp);
    let Ok(catalog) = file.catalog_mut() else { return };
    catalog.set("Metadata", xmp);
    catalog.set("Lang", Object::string_literal(language(document)));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("PageLayout", "OneColumn");
}

/// The title, or words in its place: a file without one cannot be shown by its title.
pub(super) fn title(document: &Document) -> String {
    let title: String = document.title.chars().filter(|c| !c.is_control()).collect();
    if is_blank(&title) { "(untitled)".to_owned() } else { title.trim().to_owned() }
}

fn language(document: &Document) -> String {
    let language = document.language.trim();
    if language.is_empty() { "en-GB".to_owned() } else { language.to_owned() }
}

/// A text outside of the pages: plain if it is ASCII, otherwise UTF-16 with its mark.
pub(super) fn text_string(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}

/// The identity of the file, from what the document says: the same paper is the same file.
fn identity(document: &Document) -> Object {
    let said = format!("{} {document:?}", env!("CARGO_PKG_VERSION"));
    let digest = Sha256::digest(said.as_bytes());
    let half = Object::String(digest[..16].to_vec(), lopdf::StringFormat::Hexadecimal);
    Object::Array(vec![half.clone(), half])
}

fn xmp(document: &Document) -> String {
    let title = escaped(&title(document));
    let publisher = escaped(&document.publisher);
    let language = escaped(&language(document));
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{publisher}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{PRODUCER}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{feff}'
    )
}

fn escaped(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A number tree or name tree of one leaf.
pub(super) fn leaf(key: &str, pairs: Vec<Object>) -> Dictionary {
    let mut leaf = Dictionary::new();
    leaf.set(key, Object::Array(pairs));
    leaf
}
