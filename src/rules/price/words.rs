//! A formula as providers read it: a name, a sentence, a line of arithmetic, and that line with numbers.

use std::iter::zip;

use entity::number::Pence;

use super::{NoScore, PriceFormula, Standing};
use crate::exact::{Exact, money, plain, two_decimals, whole};

impl PriceFormula {
    /// As files and the record name it: `inverse`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Inverse => "inverse",
            Self::Linear => "linear",
            Self::Mean => "mean",
            Self::Range => "range",
            Self::Benchmark(_) => "benchmark",
            Self::Fixed => "fixed",
            Self::PricePerQualityPoint => "price_per_quality_point",
        }
    }

    /// As people call it: `inverse proportion`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inverse => "inverse proportion",
            Self::Linear => "linear deviation from the lowest",
            Self::Mean => "mean (standard differential)",
            Self::Range => "range",
            Self::Benchmark(_) => "benchmark",
            Self::Fixed => "fixed price",
            Self::PricePerQualityPoint => "price per quality point",
        }
    }

    /// What it does, in sentences.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Inverse => "The lowest price scores the whole price weight. Every other price scores the \
                              weight times the lowest price, divided by its own: twice the lowest price \
                              scores half."
                .to_owned(),
            Self::Linear => "The lowest price scores the whole price weight. Every other price loses as \
                             many percent of the weight as it is above the lowest: twice the lowest price, \
                             and more, scores 0."
                .to_owned(),
            Self::Mean => "A price equal to the mean of all prices scores half of the price weight. Each \
                           percent below or above the mean adds or takes off one percent of the weight, \
                           never less than none of it or more than all."
                .to_owned(),
            Self::Range => "The lowest price scores the whole price weight and the highest scores 0. The \
                            others score by where they lie between. Where all prices are the same, all \
                            score the whole weight."
                .to_owned(),
            Self::Benchmark(between) => format!(
                "A price of {} or less scores the whole price weight and one of {} or more scores 0. Between \
                 them the score falls evenly. What others bid makes no difference.",
                between.floor(),
                between.ceiling()
            ),
            Self::Fixed => "The price is fixed and is not scored. Quality alone decides.".to_owned(),
            Self::PricePerQualityPoint => "The price is divided by the quality score, as a percentage of \
                                           the quality available. The lowest price per point wins. A bid \
                                           without any quality fails."
                .to_owned(),
        }
    }

    /// The line of arithmetic for this price weight: `60 × lowest price ÷ price`.
    #[must_use]
    pub fn arithmetic(self, price_weight: &Exact) -> String {
        let weight = plain(price_weight);
        match self {
            Self::Inverse => format!("{weight} × lowest price ÷ price"),
            Self::Linear => {
                format!("{weight} × (1 − (price − lowest price) ÷ lowest price), but not below 0")
            }
            Self::Mean => format!(
                "{weight} ÷ 100 × (50 − 100 × (price − mean price) ÷ mean price), the bracket not below 0 \
                 or above 100"
            ),
            Self::Range => format!(
                "{weight} × (highest price − price) ÷ (highest price − lowest price); {weight} for all when \
                 every price is the same"
            ),
            Self::Benchmark(between) => {
                let (floor, ceiling) = (between.floor(), between.ceiling());
                format!(
                    "{weight} × ({ceiling} − price) ÷ ({ceiling} − {floor}), but not below 0 or above {weight}"
                )
            }
            Self::Fixed => "total = quality score".to_owned(),
            Self::PricePerQualityPoint => {
                "price ÷ quality as a percentage of the quality available; the lowest wins".to_owned()
            }
        }
    }

    /// The line of arithmetic with the numbers of each of these bids, all of them standing:
    /// `60 × £100,000 ÷ £120,000 = 50.00`. Refuses what [`Self::totals`] refuses.
    pub fn worked(self, price_weight: &Exact, bids: &[Standing]) -> Result<Vec<String>, NoScore> {
        let totals = self.totals(price_weight, bids)?;
        let prices: Vec<_> = bids.iter().map(|bid| bid.price).collect();
        let line = |(bid, total): (&Standing, _)| match self {
            Self::Fixed => format!("total = {}", two_decimals(&(&bid.quality * whole(100)))),
            Self::PricePerQualityPoint => {
                let quality = plain(&(&bid.quality * whole(100)));
                let quality = if quality.contains('/') { format!("({quality})") } else { quality };
                format!("{} ÷ {quality} = {}", bid.price, money(total))
            }
            _ => format!("{} = {}", self.filled(price_weight, &prices, bid.price), two_decimals(total)),
        };
        let results = totals.iter().map(|it| it.price_score.as_ref().unwrap_or(&it.total));
        Ok(zip(bids, results).map(line).collect())
    }

    fn filled(self, price_weight: &Exact, prices: &[Pence], price: Pence) -> String {
        let weight = plain(price_weight);
        let lowest = prices.iter().min().copied().unwrap_or(price);
        let highest = prices.iter().max().copied().unwrap_or(price);
        match self {
            Self::Inverse => format!("{weight} × {lowest} ÷ {price}"),
            Self::Linear => format!("{weight} × (1 − ({price} − {lowest}) ÷ {lowest}), not below 0,"),
            Self::Mean => {
                let sum: Exact = prices.iter().map(|price| crate::exact::pounds(*price)).sum();
                // The mean itself may have no last penny, and nothing is rounded before the end.
                let (sum, count) = (money(&sum), prices.len());
                format!(
                    "{weight} ÷ 100 × (50 − 100 × ({price} − mean) ÷ mean), the mean {sum} ÷ {count}, the bracket 0 to 100,"
                )
            }
            Self::Range if lowest == highest => format!("every price is the same: {weight}"),
            Self::Range => format!("{weight} × ({highest} − {price}) ÷ ({highest} − {lowest})"),
            Self::Benchmark(between) => {
                let (floor, ceiling) = (between.floor(), between.ceiling());
                format!("{weight} × ({ceiling} − {price}) ÷ ({ceiling} − {floor}), 0 to {weight},")
            }
            Self::Fixed | Self::PricePerQualityPoint => String::new(),
        }
    }
}
