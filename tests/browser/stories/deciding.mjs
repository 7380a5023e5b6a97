import assert from "node:assert/strict";
import { story } from "../house.mjs";

const CASE = "/procurements/DOR-2022-001";

async function fillsInDecision(clerk) {
  await clerk.chooses("What was decided", "Approved");
  await clerk.typesDay("Date of the meeting or decision", "3", "11", "2026");
  await clerk.types("The decision", "To approve the procurement.");
  await clerk.types("Reasons", "As the report says.");
  await clerk.typesDay("Published on", "4", "11", "2026");
  await clerk.chooses("May it be called in?", "Yes, until the call-in period ends");
}

story("Dorset’s procurement goes from draft to an effective decision, each by who may", async (house) => {
  const officer = await house.person("procurement@dorset.example");
  await officer.goes(`${CASE}/approval`);
  await officer.presses("Send to clearance");
  await officer.reads("In clearance");
  assert.equal(await officer.button("Put forward for decision").count(), 0, "it is not cleared yet");

  for (const kind of ["legal", "finance", "equality"]) {
    const clearer = await house.person(`${kind}@dorset.example`);
    await clearer.goes("/");
    await clearer.follows("ROC – Reducing Repeat Removals of Children in Care: approval to procure");
    await clearer.follows("Clearance and decision");
    await clearer.follows(`Answer ${kind} clearance`);
    await clearer.presses("Save answer", 422);
    await clearer.chooses("Your answer", "Cleared");
    await clearer.types("Comment", `Checked by ${kind}.`);
    await clearer.presses("Save answer");
    await clearer.reads(`Checked by ${kind}.`);
  }

  await officer.goes(`${CASE}/approval`);
  await officer.presses("Put forward for decision");
  await officer.reads("For decision");

  const clerk = await house.person("democratic@dorset.example");
  await clerk.goes("/");
  await clerk.follows("ROC – Reducing Repeat Removals of Children in Care: approval to procure");
  await clerk.follows("Clearance and decision");
  await clerk.follows("Record the decision");
  await clerk.presses("Save", 422);
  await clerk.holds("Decided by", "Cabinet");
  await fillsInDecision(clerk);
  await clerk.typesDay("Published on", "2", "11", "2026");
  await clerk.presses("Save", 422);
  assert.deepEqual(await clerk.problems(), ["It cannot be published before it was taken. Check both dates."]);
  await clerk.typesDay("Published on", "4", "11", "2026");
  await clerk.presses("Save");
  await clerk.reads("To approve the procurement.", "11 November 2026");
  await clerk.follows("Record what became of the call-in");
  await clerk.chooses("What happened", "Not called in");
  await clerk.presses("Save");
  await clerk.reads("Effective");

  const writer = await house.person("writer@dorset.example");
  await writer.goes(`${CASE}/part/value`);
  assert.equal(await writer.button("Save").count(), 0);
  await writer.goes(`${CASE}/history`);
  await writer.reads("Democratic services, Dorset");
});

story("What is returned in clearance goes back to draft and is cleared anew", async (house) => {
  const officer = await house.person("procurement@dorset.example");
  await officer.goes(`${CASE}/approval`);
  await officer.presses("Send to clearance");
  const legal = await house.person("legal@dorset.example");
  await legal.goes(`${CASE}/clearance/legal`);
  await legal.chooses("Your answer", "Returned for changes");
  await legal.presses("Save answer", 422);
  assert.deepEqual(await legal.problems(), ["Say what must change, so that the author can act on it."]);
  await legal.types("Comment", "Say which statute.");
  await legal.presses("Save answer");
  await officer.goes(`${CASE}/approval`);
  await officer.reads("Say which statute.");
  await officer.presses("Send to clearance");
  await officer.presses("Take back to draft");
  await officer.page.getByText("Withdraw this procurement", { exact: true }).click();
  await officer.presses("Withdraw");
  await officer.reads("Withdrawn");
});

story("Where there is nothing to record, the page says so", async (house) => {
  const clerk = await house.person("democratic@medway.example");
  await clerk.goes("/procurements/MED-2021-001/approval");
  await clerk.reads("Effective");
  for (const path of ["decision", "call-in"]) {
    await clerk.goes(`/procurements/MED-2021-001/${path}`, 409);
    assert.equal(await clerk.button("Save").count(), 0);
  }
});
