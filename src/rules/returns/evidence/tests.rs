use entity::state::{EnteredBy, KpiKind, ReturnStage, Role};

use super::*;
use crate::access::Side;
use crate::returns::testing::{kpi, monitored, quarters};
use crate::testing::{CHARITY, SEEN, actor, form, noon, rows, word};

#[test]
fn a_file_comes_for_a_figure_or_for_the_whole_while_it_can_be_changed() {
    let mut monitoring = monitored("2027-04-01");
    monitoring.returns = quarters(2027);
    monitoring.kpis = vec![
        kpi(1, KpiKind::Count, "2027-04-01", |_| {}),
        kpi(2, KpiKind::Count, "2027-04-01", |row| row.entered_by = EnteredBy::Council),
    ];
    let preparer = actor(Side::Provider(CHARITY), &[Role::ReturnPreparer]);
    let table = [
        (ReturnStage::Open, None, "yes"),
        (ReturnStage::Open, Some(KpiId(1)), "yes"),
        (ReturnStage::Open, Some(KpiId(2)), "absent"),
        (ReturnStage::Open, Some(KpiId(3)), "absent"),
        (ReturnStage::Queried, None, "stage"),
        (ReturnStage::Queried, Some(KpiId(1)), "stage"),
        (ReturnStage::Submitted, Some(KpiId(1)), "stage"),
    ];
    for (stage, kpi, expected) in table {
        monitoring.returns[0].row.stage = stage;
        assert_eq!(
            word(&may_add(&monitoring, &monitoring.returns[0], kpi, &preparer)),
            expected,
            "{stage:?}"
        );
    }
    monitoring.returns[0].row.stage = ReturnStage::Open;
    let file = FileName { name: "register.pdf".to_owned(), media: "application/pdf".to_owned() };
    let kept = |bytes| Kept { object: "e1".to_owned(), bytes, sha256: "00".to_owned() };
    let added = |bytes| {
        let (one, draft) = (&monitoring.returns[0], form(ADD, &[("title", "Register of sessions")]));
        let kept = kept(bytes);
        let now = noon("2027-07-05");
        add(&monitoring, one, Some(KpiId(1)), RowId(5), &draft, (&file, &kept), SEEN, &preparer, now)
    };
    assert_eq!(word(&added(0)), "form");
    assert!(rows(added(640))[0].contains(r#""title":"Register of sessions""#));
}
