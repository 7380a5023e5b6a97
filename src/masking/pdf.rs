//! PDF: document information, XMP, private data of programs, names of annotators and signatures. Earlier revisions go too,
//! because the file is written anew from what it shows.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::bounds::load;
use super::picture;

/// How deep arrays and dictionaries may lie in each other.
const DEEPEST: usize = 100;

/// What a signature says of who signed; it would not hold for a file that was written anew in any case.
const OF_A_SIGNATURE: [&[u8]; 8] =
    [b"Name", b"Location", b"Reason", b"ContactInfo", b"Contents", b"Cert", b"ByteRange", b"Prop_Build"];

/// The same pages, without what the file says of who made it.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut pdf = load(bytes)?;
    if pdf.is_encrypted() || pdf.was_encrypted() {
        return None;
    }
    let pages = pdf.get_pages().len();
    for gone in [b"Info".as_slice(), b"ID", b"Prev", b"XRefStm"] {
        pdf.trailer.remove(gone);
    }
    for object in pdf.objects.values_mut() {
        strip(object, 0)?;
    }
    keep_what_is_used(&mut pdf);
    let mut clean = Vec::new();
    pdf.save_to(&mut clean).ok()?;
    // What was written must read as the same pages, or the file is handed out as it came.
    (pages > 0 && load(&clean)?.get_pages().len() == pages).then_some(clean)
}

fn strip(object: &mut Object, depth: usize) -> Option<()> {
    if depth > DEEPEST {
        return None;
    }
    match object {
        Object::Array(all) => all.iter_mut().try_for_each(|one| strip(one, depth + 1)),
        Object::Dictionary(dictionary) => strip_dictionary(dictionary, depth),
        Object::Stream(stream) => {
            if is(&stream.dict, b"Type", b"Metadata") {
                stream.set_content(Vec::new());
            }
            if is_photograph(&stream.dict)
                && let Some(clean) = picture::jpeg(&stream.content)
            {
                stream.set_content(clean);
            }
            strip_dictionary(&mut stream.dict, depth)
        }
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..)
        | Object::Reference(_) => Some(()),
    }
}

fn strip_dictionary(dictionary: &mut Dictionary, depth: usize) -> Option<()> {
    for gone in [b"Metadata".as_slice(), b"PieceInfo", b"LastModified"] {
        dictionary.remove(gone);
    }
    // The name of a form's field stands under the same key as that of whoever wrote an annotation.
    if is(dictionary, b"Type", b"Annot") && !is(dictionary, b"Subtype", b"Widget") {
        dictionary.remove(b"T");
    }
    if is(dictionary, b"Type", b"Sig") {
        OF_A_SIGNATURE.iter().for_each(|gone| drop(dictionary.remove(gone)));
    }
    dictionary.iter_mut().try_for_each(|(_, value)| strip(value, depth + 1))
}

fn is(dictionary: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dictionary.get(key).and_then(Object::as_name).is_ok_and(|found| found == name)
}

/// Whether a stream is a JPEG as it is, said by one name or by a list of that one name.
fn is_photograph(dictionary: &Dictionary) -> bool {
    let listed = dictionary.get(b"Filter").and_then(Object::as_array);
    let one = listed.ok().filter(|all| all.len() == 1).and_then(|all| all[0].as_name().ok());
    is(dictionary, b"Filter", b"DCTDecode") || one == Some(b"DCTDecode".as_slice())
}

/// Takes away what nothing leads to any more, such as the document information of earlier revisions.
fn keep_what_is_used(pdf: &mut Document) {
    let mut used: BTreeSet<ObjectId> = BTreeSet::new();
    let mut open: Vec<&Object> = pdf.trailer.iter().map(|(_, value)| value).collect();
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id) => {
                if used.insert(*id) {
                    open.extend(pdf.objects.get(id));
                }
            }
            Object::Array(all) => open.extend(all),
            Object::Dictionary(dictionary) => open.extend(dictionary.iter().map(|(_, value)| value)),
            Object::Stream(stream) => open.extend(stream.dict.iter().map(|(_, value)| value)),
            Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Name(_)
            | Object::String(..) => {}
        }
    }
    pdf.objects.retain(|id, _| used.contains(id));
}
