import assert from "node:assert/strict";
import { story } from "../house.mjs";

const AT = "/tenders/MED-2021-001";
const OFFICER = "procurement@medway.example";
const APPROVER = "approver@medway.example";
const CLERK = "democratic@medway.example";
const MODERATOR = "contracts@medway.example";

/** The bidders, by the words with which each begins its first answer: labels are drawn at random. */
const BEGINS = {
  riverbank: "Each woman has one named advocate",
  harbour: "Two women share one support worker",
  kestrel: "Our app lets every woman book",
};

/** What each is given, question by question: Riverbank and Harbour come out equal, Kestrel below half of the quality. */
const AGREED = { riverbank: [4, 4, 4, 4, 4], harbour: [4, 4, 4, 3, 3], kestrel: [2, 2, 3, 2, 2] };

/** The first answer of Riverbank is scored 5 by one evaluator and 3 by another: 4 is nobody's. */
const given = (name, bidder, question) => {
  if (bidder === "riverbank" && question === 0) return name === "safeguarding" ? 3 : 5;
  return AGREED[bidder][question];
};

const links = (person, part) =>
  person.page.locator(`main a[href*="${part}"]`).evaluateAll((all) => [...new Set(all.map((link) => link.getAttribute("href")))]);

async function opensTheBids(house) {
  const [first, second] = [await house.person(OFFICER), await house.person(CLERK)];
  await first.goes(`${AT}/evaluation`);
  await first.reads("Two people who are not on the panel open the bids first.");
  await first.goes(`${AT}/bids`);
  await first.presses("Begin the opening");
  await second.goes(`${AT}/bids`);
  await second.presses("Open the bids as the second person");
  const panel = await house.person("writer@medway.example");
  await panel.goes(`${AT}/bids`);
  await panel.doesNotRead("Riverbank", "Harbour", "Kestrel");
}

async function checksTheBidders(officer) {
  await officer.goes(`${AT}/bids`);
  const bids = (await links(officer, `${AT}/bids/`)).filter((href) => /\/bids\/\d+$/.test(href));
  assert.equal(bids.length, 3);
  for (const bid of bids) {
    await officer.goes(bid);
    const checks = (await links(officer, "/checks/")).filter((href) => /\/checks\/\d+$/.test(href));
    await officer.hurries(async () => {
      for (const check of checks) {
        await officer.goes(check);
        await officer.chooses("What came of it", "Passed");
        await officer.arrives(() => officer.page.locator("main form button.primary").first().click());
      }
    });
  }
}

async function begins(officer) {
  await officer.goes(`${AT}/evaluation`);
  await officer.follows("Begin the evaluation");
  await officer.chooses("What makes a price look abnormally low", "It is below the mean of the other bids by a share");
  await officer.types("Below by", "0");
  await officer.presses("Begin the evaluation", 422);
  assert.match((await officer.problems()).join(" "), /above 0%/);
  await officer.types("Below by", "30");
  await officer.presses("Begin the evaluation");
}

/** Ticks questions, counted from 0, in the grid of who scores what. */
async function givesQuestions(officer, questions) {
  await officer.goes(`${AT}/evaluation/panel`);
  for (const [name, numbers] of Object.entries(questions)) {
    const boxes = officer.page.getByRole("row", { name: new RegExp(`^${name}`) }).getByRole("checkbox");
    for (const number of numbers) await boxes.nth(number).check();
  }
  await officer.presses("Save as ticked");
}

async function declares(house, email, interest = "") {
  const person = await house.person(email);
  await person.goes(`${AT}/evaluation/interests`);
  await person.reads("Harbour Advocacy", "Kestrel Family Services", "Riverbank Women’s Trust");
  await person.chooses("Do you have an interest in any of these bidders?", interest ? "Yes" : "No");
  if (interest) {
    await person.presses("Declare", 422);
    await person.types("Which, and in whom", interest);
  }
  await person.presses("Declare");
  return person;
}

