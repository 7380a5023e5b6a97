//! A width shared out among columns, so that the table becomes as short as it can without a
//! column that is hard to read.

/// What a column needs: the width of its widest word, and of its longest line, with the room
/// beside the words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Need {
    pub narrowest: f32,
    pub natural: f32,
}

/// The widths of the passages of a cell, each on one line.
pub(super) type Passages = Vec<f32>;

/// Into how many steps the free width is shared out.
const STEPS: u16 = 32;
/// Tables with more rows are judged by some of them.
const ROWS: usize = 300;
/// Columns whose longest line is at most this wide keep it whole if they can.
const LABEL: f32 = 88.0;

/// Shares out a width. `pads` is the room beside the words of each column, which no passage can use.
pub(super) fn widths(needs: &[Need], rows: &[Vec<Passages>], width: f32, pads: f32) -> Vec<f32> {
    let narrowest: f32 = needs.iter().map(|need| need.narrowest).sum();
    let natural: f32 = needs.iter().map(|need| need.natural).sum();
    if natural <= width {
        return needs.iter().map(|need| need.natural * width / natural.max(1.0)).collect();
    }
    if narrowest >= width {
        return broken(needs, width);
    }
    shared(needs, rows, width, pads)
}

/// Widths when not even the widest words fit beside each other: equal shares at most for the
/// widest columns, what they need for the others.
fn broken(needs: &[Need], width: f32) -> Vec<f32> {
    let mut limit = width / needs.len().max(1) as f32;
    // Each round gives what narrow columns leave over to the wide ones; a few rounds settle it.
    for _ in 0..8 {
        let used: f32 = needs.iter().map(|need| need.narrowest.min(limit)).sum();
        let wide = needs.iter().filter(|need| need.narrowest > limit).count();
        if wide == 0 {
            break;
        }
        limit += (width - used) / wide as f32;
    }
    needs.iter().map(|need| need.narrowest.min(limit)).collect()
}

/// Starts with the least each column can be read in, and hands out the rest step by step, always
/// to the column that makes the table shortest.
fn shared(needs: &[Need], rows: &[Vec<Passages>], width: f32, pads: f32) -> Vec<f32> {
    let every = rows.len().div_ceil(ROWS).max(1);
    let rows: Vec<&Vec<Passages>> = rows.iter().step_by(every).collect();
    let mut widths = floors(needs, width);
    let free = width - widths.iter().sum::<f32>();
    let step = free / f32::from(STEPS);
    for _ in 0..STEPS {
        let best = best(needs, &rows, &widths, step, pads);
        let Some(at) = best else { break };
        widths[at] += step;
    }
    // What no column wants is shared out by what they wanted.
    let left = width - widths.iter().sum::<f32>();
    let natural: f32 = needs.iter().map(|need| need.natural).sum();
    widths.iter().zip(needs).map(|(width, need)| width + left * need.natural / natural).collect()
}

/// The least that each column can be read in: its widest word, short text whole if that leaves
/// most of the width to the others, and some of what it wants in any case.
fn floors(needs: &[Need], width: f32) -> Vec<f32> {
    let share = width / needs.len() as f32;
    let words: Vec<f32> = needs.iter().map(|need| need.narrowest).collect();
    let whole = |need: &Need| if need.natural <= LABEL.min(share) { need.natural } else { need.narrowest };
    let labels: Vec<f32> = needs.iter().map(whole).collect();
    let some = |(need, floor): (&Need, &f32)| floor.max(need.natural.min(share * 0.6));
    let fair: Vec<f32> = needs.iter().zip(&labels).map(some).collect();
    let fits = |floors: &Vec<f32>| floors.iter().sum::<f32>() <= width * 0.8;
    [fair, labels].into_iter().find(fits).unwrap_or(words)
}

/// The column that a step of width helps most; none if no column wants more.
fn best(needs: &[Need], rows: &[&Vec<Passages>], widths: &[f32], step: f32, pads: f32) -> Option<usize> {
    let mut best = None;
    let mut least = f32::INFINITY;
    for at in (0..needs.len()).filter(|at| widths[*at] < needs[*at].natural) {
        let mut tried = widths.to_vec();
        tried[at] += step;
        let height: f32 = rows.iter().map(|row| height(row, &tried, pads)).sum();
        if height < least {
            (best, least) = (Some(at), height);
        }
    }
    best
}

/// About how tall a row is, in lines. The tallest cell counts most, but not alone, or two cells of
/// the same height would never grow narrower together.
fn height(row: &[Passages], widths: &[f32], pads: f32) -> f32 {
    let mut sum = 0.0;
    for (cell, width) in row.iter().zip(widths) {
        let room = (width - pads).max(1.0);
        let lines: f32 = cell.iter().map(|passage| (passage * 1.06 / room).max(1.0)).sum();
        let squared = lines * lines;
        sum += squared * squared;
    }
    sum.sqrt().sqrt()
}
