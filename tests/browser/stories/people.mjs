import assert from "node:assert/strict";
import { story } from "../house.mjs";

story("The administrator invites someone, who chooses a password and signs in", async (house) => {
  const administrator = await house.person("administrator@dorset.example");
  await administrator.goes("/people");
  await administrator.follows("Invite someone");
  await administrator.types("Name or title", "Second report writer, Dorset");
  await administrator.types("Email address", "not an address");
  await administrator.presses("Invite", 422);
  assert.equal((await administrator.problems()).length, 2);
  await administrator.holds("Name or title", "Second report writer, Dorset");
  await administrator.types("Email address", "second@dorset.example");
  await administrator.box("Report writer").check();
  await administrator.presses("Invite");
  const link = await administrator.page.locator("code").innerText();
  assert.ok(link.startsWith(`${house.url}/invitation/`), link);

  const invited = await house.stranger();
  await invited.goes(link);
  await invited.types("Password", "short");
  await invited.types("The same again", "short");
  await invited.presses("Save password", 422);
  assert.match((await invited.focused()).label, /^There is a problem/);
  await invited.types("Password", "three or four words");
  await invited.types("The same again", "three or four words");
  await invited.presses("Save password");
  await invited.types("Email address", "second@dorset.example");
  await invited.types("Password", "three or four words");
  await invited.presses("Sign in");
  await invited.reads("What waits for you");
  await invited.goes(link);
  await invited.reads("This link no longer works");

  await administrator.goes("/people");
  await administrator.follows("Second report writer, Dorset");
  await administrator.box("Auditor").check();
  await administrator.presses("Save roles");
  await administrator.presses("Stop their sign-in");
  await administrator.reads("Stopped");
  await invited.goes("/procurements");
  assert.equal(await invited.heading(), "Sign in");
  await administrator.presses("Allow to sign in again");
});

story("Someone changes their password and signs out everywhere", async (house) => {
  const auditor = await house.person("auditor@dorset.example");
  const elsewhere = await house.person("auditor@dorset.example");
  await auditor.goes("/account");
  await auditor.types("Present password", "wrong");
  await auditor.types("New password", "three or four words");
  await auditor.types("New password again", "three or four words");
  await auditor.presses("Change password", 422);
  await auditor.types("Present password", "Gatehouse demonstration");
  await auditor.types("New password", "three or four words");
  await auditor.types("New password again", "three or four words");
  await auditor.presses("Change password");
  await auditor.reads("Your password is changed.");
  const again = await house.stranger();
  await again.isSignedInAs("auditor@dorset.example", "three or four words");
  await again.goes("/account");
  await again.presses("Sign out everywhere");
  for (const person of [auditor, elsewhere]) {
    await person.goes("/procurements");
    assert.equal(await person.heading(), "Sign in");
  }
});

story("The provider’s administrator sees the organisation and invites a colleague", async (house) => {
  const administrator = await house.person("administrator@charity.example");
  await administrator.goes("/");
  await administrator.goes("/organisation");
  await administrator.reads("Riverbank Women’s Trust", "Authorised signatory");
  await administrator.follows("Invite a colleague");
  await administrator.types("Name or title", "Second bid author");
  await administrator.types("Email address", "second@charity.example");
  await administrator.box("Bid author").check();
  await administrator.presses("Invite");
  await administrator.goes("/organisation");
  await administrator.reads("Second bid author");
  await administrator.goes("/procurements/MED-2021-001", 404);
});

story("The administrator changes what the authority has settled", async (house) => {
  const administrator = await house.person("administrator@dorset.example");
  await administrator.goes("/settings");
  await administrator.follows("Change figures and clearances");
  await administrator.presses("Save");
  await administrator.reads("Saved.");
  await administrator.goes("/settings/meetings/new");
  await administrator.presses("Save", 422);
  await administrator.goes("/retention");
  await administrator.goes("/record");
  await administrator.follows("Older lines");
});