/** Which letter stands for whom, by the words of the first answer. */
async function lettersOf(evaluator) {
  const letters = {};
  await evaluator.hurries(async () => {
    for (const letter of ["a", "b", "c"]) {
      await evaluator.goes(`${AT}/scores`);
      const [first] = (await links(evaluator, `/scores/${letter}/`)).filter((href) => !href.endsWith("/submit"));
      await evaluator.goes(first);
      const says = await evaluator.page.locator("main").innerText();
      const [bidder] = Object.entries(BEGINS).find(([, begins]) => says.includes(begins));
      letters[bidder] = letter;
    }
  });
  return letters;
}

/** Scores every answer of one's own, and submits bid by bid. The first answer is looked at, and what is missing. */
async function scoresEverything(evaluator, name, letters) {
  await evaluator.goes(`${AT}/scores`);
  for (const [bidder, letter] of Object.entries(letters)) {
    await evaluator.goes(`${AT}/scores`);
    const answers = (await links(evaluator, `/scores/${letter}/`)).filter((href) => !href.includes("/submit"));
    const score = async (question) => {
      await evaluator.goes(answers[question]);
      const number = given(name, bidder, question);
      await evaluator.page.locator(`input[name="score"][value="${number}"]`).check();
      await evaluator.types("Reason", `It earns ${number} by what it says of question ${question + 1}.`);
      await evaluator.presses("Save");
    };
    if (letter === "a") await score(0);
    await evaluator.hurries(async () => {
      for (let question = letter === "a" ? 1 : 0; question < answers.length; question += 1) await score(question);
    });
    const submits = async () => {
      await evaluator.goes(`${AT}/scores/${letter}/submit`);
      await evaluator.presses("Submit these scores");
    };
    if (letter === "a") await submits();
    else await evaluator.hurries(submits);
  }
  await evaluator.goes(`${AT}/scores`);
}

/** The moderated score of one bid, from the page of a question. */
async function agrees(moderator, question, letter, score, moved) {
  await moderator.goes(`${question}/${letter}`);
  await moderator.page.locator(`input[name="score"][value="${score}"]`).check();
  await moderator.types("Reason", `The answer says what the words of ${score} ask for, and no more.`);
  if (moved) {
    await moderator.presses("Save the moderated score", 422);
    assert.deepEqual(await moderator.problems(), ["No evaluator gave this score. Say why the panel did."]);
    await moderator.types("Why it differs from the evaluators’ scores", moved);
  }
  await moderator.presses("Save the moderated score");
}

async function moderatesEverything(moderator, letters) {
  await moderator.goes(`${AT}/moderation`);
  const questions = (await links(moderator, "/moderation/")).filter((href) => /\/moderation\/\d+$/.test(href));
  assert.equal(questions.length, 5);
  const moderates = async (question, number) => {
    await moderator.goes(question);
    await moderator.presses("Open the moderation");
    for (const [bidder, letter] of Object.entries(letters)) {
      const moved = bidder === "riverbank" && number === 0;
      await agrees(moderator, question, letter, AGREED[bidder][number], moved && "The evaluators read it again: it meets all, but not beyond doubt.");
    }
    await moderator.goes(question);
    await moderator.typesDay("Day of the meeting", "21", "11", "2026");
    await moderator.types("Who was there", "Contract manager\nReport writer\nEvaluator (safeguarding)\nEquality clearance");
    await moderator.types("What was said", "Each answer was read beside the words of the scale.");
    await moderator.presses("Save the meeting");
  };
  const [first, ...others] = questions;
  await moderates(first, 0);
  await moderator.goes(first);
  await moderator.hurries(async () => {
    for (const [number, question] of others.entries()) await moderates(question, number + 1);
  });
  await moderator.goes(`${AT}/moderation`);
}

