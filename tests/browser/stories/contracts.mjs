import assert from "node:assert/strict";
import { story } from "../house.mjs";

const CONTRACT = "/contracts/DOR-2026-004";
const TITLE = "Support after removal, from April 2027";

async function firstBreak(person) {
  await person.goes(`${CONTRACT}/term`);
  return person.page.locator("main a[href*='/breaks/']").first().getAttribute("href");
}

story("A contract is watched, ended at its first break in time, and the day it ends is told", async (house) => {
  let manager = await house.person("contracts@dorset.example");
  await manager.goes("/contracts");
  await manager.follows(TITLE);
  await manager.reads("In force", "1 April 2027", "31 March 2032");
  await manager.follows("Term and breaks");
  await manager.reads("30 September 2028", "the contract runs on");
  await manager.goes("/contracts/next");
  await manager.reads("21 July 2028");
  const path = await firstBreak(manager);

  await house.wakesAt("2028-08-01T09:00:00Z");
  manager = await house.person("contracts@dorset.example");
  await manager.goes(path);
  await manager.reads("14 August 2028", "4 September 2028", "12 September 2028", "21 September 2028", "29 September 2028");
  await manager.goes(`${path}/step`);
  await manager.chooses("Step", "Notice in the forward plan");
  await manager.typesDay("Done on", "1", "8", "2028");
  await manager.presses("Save");
  await manager.goes(`${path}/report`);
  await manager.reads("31 March 2029");

  await house.wakesAt("2028-09-15T09:00:00Z");
  const clerk = await house.person("democratic@dorset.example");
  await clerk.goes(`${path}/decide`);
  await clerk.presses("Save", 422);
  await clerk.chooses("What was decided", "End it here. Notice must then be given in time");
  await clerk.types("Decided by", "Cabinet");
  await clerk.typesDay("Day of the decision", "12", "9", "2028");
  await clerk.types("The decision", "To end the contract at its first break.");
  await clerk.types("Reasons", "The partners’ money did not come.");
  await clerk.typesDay("Published on", "14", "9", "2028");
  await clerk.chooses("May it be called in?", "Yes, until the call-in period ends");
  await clerk.presses("Save");
  await clerk.reads("To end the contract at its first break.", "21 September 2028");

  await house.wakesAt("2028-09-22T09:00:00Z");
  const later = await house.person("democratic@dorset.example");
  await later.goes(`${path}/call-in`);
  await later.chooses("What happened", "Not called in");
  await later.presses("Save");

  await house.wakesAt("2028-10-02T09:00:00Z");
  manager = await house.person("contracts@dorset.example");
  await manager.goes(`${path}/notice`);
  await manager.typesDay("Day it was sent", "2", "10", "2028");
  await manager.types("How it was sent", "By hand, to the registered office.");
  await manager.presses("Save", 422);
  assert.match((await manager.problems()).join(" "), /30 September 2028/);
  await manager.typesDay("Day it was sent", "29", "9", "2028");
  await manager.presses("Save");
  await manager.goes(CONTRACT);
  await manager.reads("31 March 2029");
});

story("Without JavaScript a contract is entered, and what is missing is said", async (house) => {
  const officer = await house.person("procurement@medway.example", { script: false });
  await officer.goes("/contracts");
  await officer.follows("Enter a contract");
  await officer.types("Title of the agreement", "Cleaning of offices");
  await officer.types("Reference", "med 7");
  await officer.types("Provider", "A company");
  await officer.presses("Enter", 422);
  await officer.holds("Reference", "med 7");
  await officer.types("Reference", "MED-2026-007");
  await officer.presses("Enter");
  await officer.reads("Being set up", "The day on which it was signed is not given.");
});

story("Payments are read from a file, and each line is shown before anything is written", async (house) => {
  const manager = await house.person("contracts@medway.example");
  await manager.goes("/contracts/MED-2021-001/money");
  await manager.reads("£220,000");
  await manager.goes("/contracts/MED-2021-001/payments");
  await manager.reads("£27,500");
});

story("Anyone reads a council’s register of contracts, and nothing that is the council’s own", async (house) => {
  const stranger = await house.stranger();
  await stranger.goes("/");
  const officer = await house.person("contracts@dorset.example");
  await officer.goes("/contracts");
  const path = await officer.page.locator("a[href^='/councils/']").first().getAttribute("href");
  await stranger.goes(path);
  await stranger.reads(TITLE);
  await stranger.doesNotRead("Contract manager, Dorset");
});
