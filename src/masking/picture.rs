//! JPEG and PNG: cameras, programs, places and comments that a picture keeps beside its pixels.

/// Exif with nothing in it but which way up the picture is, between the two halves of this.
const UPRIGHT: (&[u8], &[u8]) = (
    b"\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00",
    b"\x00\x00\x00\x00\x00\x00",
);
const EXIF: &[u8] = b"Exif\x00\x00";

/// A JPEG without Exif, XMP, comments, and whatever follows its end; it stays the same way up.
pub(super) fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    let mut clean = b"\xff\xd8".to_vec();
    loop {
        let [0xff, mark, ..] = *rest else { return None };
        match mark {
            0xff => rest = &rest[1..],
            0xd9 => {
                clean.extend(b"\xff\xd9");
                return Some(clean);
            }
            0xd0..=0xd7 | 0x01 => {
                clean.extend(&rest[..2]);
                rest = &rest[2..];
            }
            _ => {
                let length = usize::from(u16::from_be_bytes(*rest.get(2..)?.first_chunk()?));
                let (segment, after) = rest.split_at_checked(2 + length).filter(|_| length >= 2)?;
                if is_kept(mark) {
                    clean.extend(segment);
                } else if mark == 0xe1 {
                    clean.extend(turned(&segment[4..]).into_iter().flatten());
                }
                rest = after;
                if mark == 0xda {
                    let pixels = end_of_pixels(rest)?;
                    clean.extend(&rest[..pixels]);
                    rest = &rest[pixels..];
                }
            }
        }
    }
}

/// Tables, frames, scans, and the segments that say what the colours mean: JFIF, ICC profile, Adobe.
fn is_kept(mark: u8) -> bool {
    !matches!(mark, 0xe0..=0xef | 0xfe) || matches!(mark, 0xe0 | 0xe2 | 0xee)
}

/// Pixels go on to the next mark that is neither a stuffed byte nor a restart.
fn end_of_pixels(rest: &[u8]) -> Option<usize> {
    rest.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7))
}

/// A segment that says only which way up the picture is, where this Exif says that it is turned.
fn turned(segment: &[u8]) -> Option<Vec<u8>> {
    let tiff = segment.strip_prefix(EXIF)?;
    let big = tiff.starts_with(b"MM");
    let two = |at: usize| {
        let pair = *tiff.get(at..)?.first_chunk::<2>()?;
        Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let start = *tiff.get(4..)?.first_chunk::<4>()?;
    let start = if big { u32::from_be_bytes(start) } else { u32::from_le_bytes(start) };
    let start = usize::try_from(start).ok()?;
    let entries = (0..usize::from(two(start)?)).map(|entry| start + 2 + entry * 12);
    let way = entries.filter(|at| two(*at) == Some(0x0112)).find_map(|at| two(at + 8))?;
    let way = u8::try_from(way).ok().filter(|way| (2..=8).contains(way))?;
    Some([UPRIGHT.0, &[way], UPRIGHT.1].concat())
}

/// A PNG without texts, Exif, times, and whatever follows its end.
pub(super) fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    const MARK: &[u8] = b"\x89PNG\r\n\x1a\n";
    let mut rest = bytes.strip_prefix(MARK)?;
    let mut clean = MARK.to_vec();
    loop {
        let length = usize::try_from(u32::from_be_bytes(*rest.first_chunk()?)).ok()?;
        let (chunk, after) = rest.split_at_checked(length.checked_add(12)?)?;
        let kind = &chunk[4..8];
        if ![b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"].iter().any(|gone| kind == gone.as_slice()) {
            clean.extend(chunk);
        }
        if kind == b"IEND" {
            return Some(clean);
        }
        rest = after;
    }
}
