//! Boxes of which there is one for each of several things, such as a question about each figure.

use entity::gaps::Gaps;
use entity::number::Version;
use rules::field::{Field, Lists};
use sea_orm::Value;

use crate::web::desk::Again;
use crate::web::forms::{Drawn, Form, Holds, draw};

/// The boxes of one of several things on a page, whose names begin alike. What is wrong with them is linked from the
/// head of the page's form.
pub fn boxes(
    form: &mut Form,
    prefix: &str,
    fields: &[Field],
    values: &[Value],
    again: Option<&Again>,
) -> Vec<Drawn> {
    let own = again.map(|again| again.under(prefix));
    let holds = Holds { values, gaps: &Gaps::default() };
    let version = Version(form.version);
    let drawn = draw(String::new(), version, fields, &holds, &Lists::default(), own.as_ref()).under(prefix);
    for problem in drawn.problems {
        let same = form.problems.iter_mut().find(|other| {
            other.says == problem.says && other.at.as_deref().is_some_and(|at| at.starts_with(prefix))
        });
        if let Some(same) = same {
            same.at = problem.at;
        }
    }
    drawn.fields
}
