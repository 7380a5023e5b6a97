import assert from "node:assert/strict";
import { story } from "../house.mjs";
import { PASSWORD } from "../place.mjs";

const CASE = "/procurements/DOR-2022-001";
const VALUE = `${CASE}/part/value`;

story("The report writer fills in a whole form with the keyboard alone", async (house) => {
  const writer = await house.stranger();
  const { keyboard } = writer.page;
  const enters = () => writer.arrives(() => keyboard.press("Enter"));
  const retypes = async (text) => {
    await keyboard.press("Control+A");
    await keyboard.type(text);
  };

  await writer.goes("/");
  await writer.tabsTo("Sign in");
  await enters();
  await writer.tabsTo("Skip to main content");
  await keyboard.press("Enter");
  await writer.tabsTo("Email address");
  await keyboard.type("writer@dorset.example");
  await writer.tabsTo("Password");
  await keyboard.type(PASSWORD);
  await enters();
  await writer.tabsTo("ROC – Reducing Repeat Removals of Children in Care: approval to procure");
  await enters();
  await writer.tabsTo("Value and dates");
  await enters();

  await writer.tabsTo("Cost of one year");
  await retypes("340,000");
  await writer.tabsTo("Cost of the whole term, as stated");
  await retypes("1,700,000.50");
  // One Tab comes to a group of buttons; arrows choose in it.
  const vat = await writer.tabsTo("Not answered", "VAT");
  assert.equal(vat.type, "radio");
  await keyboard.press("ArrowUp");
  assert.equal((await writer.focused()).label, "Exempt or outside the scope");
  await writer.tabsTo("Indexation");
  await retypes("Rises with the consumer prices index.\n\nNever by more than 5% a year.");
  await writer.tabsTo("Day", "First day of the contract");
  await keyboard.type("1");
  await writer.tabsTo("Month", "First day of the contract");
  await keyboard.type("April");
  await writer.tabsTo("Year", "First day of the contract");
  await keyboard.type("2027");
  // Why the last day is not known is said instead.
  await writer.tabsTo("Why it is empty: Last day of the contract");
  await keyboard.type("To be");
  await writer.tabsTo("Term, as the paper words it");
  await retypes("2+2+1, with breaks");
  await writer.tabsTo("Save");
  await enters();

  await writer.reads("Saved.");
  await writer.goes(VALUE);
  await writer.holds("Cost of one year", "340,000");
  await writer.holds("Cost of the whole term, as stated", "1,700,000.50");
  assert.ok(await writer.box("Exempt or outside the scope").isChecked());
  await writer.holds("Indexation", "Rises with the consumer prices index.\n\nNever by more than 5% a year.");
  await writer.holdsDay("First day of the contract", "1", "4", "2027");
  await writer.holdsDay("Last day of the contract", "", "", "");
  await writer.holds("Why it is empty: Last day of the contract", "to_be_confirmed");
  await writer.holds("Term, as the paper words it", "2+2+1, with breaks");
});

story("A reason why a fact is not known opens with the keyboard", async (house) => {
  const writer = await house.person("writer@dorset.example");
  await writer.goes(VALUE);
  await writer.tabsTo("Cost of one year");
  await writer.page.keyboard.press("Control+A");
  await writer.page.keyboard.press("Delete");
  await writer.tabsTo("Not known? Cost of one year");
  await writer.page.keyboard.press("Space");
  await writer.tabsTo("Why it is empty: Cost of one year");
  await writer.page.keyboard.type("To be");
  await writer.tabsTo("Save");
  await writer.arrives(() => writer.page.keyboard.press("Enter"));
  await writer.goes(VALUE);
  await writer.holds("Cost of one year", "");
  await writer.holds("Why it is empty: Cost of one year", "to_be_confirmed");
});

/** Fills in the form with nothing that can be taken, and what it must then still hold. */
async function typesNonsense(writer) {
  await writer.types("Cost of one year", "about £300k");
  await writer.types("Indexation", "With prices.\n\n<b>& “quotes” of all kinds'\"</b>");
  await writer.typesDay("First day of the contract", "31", "February", "2027");
  await writer.typesDay("Last day of the contract", "1", "", "2029");
  await writer.types("Term, as the paper words it", "two and two");
}

