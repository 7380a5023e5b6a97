import assert from "node:assert/strict";
import { story } from "../house.mjs";

const TENDER = "/tenders/MED-OPEN-001-2";
const PUBLIC = "/opportunities/MED-OPEN-001-2";
const PDF = { name: "Our plan.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n% a plan\n%%EOF\n") };

async function saves(person, part, fill) {
  await person.goes(`${TENDER}/part/${part}`);
  await fill(person);
  await person.presses("Save");
}

async function writesTheTender(officer) {
  await saves(officer, "about", async () => {
    await officer.types("Description", "Clubs and breaks for young carers.");
    await officer.types("Where providers turn to", "Category Management, tenders@medway.example");
    await officer.types("Why it is not divided into lots", "The same families use all of it.");
  });
  await saves(officer, "engagement", async () => {
    await officer.chooses("Was the market engaged beforehand?", "No");
  });
  await saves(officer, "conflicts", async () => {
    await officer.typesDay("Day on which it was complete", "19", "11", "2026");
    await officer.types("Made by", "Category Management");
    await officer.types("What it found", "No conflict was declared.");
  });
  await saves(officer, "timetable", async () => {
    await officer.typesInstant("Questions until", "4", "12", "2026", "5pm");
    await officer.typesInstant("Deadline for bids", "18", "12", "2026", "12 noon");
    await officer.types("Why the time to bid is long enough", "Four weeks for three questions.");
    await officer.typesDay("Award planned by", "1", "2", "2027");
  });
  await officer.goes(`${TENDER}/list/criteria`);
  for (let question = 0; question < 3; question += 1) {
    await officer.arrives(() => officer.page.getByRole("link", { name: /^Change/ }).nth(question).click());
    await officer.types("Most words in an answer", "300");
    await officer.presses("Save");
  }
  await officer.follows("Price and scoring");
  await officer.reads("Inverse proportion", "Sample");
  await officer.arrives(() => officer.page.getByRole("button", { name: /^Use this formula\s*: Inverse proportion$/ }).click());
  await officer.reads("Chosen: Inverse proportion");
}

async function bids(house, email, yearly) {
  const author = await house.person(email);
  await author.goes("/opportunities?words=carers");
  await author.follows("Short breaks and support for young carers (invented)");
  await author.presses("Start a bid");
  const bid = new URL(author.page.url()).pathname;
  for (let question = 0; question < 3; question += 1) {
    await author.goes(bid);
    await author.arrives(() => author.page.locator(".task-list a[href*='/questions/']").nth(question).click());
    await author.page.locator("textarea").fill(`Sealed answer ${question + 1} of ${email}.`);
    await author.presses("Save");
  }
  await author.goes(`${bid}/price`);
  await author.types("Price for year 1", yearly);
  await author.types("Price for year 2", yearly);
  await author.presses("Save");
  return { author, bid };
}

