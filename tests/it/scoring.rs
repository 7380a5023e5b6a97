//! Scores are given alone, moderated together and signed off once.

use crate::world::World;
use crate::world::evaluation::{APPROVER, BIDDERS, EVALUATORS, MODERATOR, OFFICER, at, passed, press};
use crate::world::scores::reason;

#[tokio::test]
async fn an_evaluator_scores_bids_by_label_and_submits_each_once() {
    let world = World::begun().await;
    let (answers, person) = (world.answers().await, world.person(EVALUATORS[0]).await);
    let list = person.get(&at("/scores")).await;
    assert!(list.says("0 of 15 answers have a score and a reason"), "{}", list.text());
    let first = &answers[0];
    let place = at(&format!("/scores/{}/{}", first.letter, first.question));

    let page = person.get(&place).await;
    assert!(page.says("0: ") && page.says("5: "), "the words of the scale stand beside: {}", page.text());
    BIDDERS.iter().for_each(|bidder| assert!(!page.says(bidder), "{bidder}: {}", page.text()));
    let next = person.fill(&page, &place, &[("score", "4"), ("reason", ""), ("go", "next")]).await;
    let second = at(&format!("/scores/{}/{}?order=bid", answers[1].letter, answers[1].question));
    assert!(next.location.as_ref().is_some_and(|to| to.starts_with(&second)), "{:?}", next.location);
    let by_question = [("reason", "It says who."), ("order", "question"), ("go", "next")];
    let next = person.fill_in(&place, &by_question).await;
    let same = format!("/{}?order=question", first.question);
    assert!(next.location.as_ref().is_some_and(|to| to.contains(&same)), "{:?}", next.location);
    assert_eq!(person.get(&place).await.holds(&place, "reason"), "It says who.");

    let check = at(&format!("/scores/{}/submit", first.letter));
    let early = person.get(&check).await;
    assert!(early.actions().iter().all(|action| *action != check), "{}", early.text());
    assert!(early.says("Before you can submit them") && early.says("a score."), "{}", early.text());
    let forced = person.post(&check, &[("version", "2")]).await;
    assert_eq!(forced.problems().len(), 4, "{:?}", forced.problems());

    world.scores_all(0).await;
    let locked = person.get(&place).await;
    assert!(locked.says("They no longer change.") && locked.says(&reason(0)), "{}", locked.text());
    assert!(locked.actions().iter().all(|action| *action != place));
    let late = person.post(&place, &[("version", "6"), ("score", "1"), ("reason", "Typed late.")]).await;
    assert_eq!(late.status, 422);
    assert_eq!(late.holds(&place, "reason"), "Typed late.", "nothing typed is lost");
    assert!(person.get(&at("/scores")).await.says("15 of 15 answers"));
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn two_windows_of_one_evaluator_do_not_write_over_each_other() {
    let world = World::begun().await;
    let (answers, person) = (world.answers().await, world.person(EVALUATORS[0]).await);
    let place = |which: usize| at(&format!("/scores/{}/{}", answers[which].letter, answers[which].question));
    let (one, other) = (person.get(&place(0)).await, person.get(&place(1)).await);
    let again = person.get(&place(0)).await;
    passed(person.fill(&one, &place(0), &[("score", "3"), ("reason", "As first read.")]).await, "the first");
    passed(person.fill(&other, &place(1), &[("score", "2")]).await, "another answer of the same sheet");
    let stale = person.fill(&again, &place(0), &[("score", "5"), ("reason", "As read elsewhere.")]).await;
    assert_eq!(stale.status, 422);
    assert!(stale.says("Someone else changed this while you were writing"), "{}", stale.text());
    assert!(stale.says("As first read."), "what is saved is shown: {}", stale.text());
    assert_eq!(stale.holds(&place(0), "reason"), "As read elsewhere.");
    let off_scale = person.fill_in(&place(2), &[("score", "7"), ("reason", "Typed by hand.")]).await;
    assert!(off_scale.problems()[0].starts_with("Score must be one of the published scale"));
}

#[tokio::test]
async fn a_question_is_moderated_once_all_have_submitted() {
    let world = World::begun().await;
    world.scores_all(0).await;
    world.scores_all(1).await;
    let (answers, moderator) = (world.answers().await, world.person(MODERATOR).await);
    let question = &answers.iter().find(|one| one.number == 3).expect("it is asked").question;
    let place = format!("/moderation/{question}");
    let list = moderator.get(&at("/moderation")).await;
    assert!(list.says("3 sheets of scores are still to be submitted"), "{}", list.text());
    assert!(!list.says("apart"), "{}", list.text());
    let waits = moderator.get(&at(&place)).await;
    assert!(!waits.says("Marker of evaluator"), "{}", waits.text());
    let early = moderator.post(&at(&format!("{place}/open")), &[("version", "1")]).await;
    assert_eq!(early.status, 409, "{}", early.text());

    world.scores_all(2).await;
    let evaluator = world.person(EVALUATORS[2]).await;
    assert!(!evaluator.get(&at(&place)).await.says("Marker of evaluator 0"));
    press(&moderator, &place, &format!("{place}/open")).await;
    let open = evaluator.get(&at(&place)).await;
    assert!(open.says(&reason(0)) && open.says("3 steps of the scale apart"), "{}", open.text());
    assert!(open.actions().iter().all(|action| !action.contains("/moderation")), "evaluators read");
    let list = moderator.get(&at("/moderation")).await;
    assert!(
        list.links().iter().position(|link| *link == at(&place))
            < list
                .links()
                .iter()
                .position(|link| { link.starts_with(&at("/moderation/")) && *link != at(&place) }),
        "what is open comes first"
    );

    let harbour = answers.iter().find(|one| one.number == 3 && one.bidder == 0).expect("it is there");
    let score = at(&format!("{place}/{}", harbour.letter));
    let moved = moderator.fill_in(&score, &[("score", "3"), ("reason", "It names the people.")]).await;
    let says = "This is more than one step of the scale from what an evaluator gave. Say what moved them.";
    assert_eq!(moved.problems(), [says]);
    assert_eq!(moved.holds(&score, "score"), "3");
    let nobody = moderator.fill_in(&score, &[("score", "4"), ("reason", "It names the people.")]).await;
    assert_eq!(nobody.problems(), ["No evaluator gave this score. Say why the panel did."]);
    let why =
        [("score", "3"), ("reason", "It names the people."), ("move_reason", "Page two was read again.")];
    passed(moderator.fill_in(&score, &why).await, &score);
    let agreed = evaluator.get(&at(&place)).await;
    assert!(
        agreed.says("Page two was read again.") && agreed.says("1 of 3 scores agreed"),
        "{}",
        agreed.text()
    );
    assert!(agreed.says(&reason(1)), "individual scores stay");
    assert_eq!(evaluator.get(&score).await.status, 403);
}

#[tokio::test]
async fn quality_is_signed_off_once_nothing_is_missing() {
    let world = World::scored().await;
    let page = at(&format!("/lots/{}/sign-off", world.lot().await));
    let officer = world.person(OFFICER).await;
    let early = officer.get(&page).await;
    assert!(early.says("Still missing") && early.says("it is not moderated."), "{}", early.text());
    assert_eq!(officer.post(&page, &[("version", "1")]).await.status, 422);

    let world = World::moderated().await;
    let officer = world.person(OFFICER).await;
    let ready = officer.get(&page).await;
    assert!(ready.says("32.00 of 40") && ready.says("24.00 of 40"), "{}", ready.text());
    assert!(ready.says("16.00 of 40 Fails a minimum and goes no further"), "{}", ready.text());
    BIDDERS.iter().for_each(|bidder| assert!(!ready.says(bidder), "{bidder}: {}", ready.text()));
    assert_eq!(world.person(EVALUATORS[0]).await.get(&page).await.actions().len(), 1, "only signing out");
    passed(officer.fill_in(&page, &[]).await, &page);
    let signed = world.person(APPROVER).await.get(&page).await;
    BIDDERS.iter().for_each(|bidder| assert!(signed.says(bidder), "{bidder}: {}", signed.text()));
    let moderation = world.person("auditor@medway.example").await;
    let question = &world.answers().await[0].question;
    let read = moderation.get(&at(&format!("/moderation/{question}"))).await;
    assert!(read.says(&reason(2)) && read.says(BIDDERS[0]), "{}", read.text());
    assert!(world.chain_holds().await);
}
