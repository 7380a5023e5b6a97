//! How much a PDF may ask of its reader: a small file can name the same thing a million times over.

use std::panic::resume_unwind;
use std::sync::{Mutex, MutexGuard, PoisonError};

use lopdf::{Document, LoadOptions, Object, ObjectId, Stream};

/// The most bytes that a PDF may have if it is to be read at all.
const FILE_MOST: usize = 20 * 1024 * 1024;
/// The most words and brackets in its bytes, and the most values in all that is read of it.
const VALUES_MOST: usize = 2_000_000;
/// The most bytes of all its streams together, as they are kept.
const STREAMS_MOST: usize = 128 * 1024 * 1024;
/// The most bytes that one table or stream of objects may unpack to.
const UNPACKED_MOST: usize = 2 * 1024 * 1024;
/// The most tables of earlier revisions.
const TABLES_MOST: usize = 20;
/// The highest number that an object may have: whoever writes the file anew counts up to it.
const NUMBER_MOST: u32 = 1_000_000;
/// The most objects in all streams of objects.
const PACKED_MOST: usize = 200_000;
/// Values of a stream of objects, times how often objects that lie in each other can have them read.
const AGAIN_MOST: usize = 4_000_000;
/// How deep the reader follows arrays in arrays.
const DEEPEST: usize = 100;
/// The widest column of a table of objects.
const COLUMN_MOST: usize = 1_000;

/// What may still be read of the file that is being read.
struct Left {
    values: usize,
    bytes: usize,
    packed: usize,
}

static LEFT: Mutex<Left> = Mutex::new(Left { values: 0, bytes: 0, packed: 0 });

/// One file is read at a time: the reader calls back a plain function, which knows no file.
static READING: Mutex<()> = Mutex::new(());

/// Reads a PDF that asks no more than it may.
pub(super) fn load(bytes: &[u8]) -> Option<Document> {
    may_be_read(bytes)?;
    let _reading = held(&READING);
    *held(&LEFT) = Left { values: VALUES_MOST, bytes: STREAMS_MOST, packed: PACKED_MOST };
    let options = LoadOptions {
        max_decompressed_size: Some(UNPACKED_MOST),
        filter: Some(charged),
        ..LoadOptions::default()
    };
    Document::load_mem_with_options(bytes, options).ok().filter(|pdf| pdf.max_id <= NUMBER_MOST)
}

