import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { story } from "../house.mjs";

const REPORTS = [
  { reader: "writer@medway.example", reference: "MED-2021-001", says: ["220,000", "60%"] },
  { reader: "writer@dorset.example", reference: "DOR-2022-001", says: ["331,000", "1,655,000"] },
];

for (const { reader, reference, says } of REPORTS) {
  story(`The report on ${reference} is read as a page and fetched as a tagged PDF`, async (house) => {
    const person = await house.person(reader);
    await person.goes(`/procurements/${reference}`);
    await person.follows("Report");
    await person.reads(...says);
    const [download] = await Promise.all([
      person.page.waitForEvent("download"),
      person.page.getByRole("link", { name: "PDF" }).first().click(),
    ]);
    assert.match(download.suggestedFilename(), new RegExp(`^${reference}.*\\.pdf$`));
    const file = join(house.data, "report.pdf");
    await download.saveAs(file);
    const facts = execFileSync("pdfinfo", [file], { encoding: "utf8" });
    assert.match(facts, /^Tagged:\s+yes$/m);
    assert.match(facts, /^Title:\s+\S/m);
    const text = execFileSync("pdftotext", [file, "-"], { encoding: "utf8" }).replace(/\s+/g, " ");
    for (const wanted of [...says, "Demonstration data"]) assert.ok(text.includes(wanted), wanted);
  });
}
