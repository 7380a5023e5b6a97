use super::*;

#[test]
fn answers_read_in_words() {
    let regimes = [Regime::Pcr2015, Regime::Act2023, Regime::ProviderSelection, Regime::CannotTell];
    check(
        &regimes.map(Regime::words),
        &[
            "Public Contracts Regulations 2015",
            "Procurement Act 2023",
            "Provider Selection Regime",
            "Cannot tell",
        ],
    );
    let light = [LightTouch::Yes, LightTouch::No, LightTouch::CannotTell];
    check(&light.map(LightTouch::words), &["Light touch", "Not light touch", "Cannot tell"]);
    let standings = [
        Standing::Above,
        Standing::Below,
        Standing::BelowNotNotifiable,
        Standing::NoThreshold,
        Standing::CannotTell,
    ];
    check(
        &standings.map(Standing::words),
        &[
            "At or above the threshold",
            "Below the threshold, notices apply",
            "Below the threshold, no notices",
            "No threshold applies",
            "Cannot tell",
        ],
    );
    let kinds = [ThresholdKind::GoodsOrServices, ThresholdKind::LightTouch, ThresholdKind::Works];
    check(&kinds.map(ThresholdKind::words), &["goods and services", "light touch services", "works"]);
}

#[test]
fn questions_read_in_words() {
    let answers = [HealthAnswer::NotHealth, HealthAnswer::MainlyHealth, HealthAnswer::MixedMainNotHealth];
    check(
        &answers.map(HealthAnswer::words),
        &[
            "not a health care service",
            "wholly or mainly a health care service",
            "mixed, main subject not health care",
        ],
    );
    let categories = [Category::Services, Category::Goods, Category::Works];
    check(&categories.map(Category::words), &["services", "goods", "works"]);
    check(
        &[Vat::Standard, Vat::Exempt, Vat::Unknown].map(Vat::words),
        &["standard rate", "exempt", "not known"],
    );
    assert_eq!(Authority::Council.words(), "council (sub-central authority)");
}

#[test]
fn what_follows_reads_in_words() {
    let summaries = [
        Summaries::BeforeAwardNotice,
        Summaries::Regulation86Letters,
        Summaries::HealthLetters,
        Summaries::NotRequired,
    ];
    check(
        &summaries.map(Summaries::words),
        &[
            "an assessment summary to every tenderer assessed, before the contract award notice",
            "a regulation 86 letter to every tenderer and candidate",
            "a letter to the successful provider and each unsuccessful one",
            "none required by law",
        ],
    );
    let kpis = [KpiDuty::AtLeastThree, KpiDuty::NotRequired, KpiDuty::CannotTell];
    check(&kpis.map(KpiDuty::words), &["at least three, published", "none required by law", "cannot tell"]);
}

fn check(found: &[&str], expected: &[&str]) {
    assert_eq!(found, expected);
}
