// Someone at a browser. They come to pages by address, link or button, and look at each they come to.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PASSWORD, SHOTS } from "./place.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 800 };

/** Addresses of files, which are fetched and not come to. */
const FILES = /(\/(pdf|word|json|workbook)|\/evidence\/\d+|\.(atom|csv|ics|json|xlsx|zip))(\?|$)/;

/** Which links were followed, by whom. Every story begins from the same record, so once is enough. */
const followed = new Set();

export class Person {
  who = "A stranger";
  /** How many pages they came to, and how many of them they looked at. */
  arrivals = 0;
  looks = 0;
  /** The answer to the last page they asked for. */
  answer;
  #pictures = 0;
  #hurries = false;

  static async sitDown(house, context, { script }) {
    const person = new Person();
    Object.assign(person, { house, context, script });
    person.page = await context.newPage();
    person.#watch();
    return person;
  }

  #watch() {
    const { page } = this;
    page.on("load", () => (this.arrivals += 1));
    page.on("response", (response) => {
      const navigates = response.request().isNavigationRequest();
      if (navigates) this.answer = response;
      if (response.status() >= 500 || (!navigates && response.status() >= 400)) {
        this.#finds(`${response.status()} at ${response.url()}`);
      }
    });
    page.on("pageerror", (error) => this.#finds(`${error}`));
    page.on("console", (message) => {
      // What the server answered is looked at on its own.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        this.#finds(message.text());
      }
    });
  }

  /** Signs in behind the pages, so that a story can begin where it begins. */
  async isSignedInAs(email, password = PASSWORD) {
    const form = { email, password, then: "/" };
    const headers = { origin: this.house.url };
    const answer = await this.context.request.post("/sign-in", { form, headers, maxRedirects: 0 });
    assert.equal(answer.status(), 303, `${email} cannot sign in`);
    this.who = email;
  }

  /** Waits for the page that an act leads to, and looks at it. */
  async arrives(act, status = 200) {
    await this.#loadsAfter(act);
    assert.equal(this.answer.status(), status, `${this.who}: ${this.page.url()}`);
    await this.look();
  }

  /** Waits until the page has come to rest after an act that may lead to several, and looks at the last. */
  async settlesAfter(act) {
    await this.#loadsAfter(act);
    await this.page.waitForLoadState("networkidle");
    this.arrivals = this.looks + 1;
    await this.look();
  }

  /** Both are waited for together, so that an act that fails says why itself. */
  async #loadsAfter(act) {
    await Promise.all([this.page.waitForEvent("load"), act()]);
  }

  /** Does what leads over pages of kinds that were looked at before: they are come to, and not looked at again. */
  async hurries(act) {
    this.#hurries = true;
    try {
      await act();
    } finally {
      this.#hurries = false;
    }
  }

  /** Goes to an address. */
  async goes(path, status = 200) {
    await this.arrives(() => this.page.goto(path), status);
  }

  /** Presses a button that leads to a page. */
  async presses(name, status = 200) {
    await this.arrives(() => this.button(name).click(), status);
  }

  /** Follows a link of the page. */
  async follows(name, status = 200) {
    await this.arrives(() => this.page.getByRole("link", { name, exact: true }).first().click(), status);
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  box(label) {
    return this.page.getByLabel(label, { exact: true });
  }

  async types(label, text) {
    await this.box(label).fill(text);
  }

  async holds(label, text) {
    assert.equal(await this.box(label).inputValue(), text, label);
  }

  async chooses(group, option) {
    await this.page.getByRole("group", { name: group, exact: true }).getByLabel(option, { exact: true }).check();
  }

  async typesDay(group, day, month, year) {
    const boxes = this.page.getByRole("group", { name: group, exact: true });
    await boxes.getByLabel("Day", { exact: true }).fill(day);
    await boxes.getByLabel("Month", { exact: true }).fill(month);
    await boxes.getByLabel("Year", { exact: true }).fill(year);
  }

  async typesInstant(group, day, month, year, time) {
    await this.typesDay(group, day, month, year);
    await this.page.getByRole("group", { name: group, exact: true }).getByLabel("UK time", { exact: true }).fill(time);
  }

  async holdsDay(group, ...parts) {
    const boxes = this.page.getByRole("group", { name: group, exact: true }).getByRole("textbox");
    const held = await boxes.evaluateAll((all) => all.map((box) => box.value));
    assert.deepEqual(held, parts, group);
  }

  /** What the summary at the head of the page says is wrong. */
  problems() {
    return this.page.locator(".summary li").allInnerTexts();
  }

  /** The pages that links of this page lead to. */
  async ways() {
    const links = await this.page.locator("a[href^='/']").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    return links.map((href) => href.replace(/#.*/, "")).filter((href) => !FILES.test(href));
  }

  /** Reads the main part of the page. */
  async reads(...texts) {
    const text = (await this.page.locator("main").innerText()).replace(/\s+/g, " ");
    for (const wanted of texts) assert.ok(text.includes(wanted), `“${wanted}” is not in: ${text.slice(0, 3000)}`);
  }

  async doesNotRead(...texts) {
    const text = (await this.page.locator("main").innerText()).replace(/\s+/g, " ");
    for (const unwanted of texts) assert.ok(!text.includes(unwanted), `“${unwanted}” is in: ${text.slice(0, 3000)}`);
  }

  heading() {
    return this.page.getByRole("heading", { level: 1 }).innerText();
  }

  /** What of the page has the focus, in the words a screen reader would say. */
  focused() {
    return this.page.evaluate(() => {
      const at = document.activeElement;
      const label = at.labels?.[0]?.textContent ?? at.getAttribute("aria-label") ?? at.textContent;
      const group = at.closest("fieldset")?.querySelector("legend")?.textContent ?? "";
      const style = getComputedStyle(at);
      return {
        label: label.replace(/\s+/g, " ").trim(),
        group: group.trim(),
        tag: at.localName,
        type: at.type ?? "",
        id: at.id,
        seen: at === document.body || style.outlineStyle !== "none" || style.boxShadow !== "none",
      };
    });
  }

  /** Presses Tab until the focus is where it should be, and no further than once round the page. */
  async tabsTo(label, group = "") {
    const passed = [];
    for (let presses = 0; presses < 150; presses += 1) {
      await this.page.keyboard.press("Tab");
      const at = await this.focused();
      if (!at.seen) this.#finds(`the focus on “${at.label}” cannot be seen`);
      if (at.label === label && (group === "" || at.group === group)) return at;
      passed.push(at.label.slice(0, 40));
    }
    assert.fail(`Tab does not come to “${label}”, only to ${passed.join(" | ")}`);
  }

  /** Looks at the page as it is: wide and narrow, through axe, and at where its links lead. */
  async look() {
    this.looks += 1;
    if (this.#hurries) return;
    if (this.script) await this.page.evaluate(AXE);
    await this.#lookAt(WIDE);
    await this.page.setViewportSize(NARROW);
    await this.#lookAt(NARROW);
    const wide = await this.page.evaluate(() => {
      const beyond = [...document.querySelectorAll("body *")].filter((at) => at.getBoundingClientRect().right > innerWidth + 1);
      const names = beyond.slice(-3).map((at) => `${at.localName}.${at.className} ${at.textContent.trim().slice(0, 40)}`);
      return { width: document.documentElement.scrollWidth, names };
    });
    if (wide.width > 320) this.#finds(`scrolls sideways, ${wide.width} px: ${wide.names.join("; ")}`, 320);
    await this.page.setViewportSize(WIDE);
    await this.#followLinks();
  }

  async #lookAt({ width }) {
    // Axe needs a page whose scripts run; the pages themselves are the same without.
    for (const { id, help, nodes } of this.script ? await this.#askAxe() : []) {
      const places = nodes.slice(0, 3).map((node) => node.html.slice(0, 160));
      const why = nodes[0].failureSummary.replace(/\s+/g, " ").slice(0, 300);
      this.#finds(`${id}: ${help} (${nodes.length}) ${places.join(" ")} ${why}`, width);
    }
    this.#pictures += width === WIDE.width ? 1 : 0;
    const [who, at] = [this.who, this.page.url().slice(this.house.url.length)].map((name) => slug(name).slice(0, 60));
    const name = `${who}-${String(this.#pictures).padStart(3, "0")}-${at || "home"}-${width}.png`;
    await this.page.screenshot({ path: join(SHOTS, slug(this.house.story), name), fullPage: true, animations: "disabled" });
  }

  async #askAxe() {
    const { violations } = await this.page.evaluate((values) => {
      return globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    }, RULES);
    return violations;
  }

  /** Every link of the page leads somewhere: to a place on it, or to a page that answers. */
  async #followLinks() {
    const links = await this.page.evaluate(() =>
      [...document.querySelectorAll("a[href]")].map((link) => ({ href: link.getAttribute("href"), url: link.href, text: link.textContent.trim() })),
    );
    for (const { href, url, text } of links) {
      const address = new URL(url);
      if (href.startsWith("#")) {
        const there = await this.page.evaluate((id) => document.getElementById(id) !== null, href.slice(1));
        if (!there) this.#finds(`“${text}” leads to ${href}, which is not on the page`);
      } else if (address.origin === this.house.url && !followed.has(`${this.who} ${href}`)) {
        followed.add(`${this.who} ${href}`);
        const answer = await this.context.request.get(url);
        if (answer.status() >= 400) this.#finds(`“${text}” leads to ${href}: ${answer.status()}`);
      }
    }
  }

  #finds(finding, width = "") {
    this.house.findings.add(finding, `${this.who} ${this.page.url().replace(this.house.url, "")} ${width}`.trim());
  }
}

/** A name that any file system takes. */
function slug(name) {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}
