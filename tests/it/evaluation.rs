//! The panel at work: an evaluation is begun, interests are declared, questions are given out, people come and go.

use crate::world::evaluation::{APPROVER, BIDDERS, EVALUATORS, MODERATOR, OFFICER, at, passed};
use crate::world::{Page, World};

#[tokio::test]
async fn an_evaluation_is_brought_to_where_scoring_begins() {
    let world = World::begun().await;
    let officer = world.person(OFFICER).await;
    let interests = officer.get(&at("/evaluation/interests")).await;
    assert!(interests.says("4 of 4 have declared"), "{}", interests.text());
    for bidder in BIDDERS {
        assert!(interests.says(bidder), "{bidder}: {}", interests.text());
    }
    let panel = officer.get(&at("/evaluation/panel")).await;
    let ticked =
        panel.form(&at("/evaluation/panel")).into_iter().filter(|(name, _)| name.starts_with("given-"));
    assert_eq!(ticked.count() % EVALUATORS.len(), 0);
    assert!(panel.says("0 of 3 bids submitted"), "{}", panel.text());
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn an_interest_keeps_an_evaluator_out_until_an_approver_decides() {
    let world = World::undeclared().await;
    let [writer, safeguarding, _] = EVALUATORS;
    let interest = [("conflicted", "yes"), ("says", "A sister works for Harbour Advocacy.")];
    world.declares(writer, &interest).await;
    world.declares(safeguarding, &[("conflicted", "no")]).await;
    let page = at("/evaluation/interests");

    let own = world.person(writer).await.get(&page).await;
    assert!(own.says("an approver decides") && own.says("A sister works"), "{}", own.text());
    assert!(own.actions().iter().all(|action| *action != page), "it is not declared away");
    let other = world.person(safeguarding).await.get(&page).await;
    assert!(!other.says("A sister works"), "an evaluator reads only their own: {}", other.text());
    let auditor = world.person("auditor@medway.example").await.get(&page).await;
    assert!(auditor.says("an approver decides") && !auditor.says("A sister works"), "{}", auditor.text());

    let approver = world.person(APPROVER).await;
    let decide = approver.get(&page).await.links().into_iter().find(|link| number_ends(link, &page));
    let decide = decide.expect("the approver is led to the decision");
    let unreasoned = approver.fill_in(&decide, &[("decision", "removed")]).await;
    assert_eq!(unreasoned.problems(), ["Enter reason."]);
    let says = [("decision", "removed"), ("decision_reason", "She would gain from the award.")];
    passed(approver.fill_in(&decide, &says).await, &decide);
    let out = world.person(writer).await.get(&page).await;
    assert!(out.says("removed from the panel") && out.says("You no longer sit"), "{}", out.text());
    let panel = world.person(OFFICER).await.get(&at("/evaluation/panel")).await;
    assert!(panel.says("Removed because of an interest"), "{}", panel.text());
}

fn number_ends(link: &str, start: &str) -> bool {
    link.strip_prefix(start)
        .and_then(|rest| rest.strip_prefix('/'))
        .is_some_and(|it| it.parse::<i64>().is_ok())
}

/// The number of someone, as a list to choose from offers them.
fn number_of(page: &Page, list: &str, name: &str) -> String {
    let offered = page.options(list);
    offered.into_iter().find(|(_, shown)| shown.starts_with(name)).expect("they are offered").0
}

#[tokio::test]
async fn an_approver_releases_a_moderator_who_falls_ill_and_names_another() {
    let world = World::begun().await;
    let approver = world.person(APPROVER).await;
    assert_eq!(world.person(OFFICER).await.get(&at("/evaluation/panel/join")).await.status, 403);
    let release = {
        let page = approver.get(&at("/evaluation/panel")).await;
        let mut links = page.links();
        links.retain(|link| link.ends_with("/release"));
        assert_eq!(links.len(), 4);
        let mut found = None;
        for link in links {
            if approver.get(&link).await.says("Contract manager, Medway Seat Moderator") {
                found = Some(link);
            }
        }
        found.expect("the moderator can be released")
    };
    let alone = approver.fill_in(&release, &[("reason", "They are ill.")]).await;
    let says = "Choose who takes over: without a moderator nothing can be moderated.";
    assert_eq!(alone.problems(), [says]);
    assert_eq!(alone.holds(&release, "reason"), "They are ill.");
    for (name, unfit) in [
        ("Procurement officer", "They took part in opening the bids"),
        ("Auditor", "Their roles do not let them score"),
        ("Report writer", "They are or were on this panel"),
    ] {
        let number = number_of(&alone, "successor", name);
        let refused = approver.fill_in(&release, &[("reason", "Ill."), ("successor", &number)]).await;
        assert!(refused.problems()[0].contains(unfit), "{name}: {:?}", refused.problems());
    }
    let number = number_of(&alone, "successor", "Legal clearance");
    passed(
        approver.fill_in(&release, &[("reason", "They are ill."), ("successor", &number)]).await,
        &release,
    );

    let panel = approver.get(&at("/evaluation/panel")).await;
    assert!(panel.says("Legal clearance, Medway took over."), "{}", panel.text());
    let old = world.person(MODERATOR).await.get(&at("/evaluation/interests")).await;
    assert!(old.says("You no longer sit on this panel."), "{}", old.text());
    world.declares("legal@medway.example", &[("conflicted", "no")]).await;
    assert!(world.chain_holds().await);
}
