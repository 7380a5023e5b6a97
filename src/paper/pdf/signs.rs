//! A small face of our own for signs that Noto Sans lacks: ballot boxes, ticks and crosses. They are
//! drawn here as outlines, so that they print as what they are and are read out as what they are.

use std::sync::OnceLock;

type Contour = &'static [(i16, i16)];

/// A sign: its character, how wide it is, and its outline in thousandths, clockwise.
struct Sign {
    character: char,
    width: u16,
    contours: &'static [Contour],
}

const BOX: Contour = &[(60, -40), (60, 680), (780, 680), (780, -40)];
const HOLE: Contour = &[(124, 24), (716, 24), (716, 616), (124, 616)];

/// In the order of their glyphs, from 1.
const SIGNS: [Sign; 7] = [
    Sign { character: '☐', width: 840, contours: &[BOX, HOLE] },
    Sign {
        character: '☑',
        width: 840,
        contours: &[BOX, HOLE, &[(190, 330), (255, 395), (370, 275), (590, 545), (660, 488), (375, 140)]],
    },
    Sign {
        character: '☒',
        width: 840,
        contours: &[
            BOX,
            HOLE,
            &[(210, 175), (565, 530), (630, 465), (275, 110)],
            &[(210, 465), (275, 530), (630, 175), (565, 110)],
        ],
    },
    Sign {
        character: '✓',
        width: 760,
        contours: &[&[(60, 330), (130, 400), (285, 235), (620, 680), (695, 622), (292, 95)]],
    },
    Sign {
        character: '✔',
        width: 760,
        contours: &[&[(40, 330), (150, 430), (285, 285), (600, 700), (720, 610), (296, 50)]],
    },
    Sign {
        character: '✗',
        width: 700,
        contours: &[
            &[(70, 110), (560, 610), (630, 540), (140, 40)],
            &[(70, 540), (140, 610), (630, 110), (560, 40)],
        ],
    },
    Sign {
        character: '✘',
        width: 720,
        contours: &[
            &[(60, 130), (550, 640), (660, 530), (170, 20)],
            &[(60, 530), (170, 640), (660, 130), (550, 20)],
        ],
    },
];

/// The glyph of a sign.
pub(super) fn glyph(c: char) -> Option<u16> {
    if c < '☐' {
        return None;
    }
    let at = SIGNS.iter().position(|sign| sign.character == c)?;
    u16::try_from(at + 1).ok()
}

/// The face as a TrueType file with the tables that a PDF asks for.
pub(super) fn file() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(write)
}

fn write() -> Vec<u8> {
    let count = SIGNS.len() as u16 + 1;
    // Glyph 0 is a bare box; no text is ever set in it.
    let all = || std::iter::once(&SIGNS[0]).chain(&SIGNS);
    let (mut outlines, mut places, mut metrics) = (Vec::new(), Vec::new(), Vec::new());
    for sign in all() {
        words(&mut places, &[(outlines.len() / 2) as u16]);
        outline(&mut outlines, sign.contours);
        let left = sign.contours.iter().copied().flatten().map(|(x, _)| *x).min().unwrap_or(0);
        words(&mut metrics, &[sign.width, left as u16]);
    }
    words(&mut places, &[(outlines.len() / 2) as u16]);
    let mut head = Vec::new();
    words(&mut head, &[1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0x000b, 1000]);
    head.extend([0; 16]);
    words(&mut head, &[40, -40_i16 as u16, 780, 700, 0, 8, 2, 0, 0]);
    let mut across = Vec::new();
    words(&mut across, &[1, 0, 1069, -293_i16 as u16, 0, 840, 40, 0, 780, 1, 0, 0, 0, 0, 0, 0, 0, count]);
    let mut most = Vec::new();
    words(&mut most, &[1, 0, count, 16, 4, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    tables(&[
        (b"glyf", outlines),
        (b"head", head),
        (b"hhea", across),
        (b"hmtx", metrics),
        (b"loca", places),
        (b"maxp", most),
    ])
}

fn outline(out: &mut Vec<u8>, contours: &[Contour]) {
    let points: Vec<(i16, i16)> = contours.iter().copied().flatten().copied().collect();
    let side = |of: fn(&(i16, i16)) -> i16, most: bool| {
        let sides = points.iter().map(of);
        if most { sides.max() } else { sides.min() }.unwrap_or(0) as u16
    };
    let bounds = [side(|p| p.0, false), side(|p| p.1, false), side(|p| p.0, true), side(|p| p.1, true)];
    words(out, &[contours.len() as u16]);
    words(out, &bounds);
    let mut last = 0;
    for contour in contours {
        last += contour.len() as u16;
        words(out, &[last - 1]);
    }
    words(out, &[0]);
    // Each point lies on its curve, and its distance from the last takes a whole word.
    out.extend(points.iter().map(|_| 1));
    for along in [|p: &(i16, i16)| p.0, |p: &(i16, i16)| p.1] {
        let mut before = 0;
        for point in &points {
            words(out, &[(along(point) - before) as u16]);
            before = along(point);
        }
    }
    out.resize(out.len().next_multiple_of(4), 0);
}

/// A file of tables, which stand in the order of their names.
fn tables(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.ilog2() as u16;
    let range = 16 << power;
    let mut file = Vec::new();
    words(&mut file, &[1, 0, count, range, power, count * 16 - range]);
    let mut place = 12 + 16 * tables.len();
    for (name, table) in tables {
        file.extend_from_slice(*name);
        for number in [sum(table), place as u32, table.len() as u32] {
            file.extend(number.to_be_bytes());
        }
        place += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

fn sum(table: &[u8]) -> u32 {
    let long = |part: &[u8]| {
        let mut four = [0; 4];
        four[..part.len()].copy_from_slice(part);
        u32::from_be_bytes(four)
    };
    table.chunks(4).fold(0, |sum, part| sum.wrapping_add(long(part)))
}

fn words(out: &mut Vec<u8>, words: &[u16]) {
    out.extend(words.iter().flat_map(|word| word.to_be_bytes()));
}
