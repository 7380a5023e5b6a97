import assert from "node:assert/strict";
import { story } from "../house.mjs";

const CONTRACT = "/contracts/MED-2025-003";
const QUARTER = "July to September 2026: Support for women after removal";

// What a small charity has counted, box by box; 22 cases are carried in.
const FIGURES = {
  "k1-added": "4", "k1-closed": "5", "k1-closing": "21",
  "k2-count": "26", "k2-new_this_year": "4",
  "k3-numerator": "19", "k3-denominator": "26",
  "k4-count": "32",
  "k5-numerator": "5", "k5-denominator": "6",
  "k6-numerator": "160", "k6-denominator": "230",
  "k7-numerator": "13", "k7-denominator": "19",
  "k8-count": "1", "k9-count": "3", "k10-score": "7",
  "k12-numerator": "21", "k12-denominator": "26",
  "k13-count": "5", "k13-new_this_year": "1",
  "k14-score": "7.5", "k15-words": "Women speak of the walks in the park.",
};

async function outcomes(person, home) {
  await person.goes(home);
  return person.page.locator("main a[href*='/outcomes/']").evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute("href")))]);
}

/** Fills in the boxes of a page that have a figure, and answers whatever is asked on it. */
async function fillsIn(person, figures) {
  for (const [name, value] of Object.entries(figures)) {
    const box = person.page.locator(`[name="${name}"]`);
    if (await box.count()) await box.fill(value);
  }
  const yes = person.page.locator("[name='k11-yes'][value='yes']");
  if (await yes.count()) await yes.check();
  for (const box of await person.page.locator("textarea[name$='-reason']").all()) {
    await box.fill("It was counted again from the case system.");
  }
}

async function fillsInAll(person, home) {
  for (const path of await outcomes(person, home)) {
    await person.goes(path);
    await fillsIn(person, FIGURES);
    await person.presses("Save and see what it comes to");
    await fillsIn(person, {});
    await person.presses("Save and go on");
  }
}

async function isSigned(house, home) {
  const signatory = await house.person("signatory@charity.example");
  await signatory.goes(`${home}/check`);
  await signatory.presses("Sign and submit");
  await signatory.reads("Submitted");
}

for (const script of [true, false]) {
  const how = script ? "" : "Without JavaScript, ";
  story(`${how}a quarter is returned, signed, asked about, answered and accepted`, async (house) => {
    const preparer = await house.person("returns@charity.example", { script });
    await preparer.goes("/returns");
    await preparer.follows(QUARTER);
    const home = new URL(preparer.page.url()).pathname;
    const [first] = await outcomes(preparer, home);
    await preparer.goes(first);
    await preparer.reads("Open on the first day, carried over");
    await fillsIn(preparer, { ...FIGURES, "k1-closing": "20" });
    await preparer.presses("Save and go on", 422);
    assert.match((await preparer.problems()).join(" "), /leave 21, but 20 is given/);
    assert.equal(await preparer.page.locator("[name='k3-numerator']").inputValue(), "19", "what was typed is there");
    await fillsInAll(preparer, home);
    await preparer.goes(`${home}/check`);
    await preparer.presses("Send it to be signed");
    await preparer.reads("Waiting for a signature");
    await isSigned(house, home);

    const manager = await house.person("contracts@medway.example", { script });
    await manager.goes("/returns-to-review");
    await manager.goes(`${CONTRACT}/returns/6`);
    await manager.reads("Look at these first", "69.6% (160 of 230)");
    await manager.goes(`${CONTRACT}/returns/6/query`);
    const question = manager.page.getByRole("group", { name: "Appointments kept", exact: true }).locator("textarea");
    await question.fill("Were the evening appointments kept more often?");
    await manager.presses("Send the questions");

    await preparer.goes(`${home}/answer`);
    await preparer.page.getByRole("group", { name: "Appointments kept", exact: true }).locator("textarea").first()
      .fill("Yes: four in five of them were kept.");
    await preparer.presses("Save the answers");
    await preparer.goes(`${home}/check`);
    await preparer.presses("Send it to be signed");
    await isSigned(house, home);

    await manager.goes(`${CONTRACT}/returns/6/own`);
    await manager.page.locator("[name='k16-count']").fill("1");
    await manager.presses("Save");
    await manager.goes(`${CONTRACT}/returns/6`);
    await manager.presses("Accept this return");
    await manager.goes(`${CONTRACT}/performance`);
    await manager.reads("(331 of 480)", "Off target");
  }, { minutes: 6 });
}

story("KPIs are written, what they come to is read, and a report is issued for everyone", async (house) => {
  const manager = await house.person("contracts@medway.example");
  await manager.goes(`${CONTRACT}/kpis`);
  await manager.reads("Engaged within 16 weeks");
  await manager.goes(`${CONTRACT}/kpis/6/change`);
  await manager.goes(`${CONTRACT}/kpis/6/targets`);
  await manager.goes(`${CONTRACT}/performance/6`);
  await manager.reads("Corrected", "71.4% (150 of 210)");
  await manager.goes(`${CONTRACT}/performance`);
  await manager.presses("Begin an improvement plan for Appointments kept");
  await manager.goes(`${CONTRACT}/performance/reports`);
  await manager.goes(`${CONTRACT}/performance/reports/monitoring/4/write`);
  await manager.goes(`${CONTRACT}/performance/reports/monitoring/4`);
  await manager.reads("Exceptions");
  await manager.chooses("What the public copy shows of the texts above", "None of them: the public copy has figures alone");
  await manager.presses("Issue this report");
  await manager.reads("Issued");
  await manager.goes(`${CONTRACT}/performance/reports/review`);
  await manager.reads("Off target");
});

story("Nothing to return is said in one step, and a workbook is asked for by its reader alone", async (house) => {
  const preparer = await house.person("returns@charity.example");
  await preparer.goes("/returns/nil");
  await preparer.reads("July to September 2026");
  await preparer.goes("/returns");
  await preparer.follows(QUARTER);
  await preparer.follows("As a workbook");
  await preparer.reads("Look at the workbook");
  const other = await house.person("bids@harbour.example");
  await other.goes(new URL(preparer.page.url()).pathname, 404);
});
