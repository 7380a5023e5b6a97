import assert from "node:assert/strict";
import { story } from "../house.mjs";
import { PASSWORD } from "../place.mjs";

story("A stranger sees what this is, where to sign in and how accessible it is", async (house) => {
  const stranger = await house.stranger();
  await stranger.goes("/");
  await stranger.reads("Buying services well");
  await stranger.follows("Sign in");
  await stranger.reads("Email address", PASSWORD);
  await stranger.follows("Accessibility statement");
  assert.equal(await stranger.heading(), "Accessibility statement");
});

story("A stranger finds nothing where there is nothing", async (house) => {
  const stranger = await house.stranger();
  await stranger.goes("/no-such-page", 404);
  await stranger.goes("/invitation/no-such-invitation");
  await stranger.reads("This link no longer works");
});

story("Who asks for a page signs in first and then comes to it", async (house) => {
  const writer = await house.stranger();
  await writer.goes("/procurements/DOR-2022-001/part/value");
  assert.equal(await writer.heading(), "Sign in");
  await writer.types("Email address", "writer@dorset.example");
  await writer.types("Password", "not this");
  await writer.presses("Sign in", 422);
  assert.match(await writer.page.title(), /^Error: /);
  assert.match((await writer.focused()).label, /^There is a problem/);
  await writer.holds("Email address", "writer@dorset.example");
  await writer.types("Password", PASSWORD);
  await writer.presses("Sign in");
  assert.equal(await writer.heading(), "Value and dates");
  await writer.presses("Sign out");
  await writer.goes("/procurements/DOR-2022-001/part/value");
  assert.equal(await writer.heading(), "Sign in");
});