story(
  "An award goes from the opening to the signature, past an interest, a moved score, a failed minimum, a low price and a tie",
  async (house) => {
    await opensTheBids(house);
    const officer = await house.person(OFFICER);
    await checksTheBidders(officer);
    await begins(officer);
    await officer.goes(`${AT}/evaluation`);
    await givesQuestions(officer, { "Report writer": [0, 1, 2, 3, 4], "Evaluator \\(safeguarding\\)": [0, 1], "Evaluator \\(families\\)": [0] });

    const writer = await house.person("writer@medway.example");
    await writer.goes(`${AT}/scores`, 409);
    await declares(house, "writer@medway.example");
    const moderator = await declares(house, MODERATOR);
    const safeguarding = await declares(house, "safeguarding@medway.example");
    const families = await declares(house, "families@medway.example", "My sister works for Harbour Advocacy.");
    await families.goes(`${AT}/scores`, 409);

    const approver = await house.person(APPROVER);
    await approver.goes(`${AT}/evaluation/interests`);
    await approver.arrives(() => approver.page.getByRole("link", { name: /^Decide/ }).click());
    await approver.presses("Save the decision", 422);
    await approver.chooses("What was decided", "Removed from the panel");
    await approver.types("Reason", "Someone close to them would gain from the award.");
    await approver.presses("Save the decision");
    await families.goes(`${AT}/scores`, 403);
    await approver.goes(`${AT}/evaluation/panel`);
    await approver.follows("Put someone else on the panel");
    await approver.presses("Put on the panel", 422);
    await approver.page.locator("select[name=person_id]").selectOption({ label: "Equality clearance, Medway" });
    await approver.chooses("Seat", "Evaluator").catch(async () => approver.page.locator("[name=seat]").first().selectOption("evaluator"));
    await approver.presses("Put on the panel");
    await givesQuestions(officer, { "Equality clearance": [0] });
    const equality = await declares(house, "equality@medway.example");

    const letters = await lettersOf(writer);
    await scoresEverything(writer, "writer", letters);
    await writer.doesNotRead("Riverbank", "Harbour", "Kestrel");
    await moderator.goes(`${AT}/moderation`);
    await scoresEverything(safeguarding, "safeguarding", letters);
    await safeguarding.hurries(() => safeguarding.goes(`${AT}/scores`));
    await equality.hurries(() => scoresEverything(equality, "equality", letters));
    await moderatesEverything(moderator, letters);
    await writer.goes(`${AT}/moderation`);
    await writer.arrives(() => writer.page.locator('main a[href*="/moderation/"]').first().click());

    await approver.goes(`${AT}/evaluation`);
    const [signOff] = await links(approver, "/sign-off");
    const lot = signOff.replace(/\/sign-off$/, "");
    await approver.goes(signOff);
    await approver.doesNotRead("Riverbank", "Harbour", "Kestrel");
    await approver.reads("Fails a minimum and goes no further");
    await approver.presses("Sign off quality");
    await approver.goes(signOff);

    await opensPricesAndAsks(house, officer, lot);
    await ranksAndLooks(officer, approver, lot);
    await decidesTellsAndSigns(house, lot);
  },
  { minutes: 12 },
);

async function opensPricesAndAsks(house, officer, lot) {
  await officer.goes(`${lot}/prices`);
  await officer.presses("Open the prices");
  await officer.goes(`${lot}/prices`);
  await officer.reads("£210,000", "£198,800", "£139,000", "Looks abnormally low.");
  await officer.goes(`${lot}/ranking`);
  await officer.reads("What stands in the way");
  await officer.goes(`${lot}/prices`);
  const row = officer.page.getByRole("row", { name: /Kestrel/ });
  await officer.arrives(() => row.getByRole("link").first().click());
  const price = officer.page.url();
  await officer.presses("Send the question", 422);
  await officer.types("What the bidder should show", "How two advisers are paid for this price.");
  await officer.holds("Why the price looks low", "£139,000 is more than 30% below the mean of the other bids.");
  await officer.typesDay("Answer by", "30", "11", "2026");
  await officer.presses("Send the question");

  const author = await house.person("bids@kestrel.example");
  await author.goes("/letters");
  await author.follows("MED-2021-001: please explain your price");
  const [query] = await links(author, "/price-query");
  await author.goes(query);
  await author.presses("Send the explanation", 422);
  await author.types("Your explanation", "Most sessions are by video, so that one adviser reaches twice as many women.");
  await author.presses("Send the explanation");

  await officer.arrives(() => officer.page.goto(price));
  await officer.chooses("What was decided", "The price is explained: the bid stays");
  await officer.types("Reason", "The posts and their pay were shown.");
  await officer.arrives(() => officer.page.locator("main form button.primary").click());
}

