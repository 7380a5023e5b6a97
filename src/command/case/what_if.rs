//! What would change the winner, worked out from what was frozen.

use anyhow::anyhow;
use rules::award::frozen::Frozen;
use rules::exact::{fraction, two_decimals};
use rules::price::PriceFormula;
use serde_json::{Value, json};

/// The file, the same each time.
pub(super) fn write(frozen: &Frozen) -> anyhow::Result<Vec<u8>> {
    let evaluation = frozen.again().map_err(|refusal| anyhow!(refusal.first()))?;
    let splits = evaluation.split_changes()?.into_iter().map(|it| {
        json!({
            "price_weight": two_decimals(&it.price_weight),
            "exact": fraction(&it.price_weight),
            "winner": it.winner,
        })
    });
    let scores = evaluation.smallest_score_changes()?.into_iter().map(|it| {
        json!({ "id": it.bid, "criterion": it.criterion, "from": it.from, "to": it.to, "winner": it.winner })
    });
    let counted = evaluation.if_counted()?.into_iter().map(|it| json!({ "id": it.id, "winner": it.winner }));
    let own = evaluation.lot().price_formula;
    let formulas =
        PriceFormula::WITHOUT_PARAMETERS.into_iter().filter(|formula| *formula != own).map(|formula| {
            match evaluation.under(formula) {
                Ok(other) => json!({ "kind": formula.code(), "winner": other.winner() }),
                Err(refusal) => json!({ "kind": formula.code(), "cannot": refusal.first() }),
            }
        });
    let file = json!({
        "for_information": "It changes nothing of what was decided.",
        "split_changes": splits.collect::<Vec<Value>>(),
        "smallest_score_changes": scores.collect::<Vec<Value>>(),
        "if_counted": counted.collect::<Vec<Value>>(),
        "other_formulas": formulas.collect::<Vec<Value>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&file)?;
    bytes.push(b'\n');
    Ok(bytes)
}
