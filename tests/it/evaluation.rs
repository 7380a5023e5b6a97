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

const FAMILIES: &str = EVALUATORS[2];

#[tokio::test]
async fn everyone_sees_what_comes_next_and_who_does_it() {
    let world = World::new().await;
    let page = at("/evaluation");
    let sealed = world.person(OFFICER).await.get(&page).await;
    assert!(sealed.says("Two people who are not on the panel open the bids first."), "{}", sealed.text());
    let world = World::opened().await;
    let opened = world.person(OFFICER).await.get(&page).await;
    assert!(opened.links().contains(&at("/evaluation/begin")), "{}", opened.text());
    let approver = world.person(APPROVER).await.get(&page).await;
    assert!(approver.says("The procurement officer begins the evaluation."), "{}", approver.text());
    assert_eq!(world.person(APPROVER).await.get(&at("/evaluation/begin")).await.status, 403);
    assert_eq!(world.person(OFFICER).await.get(&at("/evaluation/panel")).await.status, 409);

    let world = World::undeclared().await;
    let officer = world.person(OFFICER).await;
    let undeclared = officer.get(&page).await;
    assert!(
        undeclared.says("4 of the panel declare their interests. Who: The panel."),
        "{}",
        undeclared.text()
    );
    assert!(
        undeclared.says("Interests 0 of 4 declared") && undeclared.says("Prices Sealed"),
        "{}",
        undeclared.text()
    );
    let again = officer.get(&at("/evaluation/begin")).await;
    assert!(again.says("The evaluation has begun already."), "{}", again.text());
}

#[tokio::test]
async fn the_begin_form_says_what_is_wrong_with_the_low_price_rule() {
    let world = World::opened().await;
    let begin = at("/evaluation/begin");
    let officer = world.person(OFFICER).await;
    let page = officer.get(&begin).await;
    assert_eq!(page.holds(&begin, "masked"), "yes", "names are hidden unless the officer says otherwise");
    assert_eq!(page.holds(&begin, "low_share"), "20");
    let all = officer.fill(&page, &begin, &[("low_share", "100")]).await;
    assert_eq!(all.problems(), ["Enter a share above 0% and below 100%."]);
    assert_eq!(all.holds(&begin, "low_share"), "100");
}

#[tokio::test]
async fn someone_who_only_evaluates_finds_their_panel_and_no_more() {
    let world = World::undeclared().await;
    let families = world.person(FAMILIES).await;
    let home = families.get("/").await;
    assert!(
        home.says("Panels you sit on") && home.says("Declare your interests in the bidders."),
        "{}",
        home.text()
    );
    assert_eq!(families.get("/evaluations").await.status, 200);
    let page = families.get(&at("/evaluation")).await;
    assert_eq!(page.status, 200);
    let rooms = [at("/evaluation"), "/opportunities".to_owned()];
    for link in page.links().into_iter().filter(|link| rooms.iter().any(|room| link.starts_with(room))) {
        assert_eq!(families.get(&link).await.status, 200, "{link}");
    }
    assert_eq!(families.get(&at("")).await.status, 403);
    world.declares(FAMILIES, &[("conflicted", "no")]).await;
    assert!(families.get("/").await.says("0 of 15 answers scored."), "{}", families.get("/").await.text());
    // An evaluator who sits on no panel of this tender.
    let other = world.person("bids@charity.example").await;
    assert_eq!(other.get(&at("/evaluation")).await.status, 404);
    for place in ["/evaluation/exits", "/evaluation/begin"] {
        assert_eq!(families.get(&at(place)).await.status, 403, "{place}");
    }
}

#[tokio::test]
async fn a_bid_that_is_withdrawn_leaves_by_name() {
    let world = World::begun().await;
    let exits = at("/evaluation/exits");
    let officer = world.person(OFFICER).await;
    let page = officer.get(&exits).await;
    let names: Vec<String> = page.options("bid_id").into_iter().map(|(_, name)| name).collect();
    assert!(names[1..].iter().zip(BIDDERS).all(|(name, bidder)| name.starts_with(bidder)), "{names:?}");
    assert!(!page.says("Bid A"), "no label stands beside a name: {}", page.text());
    let unsaid = officer.fill(&page, &exits, &[("kind", "withdrawn")]).await;
    assert_eq!(unsaid.problems(), ["Choose bid.", "Enter reason."]);
    let kestrel = number_of(&page, "bid_id", "Kestrel");
    let says = [("bid_id", kestrel.as_str()), ("kind", "withdrawn"), ("reason", "It lost its premises.")];
    passed(officer.fill(&page, &exits, &says).await, &exits);
    let page = officer.get(&exits).await;
    assert!(page.says("It lost its premises.") && page.says("Withdrawn by the bidder"), "{}", page.text());
    assert_eq!(page.options("bid_id").len(), 3);
    let panel = officer.get(&at("/evaluation/panel")).await;
    assert!(panel.says("0 of 2 bids submitted"), "{}", panel.text());
}