story("A tender goes from an approved procurement to opened bids, by six people", async (house) => {
  const officer = await house.person("procurement@medway.example");
  await officer.goes("/tenders/MED-OPEN-001/publication");
  await officer.page.getByText("Cancel this tender", { exact: true }).click();
  await officer.follows("Go on to cancel");
  await officer.types("Why it is cancelled", "The need has changed.");
  await officer.arrives(() => officer.page.locator("form button.warn").click());
  await officer.goes("/procurements/MED-OPEN-001");
  await officer.presses("Make a tender of it");
  await officer.goes(`${TENDER}/publication`);
  await officer.reads("Before it can be published");
  assert.equal(await officer.button("Publish").count(), 0, "nothing can be published yet");
  await writesTheTender(officer);

  await officer.goes(`${TENDER}/publication`);
  await officer.reads("Record the reference and the time of the official tender notice.");
  assert.equal(await officer.button("Publish").count(), 0, "the official notice comes first");
  const stranger = await house.stranger();
  await stranger.goes(PUBLIC, 404);
  await saves(officer, "notice", async () => {
    await officer.types("Reference of the notice", "2026/S 000-000002");
    await officer.typesInstant("When it was published", "20", "11", "2026", "9am");
  });
  await officer.goes(`${TENDER}/publication`);
  await officer.presses("Publish");
  await officer.reads("Published. Bids are taken until 12 noon on 18 December 2026.");
  await stranger.goes(PUBLIC);
  await stranger.reads("Bids until 12 noon on 18 December 2026", "Inverse proportion");

  const { author, bid } = await bids(house, "bids@charity.example", "87,500.50");
  await author.goes(`${bid}/price`);
  await author.reads("175,001");
  const administrator = await house.person("administrator@charity.example");
  await administrator.goes("/organisation");
  await author.goes(`${bid}/declarations`);
  await author.page.getByLabel("We confirm that all of this is true and complete today").check();
  await author.presses("Save");
  await author.goes(`${bid}/files`);
  await author.page.setInputFiles("#file", PDF);
  await author.presses("Add");
  await author.reads("Our plan.pdf");
  await author.goes(`${bid}/check`);
  await author.presses("Submit this bid");
  await author.goes(`${bid}/receipts/1`);
  await author.reads("Your bid is submitted", "Digest of what was submitted");

  await officer.goes(`${TENDER}/bids`);
  await officer.reads("1 bid is submitted so far", "You can open these bids from 12 noon on 18 December 2026.");
  await officer.doesNotRead("Riverbank");

  await house.wakesAt("2026-12-18T12:30:00Z");
  const [first, second] = [await house.person("procurement@medway.example"), await house.person("approver@medway.example")];
  await first.goes(`${TENDER}/bids`);
  await first.presses("Begin the opening");
  assert.equal(await first.button("Open the bids as the second person").count(), 0, "one person is not two");
  await second.goes(`${TENDER}/bids`);
  await second.presses("Open the bids as the second person");
  await second.reads("Riverbank Women’s Trust", "Approver, Medway");
  await first.goes(`${TENDER}/bids`);
  await first.follows("Riverbank Women’s Trust (invented)");
  await first.reads("Mandatory grounds for exclusion", "as the bidder gave it");
  await first.doesNotRead("87,500", "175,001", "Sealed answer");
  const anyone = await house.stranger();
  await anyone.goes(PUBLIC);
  await anyone.reads("This tender closed at 12 noon on 18 December 2026.");
  await anyone.doesNotRead("Riverbank");
});

story("A provider asks, the council answers everyone, and nobody learns who asked", async (house) => {
  const author = await house.person("bids@harbour.example");
  await author.goes("/opportunities/MED-OPEN-001/ask");
  await author.types("Your question", "May the club be held in a school?");
  await author.presses("Send the question");
  const officer = await house.person("procurement@medway.example");
  await officer.goes("/tenders/MED-OPEN-001/questions");
  await officer.follows("Question 1");
  await officer.presses("Publish the answer", 422);
  await officer.chooses("Who reads the answer", "Everyone, without saying who asked");
  await officer.types("The answer", "Yes, if it is open in the holidays.");
  await officer.presses("Publish the answer");
  const stranger = await house.stranger({ script: false });
  await stranger.goes("/opportunities/MED-OPEN-001");
  await stranger.reads("May the club be held in a school?", "Yes, if it is open in the holidays.");
  await stranger.doesNotRead("Harbour");
  const other = await house.person("bids@charity.example");
  await other.goes("/letters");
  await other.reads("Answer to a question about MED-OPEN-001");
});

story("A small charity registers and begins a bid without JavaScript", async (house) => {
  const newcomer = await house.stranger({ script: false });
  await newcomer.goes("/opportunities");
  await newcomer.follows("Short breaks and support for young carers (invented)");
  await newcomer.follows("Register");
  await newcomer.presses("Register", 422);
  await newcomer.types("Name of the organisation", "Lantern Youth (invented)");
  await newcomer.chooses("Kind of organisation", "Charity");
  await newcomer.types("Company or charity number", "0000009");
  await newcomer.chooses("Are you a small or medium-sized enterprise?", "Yes");
  await newcomer.chooses("Are you a voluntary, community or social enterprise?", "Yes");
  await newcomer.types("Your name or title", "Director");
  await newcomer.types("Your email address", "director@lantern.example");
  await newcomer.types("Password", "a long lantern password");
  await newcomer.types("The same again", "a long lantern password");
  await newcomer.presses("Register");
  newcomer.who = "director@lantern.example";
  await newcomer.goes("/opportunities/MED-OPEN-001");
  await newcomer.presses("Start a bid");
  await newcomer.reads("0 of");
  await newcomer.arrives(() => newcomer.page.locator(".task-list a[href*='/questions/']").first().click());
  await newcomer.page.locator("textarea").fill("word ".repeat(600));
  await newcomer.presses("Save", 422);
  assert.match((await newcomer.problems()).join(" "), /words/);
  assert.equal((await newcomer.page.locator("textarea").inputValue()).trim().split(/\s+/).length, 600, "nothing typed is lost");
});
