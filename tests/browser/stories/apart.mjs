import assert from "node:assert/strict";
import { story } from "../house.mjs";

/** Dorset’s pages, as its writer’s own links show them. */
async function pagesOf(house, email, first) {
  const person = await house.person(email);
  const [seen, ahead] = [new Set([first]), [first]];
  for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
    const answer = await person.context.request.get(path);
    assert.ok(answer.status() < 400, `${path}: ${answer.status()}`);
    if (!(answer.headers()["content-type"] ?? "").startsWith("text/html")) continue;
    const html = (await answer.text()).replaceAll("&#x2f;", "/").replaceAll("&amp;", "&");
    for (const [, href] of html.matchAll(/href="(\/[^"#?]*)/g)) {
      if (href.startsWith(first) && !seen.has(href)) {
        seen.add(href);
        ahead.push(href);
      }
    }
  }
  return seen;
}

story("For anyone at Medway, Dorset’s pages are not there", async (house) => {
  const pages = await pagesOf(house, "writer@dorset.example", "/procurements/DOR-2022-001");
  assert.ok(pages.size > 100, `only ${pages.size} pages`);
  for (const who of ["administrator", "procurement", "writer", "auditor"]) {
    const person = await house.person(`${who}@medway.example`);
    for (const path of pages) {
      const answer = await person.context.request.get(path);
      // Where their role would not let them in at home either, that may be said.
      const statuses = who === "procurement" || who === "writer" ? [404] : [404, 403];
      assert.ok(statuses.includes(answer.status()), `${who}: ${path}: ${answer.status()}`);
      assert.ok(!(await answer.text()).includes("Repeat Removals"), `${who}: ${path} tells of it`);
    }
    await person.goes("/procurements/DOR-2022-001", 404);
    await person.reads("Page not found");
    await person.goes("/procurements?words=DOR-2022-001");
    await person.reads("No procurement fits.");
  }
});