#[tokio::test]
async fn a_bidder_is_asked_by_label_and_answers_once() {
    let world = World::begun().await;
    let queries = at("/evaluation/queries");
    let officer = world.person(OFFICER).await;
    let page = officer.get(&queries).await;
    let labels: Vec<(String, String)> = page.options("label");
    assert_eq!(
        labels[1..].iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(),
        ["Bid A", "Bid B", "Bid C"]
    );
    assert!(BIDDERS.iter().all(|bidder| !page.html().contains(bidder)), "names are hidden: {}", page.text());
    let question = page.options("criterion_id")[1].0.clone();
    let says = [
        ("label", "Bid B"),
        ("criterion_id", question.as_str()),
        ("question", "Which of the two offices is it?"),
        ("respond_by-day", "25"),
        ("respond_by-month", "11"),
        ("respond_by-year", "2026"),
    ];
    passed(officer.fill(&page, &queries, &says).await, &queries);
    let told = officer.get(&queries).await;
    assert!(told.says("Bid B") && told.says("Waiting for the bidder"), "{}", told.text());
    let evaluator = world.person(FAMILIES).await.get(&queries).await;
    assert!(evaluator.says("Which of the two offices is it?"), "{}", evaluator.text());
    let auditor = world.person("auditor@medway.example").await.get(&queries).await;
    assert!(!auditor.says("two offices"), "{}", auditor.text());

    let mut asked = Vec::new();
    for email in ["bids@charity.example", "bids@harbour.example", "bids@kestrel.example"] {
        let letters = world.person(email).await.get("/letters").await;
        if letters.says("please make your bid clear") {
            asked.push((email, letters.link_in_row("please make your bid clear")));
        }
    }
    let [(email, letter)] = asked.try_into().expect("exactly one bidder is asked");
    let author = world.person(email).await;
    let letter = author.get(&letter).await;
    let page =
        letter.links().into_iter().find(|link| link.contains("/queries/")).expect("the letter leads there");
    let bid = page.split("/queries").next().expect("it is the bid's").to_owned();
    assert!(author.get(&bid).await.links().contains(&page), "the bid's page says so too");
    passed(author.fill_in(&page, &[("answer", "The one in the high street.")]).await, &page);
    let again = author.get(&page).await;
    assert!(again.says("This was answered already.") && again.actions().iter().all(|it| *it != page));
    let told = officer.get(&queries).await;
    assert!(told.says("Answered") && !told.says("high street"), "the panel reads it first: {}", told.text());
    let evaluator = world.person(FAMILIES).await.get(&queries).await;
    assert!(evaluator.says("The one in the high street."), "{}", evaluator.text());
    let others = ["bids@charity.example", "bids@harbour.example", "bids@kestrel.example"];
    for other in others.into_iter().filter(|other| *other != email) {
        assert_eq!(world.person(other).await.get(&page).await.status, 404);
    }
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn an_unanswered_question_can_no_longer_be_answered_after_its_day() {
    let world = World::begun().await;
    let queries = at("/evaluation/queries");
    let says = [
        ("label", "Bid A"),
        ("question", "Which office is it?"),
        ("respond_by-day", "21"),
        ("respond_by-month", "11"),
        ("respond_by-year", "2026"),
    ];
    let officer = world.person(OFFICER).await;
    let today = officer.fill_in(&queries, &says).await;
    assert_eq!(today.problems(), ["Give the bidder until tomorrow at least."]);
    assert_eq!(today.holds(&queries, "question"), "Which office is it?");
    let tomorrow: Vec<(&str, &str)> =
        says.iter().map(|(name, text)| (*name, if *text == "21" { "22" } else { *text })).collect();
    passed(officer.fill_in(&queries, &tomorrow).await, &queries);
    let later = world.at("2026-11-23T09:00:00Z");
    assert!(later.person(OFFICER).await.get(&queries).await.says("Not answered in time"));
    for email in ["bids@charity.example", "bids@harbour.example", "bids@kestrel.example"] {
        let author = later.person(email).await;
        let letters = author.get("/letters").await;
        if letters.says("please make your bid clear") {
            let letter = author.get(&letters.link_in_row("please make your bid clear")).await;
            let page =
                letter.links().into_iter().find(|link| link.contains("/queries/")).expect("it leads there");
            let late = author.get(&page).await;
            assert!(
                late.says("This could be answered until the end of 22 November 2026."),
                "{}",
                late.text()
            );
        }
    }
}

#[tokio::test]
async fn a_panel_that_lacks_a_moderator_is_completed_after_the_opening() {
    let world = World::opened().await;
    let officer = world.person(OFFICER).await;
    let panel = at("/panel");
    let page = officer.get(&panel).await;
    let leave =
        page.actions().into_iter().find(|action| action.ends_with("/leave")).expect("it can be changed");
    passed(officer.fill(&page, &leave, &[]).await, &leave);
    let begin = officer.get(&at("/evaluation")).await;
    assert!(begin.says("Put a moderator on the panel first."), "{}", begin.text());
    let page = officer.get(&panel).await;
    for (name, unfit) in
        [("Procurement officer", "They took part in opening"), ("Democratic", "They took part in opening")]
    {
        let number = number_of(&page, "person_id", name);
        let refused = officer.fill(&page, &panel, &[("person_id", &number), ("seat", "moderator")]).await;
        assert!(refused.problems()[0].starts_with(unfit), "{:?}", refused.problems());
    }
    let number = number_of(&page, "person_id", "Contract manager");
    passed(officer.fill(&page, &panel, &[("person_id", &number), ("seat", "moderator")]).await, &panel);
    passed(officer.fill_in(&at("/evaluation/begin"), &[]).await, "/evaluation/begin");
    let page = officer.get(&panel).await;
    assert!(page.says("The evaluation has begun. An approver can release someone"), "{}", page.text());
}