async function holdsNonsense(writer) {
  await writer.holds("Cost of one year", "about £300k");
  await writer.holds("Indexation", "With prices.\n\n<b>& “quotes” of all kinds'\"</b>");
  await writer.holdsDay("First day of the contract", "31", "February", "2027");
  await writer.holdsDay("Last day of the contract", "1", "", "2029");
  await writer.holds("Term, as the paper words it", "two and two");
}

const WHAT_IS_WRONG = [
  "Cost of one year must be an amount in pounds, like 331,000 or 331,000.50.",
  "First day of the contract must be a real date, like 27 3 2027.",
  "Last day of the contract must include a month.",
];

story("What cannot be taken comes back with everything typed and everything wrong", async (house) => {
  const writer = await house.person("writer@dorset.example");
  await writer.goes(VALUE);
  await typesNonsense(writer);
  await writer.presses("Save", 422);
  assert.match(await writer.page.title(), /^Error: /);
  assert.match((await writer.focused()).label, /^There is a problem/);
  assert.deepEqual(await writer.problems(), WHAT_IS_WRONG);
  await holdsNonsense(writer);
  await writer.page.getByRole("link", { name: WHAT_IS_WRONG[0] }).click();
  assert.equal((await writer.focused()).label, "Cost of one year");
  await writer.page.getByRole("link", { name: WHAT_IS_WRONG[1] }).click();
  const day = await writer.focused();
  assert.deepEqual([day.group, day.label], ["First day of the contract", "Day"]);
  await writer.goes(VALUE);
  await writer.holds("Cost of one year", "331,000");
});

story("The same without JavaScript", async (house) => {
  const writer = await house.person("writer@dorset.example", { script: false });
  await writer.goes(VALUE);
  await typesNonsense(writer);
  await writer.presses("Save", 422);
  assert.match(await writer.page.title(), /^Error: /);
  assert.deepEqual(await writer.problems(), WHAT_IS_WRONG);
  await holdsNonsense(writer);
  await writer.types("Cost of one year", "340,000");
  await writer.typesDay("First day of the contract", "1", "4", "2027");
  await writer.typesDay("Last day of the contract", "31", "3", "2032");
  await writer.presses("Save");
  await writer.reads("Saved.");
  await writer.goes(VALUE);
  await writer.holds("Cost of one year", "340,000");
  await writer.holdsDay("Last day of the contract", "31", "3", "2032");
});

story("Far too long a text comes back whole", async (house) => {
  const writer = await house.person("writer@dorset.example");
  const text = "Every word counts here. ".repeat(4200).trim();
  await writer.goes(`${CASE}/part/service`);
  await writer.types("Service model", text);
  await writer.presses("Save", 422);
  const [problem, ...others] = await writer.problems();
  assert.match(problem, /^Service model must be 20,000 characters or fewer\. It has 100,\d{3}\.$/);
  assert.deepEqual(others, []);
  await writer.holds("Service model", text);
});

story("A term that ends before it starts is not taken", async (house) => {
  const writer = await house.person("writer@dorset.example");
  await writer.goes(VALUE);
  await writer.typesDay("First day of the contract", "1", "4", "2027");
  await writer.typesDay("Last day of the contract", "31", "3", "2027");
  await writer.presses("Save", 422);
  assert.equal((await writer.problems()).length, 1);
  await writer.holdsDay("Last day of the contract", "31", "3", "2027");
});

for (const script of [true, false]) {
  const how = script ? "" : ", without JavaScript";
  story(`What was typed when the sign-in had ended comes back unsent${how}`, async (house) => {
    const writer = await house.person("writer@dorset.example", { script });
    await writer.goes(VALUE);
    await writer.types("Cost of one year", "345,678");
    await writer.types("Indexation", "As typed:\n\n& “not lost”");
    await writer.context.clearCookies();
    await writer.presses("Save", 401);
    await writer.reads("Sign in again");
    await writer.types("Email address", "writer@dorset.example");
    await writer.types("Password", "wrong at first");
    await writer.presses("Sign in", 422);
    await writer.types("Password", PASSWORD);
    await writer.presses("Sign in");
    await writer.presses("Go back to my text");
    assert.equal(await writer.heading(), "Value and dates");
    await writer.holds("Cost of one year", "345,678");
    await writer.holds("Indexation", "As typed:\n\n& “not lost”");

    const colleague = await house.person("procurement@dorset.example");
    await colleague.goes(VALUE);
    await colleague.holds("Cost of one year", "331,000");

    await writer.presses("Save");
    await writer.goes(VALUE);
    await writer.holds("Cost of one year", "345,678");
  });
}