fn held<T>(lock: &'static Mutex<T>) -> MutexGuard<'static, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes an object off what is left. Where too little is left the reading stops here and now: `clean` catches it, and the
/// file is handed out as it came.
fn charged(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if held(&LEFT).take(object).is_none() {
        resume_unwind(Box::new("too much to read"));
    }
    // The reader takes the one or the other of the two, by where the object lay.
    Some((id, object.clone()))
}

impl Left {
    fn take(&mut self, object: &Object) -> Option<()> {
        self.values = self.values.checked_sub(1)?;
        match object {
            Object::Array(all) => all.iter().try_for_each(|one| self.take(one)),
            Object::Dictionary(all) => all.iter().try_for_each(|(_, one)| self.take(one)),
            Object::Stream(stream) => self.take_stream(stream),
            Object::String(text, _) => self.take_bytes(text.len()),
            Object::Name(_)
            | Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Reference(_) => Some(()),
        }
    }

    fn take_bytes(&mut self, bytes: usize) -> Option<()> {
        self.bytes = self.bytes.checked_sub(bytes)?;
        Some(())
    }

    fn take_stream(&mut self, stream: &Stream) -> Option<()> {
        // A length that is not known yet would have the stream read later, uncounted.
        if stream.content.is_empty() && stream.start_position.is_some() {
            return None;
        }
        stream.dict.iter().try_for_each(|(_, one)| self.take(one))?;
        self.take_bytes(stream.content.len())?;
        match stream.dict.has_type(b"ObjStm") {
            true => self.take_packed(stream),
            false => Some(()),
        }
    }

    /// A stream of objects, before it is unpacked: each of its objects begins behind the one before it.
    fn take_packed(&mut self, stream: &Stream) -> Option<()> {
        let unpacked = stream.decompressed_content_with_limit(UNPACKED_MOST).ok()?;
        self.take_bytes(unpacked.len())?;
        let first = usize::try_from(stream.dict.get(b"First").ok()?.as_i64().ok()?).ok()?;
        let stated = usize::try_from(stream.dict.get(b"N").ok()?.as_i64().ok()?).ok()?;
        let (index, objects) = unpacked.split_at_checked(first)?;
        let index = std::str::from_utf8(index).ok()?;
        let numbers: Vec<usize> =
            index.split_whitespace().map(|number| number.parse().ok()).collect::<Option<_>>()?;
        if numbers.len() != stated.checked_mul(2)? {
            return None;
        }
        let mut before = None;
        for pair in numbers.chunks_exact(2) {
            let blank = objects.get(pair[1]..)?.iter().take_while(|sign| sign.is_ascii_whitespace()).count();
            let at = Some(pair[1] + blank);
            if at <= before {
                return None;
            }
            before = at;
        }
        self.packed = self.packed.checked_sub(stated)?;
        (values(objects) * stated.min(DEEPEST) <= AGAIN_MOST).then_some(())
    }
}

/// About how many values these bytes can stand for. An array counts for more: there is room in it before anything is.
fn values(bytes: &[u8]) -> usize {
    let mut blank = true;
    let mut count = 0;
    for sign in bytes {
        let was = std::mem::replace(&mut blank, is_blank(*sign));
        count += match sign {
            b'[' => 4,
            b'/' | b'<' | b'>' | b'(' | b')' | b']' => 1,
            _ => usize::from(was && !blank),
        };
    }
    count
}

fn is_blank(sign: u8) -> bool {
    matches!(sign, b' ' | b'\t' | b'\r' | b'\n' | 0x0c | 0)
}

/// Whether its bytes, wherever its tables say that objects begin, can be read within bounds.
fn may_be_read(bytes: &[u8]) -> Option<()> {
    if bytes.len() > FILE_MOST || values(bytes) > VALUES_MOST {
        return None;
    }
    let (mut tables, mut lengths_elsewhere, mut packed) = (0, false, false);
    for at in slashes(bytes) {
        let (name, after) = name(&bytes[at + 1..]);
        match name.as_slice() {
            b"Encrypt" => return None,
            b"Prev" => tables += usize::from(!is_elsewhere(after)),
            b"Length" => lengths_elsewhere |= is_elsewhere(after),
            b"W" => packed |= is_columns(after)?,
            _ => {}
        }
    }
    // Lengths may lie in streams of objects that are unpacked before anybody has counted them.
    (tables <= TABLES_MOST && !(lengths_elsewhere && packed)).then_some(())
}

fn slashes(bytes: &[u8]) -> impl Iterator<Item = usize> {
    bytes.iter().enumerate().filter(|(_, sign)| **sign == b'/').map(|(at, _)| at)
}

/// A name with its escapes read, as far as those we look for are long, and what follows it.
fn name(bytes: &[u8]) -> (Vec<u8>, &[u8]) {
    let ends = |sign: &u8| is_blank(*sign) || b"/<>()[]{}%".contains(sign);
    let end = bytes.iter().take(32).position(ends).unwrap_or(bytes.len().min(32));
    let (mut rest, after) = bytes.split_at(end);
    let mut read = Vec::new();
    while let [sign, others @ ..] = rest {
        let escaped = others.get(..2).filter(|_| *sign == b'#').and_then(|two| std::str::from_utf8(two).ok());
        let escaped = escaped.and_then(|two| u8::from_str_radix(two, 16).ok());
        read.push(escaped.unwrap_or(*sign));
        rest = if escaped.is_some() { &others[2..] } else { others };
    }
    (read, after)
}

/// Whether a number is the first of two, as it is where it names another object.
fn is_elsewhere(after: &[u8]) -> bool {
    let after = unblanked(after);
    let digits = after.iter().take_while(|sign| sign.is_ascii_digit() || matches!(sign, b'+' | b'-')).count();
    unblanked(&after[digits..]).first().is_some_and(|sign| sign.is_ascii_digit() || *sign == b'%')
}

fn unblanked(bytes: &[u8]) -> &[u8] {
    let blank = bytes.iter().take_while(|sign| is_blank(**sign)).count();
    &bytes[blank..]
}

/// Whether these are the columns of a table of objects; none at all where such a table could have no end.
fn is_columns(after: &[u8]) -> Option<bool> {
    let inner = match unblanked(after) {
        [b'[', inner @ ..] => inner,
        // A note at this place is nothing that a program writes.
        [b'%', ..] => return None,
        _ => return Some(false),
    };
    let end = inner.iter().position(|sign| matches!(sign, b']' | b'[' | b'%'))?;
    match inner[end] {
        b'[' => return Some(false),
        b']' => {}
        _ => return None,
    }
    let columns: Vec<&[u8]> =
        inner[..end].split(|sign| is_blank(*sign)).filter(|one| !one.is_empty()).collect();
    // The widths of letters, which are called the same, need not be whole.
    if columns.len() < 3 || inner[..end].contains(&b'.') {
        return Some(false);
    }
    let width = |column: &&[u8]| std::str::from_utf8(column).ok()?.parse::<usize>().ok();
    let widths: Vec<usize> = columns[..3].iter().map(width).collect::<Option<_>>()?;
    (widths.iter().all(|width| *width <= COLUMN_MOST) && widths.iter().sum::<usize>() >= 3).then_some(true)
}