async function ranksAndLooks(officer, approver, lot) {
  await officer.goes(`${lot}/ranking`);
  await officer.presses("Freeze the ranking");
  await officer.goes(`${lot}/ranking`);
  await officer.reads("88.80", "Riverbank Women’s Trust", "Not ranked");
  await officer.reads("For these the published terms put the higher quality score first.");
  const ranks = await officer.page.locator("table").first().locator("tbody tr").allInnerTexts();
  assert.match(ranks[0], /^1\s.*Riverbank/s, "the published order for equal totals puts the better quality first");
  assert.match(ranks[1], /^2\s.*Harbour/s);
  await approver.goes(`${lot}/what-if`);
  await approver.reads("For information.");
}

async function decidesTellsAndSigns(house, lot) {
  const clerk = await house.person(CLERK);
  await clerk.goes(`${lot}/award`);
  await clerk.goes(`${lot}/award/decision`);
  await clerk.presses("Save", 422);
  await clerk.types("Decided by", "Cabinet");
  await clerk.typesDay("Day of the decision", "21", "11", "2026");
  await clerk.types("The decision", "To award the contract to Riverbank Women’s Trust.");
  await clerk.types("Reasons", "Its quality is the higher of two equal totals, as the terms say.");
  await clerk.typesDay("Published on", "21", "11", "2026");
  await clerk.chooses("May it be called in?", "Yes, until the call-in period ends");
  await clerk.presses("Save");
  await clerk.reads("27 November 2026");

  await house.wakesAt("2026-11-30T10:00:00Z");
  const [later, officer] = [await house.person(CLERK), await house.person(OFFICER)];
  await later.goes(`${lot}/award/call-in`);
  await later.chooses("What happened", "Not called in");
  await later.presses("Save");
  await officer.goes(`${lot}/award`);
  await officer.goes(`${lot}/award/letters`);
  const [redaction] = await links(officer, "/redaction/");
  await officer.goes(redaction);
  const agreed = await officer.box("Explanation, marked up").inputValue();
  await officer.types("Explanation, marked up", "Other words.");
  await officer.presses("Save and see what others read", 422);
  await officer.types("Explanation, marked up", agreed.replace("The answer", "[[The answer|it names a partner]]"));
  await officer.presses("Save and see what others read");
  await officer.goes(`${lot}/award/letters`);
  for (const letter of await links(officer, "/award/letters/")) await officer.goes(letter);
  await officer.goes(`${lot}/award/letters`);
  await officer.presses("Tell every bidder");

  for (const [email, says] of [
    ["bids@charity.example", "intend to award"],
    ["bids@harbour.example", "Riverbank Women’s Trust"],
    ["bids@kestrel.example", "minimum"],
  ]) {
    const author = await house.person(email);
    await author.goes("/letters");
    await author.follows("MED-2021-001: the outcome of your bid");
    const [outcome] = await links(author, "/outcome");
    await author.goes(outcome);
    await author.reads(says);
  }
  await officer.goes(`${lot}/award/signature`);
  await officer.typesDay("Day the contract was signed", "30", "11", "2026");
  await officer.presses("Save");
  await officer.goes(`${lot}/award`);
  const auditor = await house.person("auditor@medway.example");
  for (const place of ["/evaluation", "/evaluation/interests", "/evaluation/panel", "/evaluation/queries"]) await auditor.goes(`${AT}${place}`);
  await auditor.goes(`${lot}/award`);
  await auditor.goes(`${lot}/ranking`, 403);
}