story("Two write the same part at once, and nothing is lost", async (house) => {
  const first = await house.person("writer@dorset.example");
  const second = await house.person("procurement@dorset.example");
  await first.goes(VALUE);
  await second.goes(VALUE);
  await first.types("Cost of one year", "350,000");
  await first.types("Term, as the paper words it", "3+2");
  await first.presses("Save");
  await second.types("Cost of one year", "360,000");
  await second.types("Indexation", "None.");
  await second.presses("Save", 422);
  assert.match((await second.focused()).label, /^Someone else changed this/);
  await second.reads("The saved record now says: £350,000");
  // A box that the second did not touch holds what the first saved.
  await second.holds("Term, as the paper words it", "3+2");
  await second.holds("Cost of one year", "360,000");
  await second.holds("Indexation", "None.");
  await first.goes(VALUE);
  await first.holds("Cost of one year", "350,000");
  await first.holds("Indexation", "");
  await second.presses("Save");
  await first.goes(VALUE);
  await first.holds("Cost of one year", "360,000");
  await first.holds("Indexation", "None.");
  await first.holds("Term, as the paper words it", "3+2");
});

for (const script of [true, false]) {
  const how = script ? "" : ", without JavaScript";
  story(`A double click adds one risk${how}`, async (house) => {
    const writer = await house.person("writer@dorset.example", { script });
    await writer.goes(`${CASE}/list/risks`);
    await writer.follows("Add a risk");
    await writer.types("Risk", "Too few practitioners");
    await writer.settlesAfter(() => writer.button("Save").dblclick());
    await writer.goes(`${CASE}/list/risks`);
    assert.equal(await writer.page.getByText("Too few practitioners", { exact: true }).count(), 1);
    await writer.goes(`${CASE}/history`);
    assert.equal(await writer.page.locator("tbody tr").filter({ hasText: "21 November 2026" }).count(), 1);
  });
}

story("A row is added, changed, moved and removed", async (house) => {
  const writer = await house.person("writer@dorset.example");
  const risks = () => writer.page.locator(".rows > li h2, .rows > li .row-title").allInnerTexts();
  for (const risk of ["First risk", "Second risk"]) {
    await writer.goes(`${CASE}/list/risks/new`);
    await writer.types("Risk", risk);
    await writer.presses("Save");
  }
  await writer.goes(`${CASE}/list/risks`);
  await writer.presses("Move up risk 2");
  assert.match((await risks()).join(" "), /Second risk.*First risk/s);
  await writer.follows("Change risk 1");
  await writer.types("Risk", "Second risk, now first");
  await writer.presses("Save");
  await writer.goes(`${CASE}/list/risks`);
  await writer.follows("Remove risk 2");
  await writer.reads("First risk");
  await writer.presses("Remove");
  await writer.goes(`${CASE}/list/risks`);
  await writer.reads("Second risk, now first");
  assert.doesNotMatch((await risks()).join(" "), /First risk/);
});

story("A procurement is started and its reference is taken once", async (house) => {
  const officer = await house.person("procurement@dorset.example");
  await officer.goes("/procurements");
  await officer.follows("Start a procurement");
  await officer.presses("Start", 422);
  assert.equal((await officer.problems()).length, 2);
  await officer.types("Title", "Winter shelter");
  await officer.types("Reference", "DOR-2022-001");
  await officer.presses("Start", 422);
  await officer.holds("Title", "Winter shelter");
  await officer.types("Reference", "DOR-2027-002");
  await officer.presses("Start");
  await officer.reads("Winter shelter", "DOR-2027-002", "Draft");
  await officer.goes("/procurements?words=shelter");
  await officer.follows("Winter shelter");
  assert.equal(await officer.heading(), "Winter shelter");
  await officer.goes("/procurements?words=nothing-like-it");
  await officer.reads("No procurement fits.");
});
