import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { story } from "../house.mjs";

const REPORT = "/procurements/DOR-2022-001/report/cabinet";
const BACKGROUND = `${REPORT}/sections/background`;
const OWN = "Anything else this section should say";

story("A writer puts a figure into a section and sees it in the paper as they type", async (house) => {
  const writer = await house.person("writer@dorset.example");
  await writer.goes(REPORT);
  await writer.follows("Write");
  await writer.follows("Background");
  await writer.page.getByText("Put a figure or a reference into your text").click();
  await writer.page.getByText("Value and dates", { exact: true }).click();
  await writer.types(OWN, "A year costs ");
  await writer.page.getByRole("button", { name: "Insert {{ procurement.annual_value }}" }).click();
  await writer.holds(OWN, "A year costs {{ procurement.annual_value }}");
  const preview = writer.page.locator("#preview");
  await preview.getByText("A year costs £331,000").waitFor();
  assert.match(await preview.innerText(), /not saved yet/);
  await writer.presses("Save");
  await writer.reads("Saved.", "A year costs £331,000");
  await writer.goes(REPORT);
  await writer.reads("A year costs £331,000");
});

story("Without JavaScript a section is previewed, mended and saved", async (house) => {
  const writer = await house.person("writer@dorset.example", { script: false });
  await writer.goes(BACKGROUND);
  await writer.types(OWN, "All told {{ found.maximum }}; see [](#money).");
  await writer.presses("Preview without saving");
  await writer.reads("Preview of what you typed, not saved yet", "All told £1,655,000; see section 13");
  await writer.types(OWN, "All told {{ found.maximun }}.");
  await writer.presses("Save", 422);
  await writer.reads("There is no figure called “found.maximun”. Choose one from the list.");
  await writer.holds(OWN, "All told {{ found.maximun }}.");
  await writer.types(OWN, "All told {{ found.maximum }}.");
  await writer.presses("Save");
  await writer.reads("Saved.");
});

story("Two writers of one section lose nothing", async (house) => {
  const writer = await house.person("writer@dorset.example");
  const officer = await house.person("procurement@dorset.example");
  await writer.goes(BACKGROUND);
  await officer.goes(BACKGROUND);
  await writer.types(OWN, "The writer’s words.");
  await writer.presses("Save");
  await officer.types(OWN, "The officer’s words.");
  await officer.presses("Save", 422);
  await officer.reads("Someone else changed this while you were writing", "The saved record now says: The writer’s words.");
  await officer.holds(OWN, "The officer’s words.");
});

story("Versions are kept, compared and fetched for Word", async (house) => {
  const writer = await house.person("writer@dorset.example");
  for (const words of ["Parents asked for this.", "Many parents asked for this."]) {
    await writer.goes(BACKGROUND);
    await writer.types(OWN, words);
    await writer.presses("Save");
  }
  await writer.goes(`${REPORT}/versions`);
  await writer.types("What this version is for", "For the finance team");
  await writer.presses("Keep this version");
  await writer.reads("Kept by a writer: For the finance team");
  await writer.presses("Keep this version", 422);
  await writer.reads("Nothing has changed since version 3, which is kept already.");
  await writer.page.getByLabel("Earlier", { exact: true }).selectOption("1");
  await writer.presses("Show what changed");
  await writer.reads("Many parents");
  await writer.goes(`${REPORT}/versions/1`);
  const [download] = await Promise.all([
    writer.page.waitForEvent("download"),
    writer.page.getByRole("link", { name: "Fetch for Word" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "DOR-2022-001-cabinet-version-1.docx");
  const file = join(house.data, "report.docx");
  await download.saveAs(file);
  assert.equal(readFileSync(file).subarray(0, 2).toString(), "PK");
});
