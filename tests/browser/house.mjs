// A house to tell stories in: a Gatehouse of its own on a copy of the demonstration, a browser, and people.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import test, { after } from "node:test";
import { chromium } from "playwright-core";
import { Findings } from "./findings.mjs";
import { Person } from "./person.mjs";
import { BROWSER, NOW, PROGRAM, surroundings } from "./place.mjs";

let browser;

/** Whatever happens, no Gatehouse outlives its story. */
const children = new Set();
process.on("exit", () => children.forEach((child) => child.kill("SIGKILL")));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

/** Opens the one browser of this file. */
export async function openBrowser() {
  browser ??= await chromium.launch({
    executablePath: BROWSER,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  return browser;
}

/** A Gatehouse that runs on a copy of the demonstration. */
export class House {
  /** What is wrong with the pages that were seen. A story must end without any. */
  findings = new Findings();
  #people = [];
  #process;
  #address;
  #folder;
  #said = "";

  static async open(story) {
    const house = new House();
    house.story = story;
    await house.#start();
    house.browser = await openBrowser();
    return house;
  }

  async #start() {
    this.#folder = mkdtempSync(join(tmpdir(), "gatehouse-story-"));
    if (process.env.GATEHOUSE_FILLED) cpSync(process.env.GATEHOUSE_FILLED, this.#folder, { recursive: true });
    this.#address = `127.0.0.1:${await freePort()}`;
    this.url = `http://${this.#address}`;
    await this.#run(NOW);
  }

  /** The same record at another time, such as the morning after a deadline. Everyone signs in again. */
  async wakesAt(now) {
    await this.#stop();
    await this.#run(now);
  }

  async #run(now) {
    this.#process = spawn(PROGRAM, ["demo", "--data", this.#folder, "--listen", this.#address, "--now", now], {
      env: surroundings(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.add(this.#process);
    this.#process.stderr.on("data", (text) => (this.#said += text));
    await new Promise((listening, failed) => {
      this.#process.on("error", failed);
      this.#process.on("exit", () => failed(new Error(`Gatehouse stopped: ${this.#said}`)));
      createInterface(this.#process.stdout).on("line", (line) => line.startsWith("Gatehouse is at") && listening());
    });
    const health = await fetch(`${this.url}/health`);
    assert.equal(health.status, 200, "/health");
  }

  /** The folder of its record. */
  get data() {
    return this.#folder;
  }

  /** Someone at a browser of their own, not signed in. */
  async stranger({ script = true } = {}) {
    const context = await this.browser.newContext({
      baseURL: this.url,
      javaScriptEnabled: script,
      viewport: { width: 1280, height: 900 },
      reducedMotion: "reduce",
      locale: "en-GB",
      timezoneId: "Europe/London",
    });
    context.setDefaultTimeout(20_000);
    const person = await Person.sitDown(this, context, { script });
    this.#people.push(person);
    return person;
  }

  /** Someone of the demonstration, signed in, such as `writer@dorset.example`. */
  async person(email, options) {
    const person = await this.stranger(options);
    await person.isSignedInAs(email);
    return person;
  }

  async #stop() {
    const stopped = new Promise((done) => this.#process.on("close", done));
    this.#process.removeAllListeners("exit");
    this.#process.kill("SIGTERM");
    await stopped;
    children.delete(this.#process);
  }

  async close() {
    const left = this.#people.filter((person) => person.script && person.arrivals !== person.looks);
    for (const person of left) {
      this.findings.add(`came to ${person.arrivals} pages and looked at ${person.looks}`, person.who);
    }
    for (const person of this.#people) await person.context.close();
    await this.#stop();
    rmSync(this.#folder, { recursive: true, force: true });
    if (/ERROR|panicked/.test(this.#said)) this.findings.add(`The server said: ${this.#said}`, "log");
  }
}

/** One story, told in a house of its own. It fails when a page that was seen in it has something wrong. */
export function story(name, tell, { minutes = 5 } = {}) {
  closesAfterwards();
  test(name, { timeout: minutes * 60_000 }, async () => {
    const house = await House.open(name);
    let trouble;
    try {
      await tell(house);
    } catch (error) {
      trouble = error;
    }
    await house.close();
    if (trouble) {
      trouble.message += house.findings.isEmpty ? "" : `\nMoreover:\n${house.findings}`;
      throw trouble;
    }
    assert.ok(house.findings.isEmpty, String(house.findings));
  });
}

let closes = false;
function closesAfterwards() {
  if (!closes) after(closeBrowser);
  closes = true;
}

/** Closes the one browser of this file. */
export async function closeBrowser() {
  await browser?.close();
  browser = undefined;
}

/** A port that nobody uses, outside the range from which the system takes ports for outgoing connections. */
async function freePort() {
  for (let port = 20_000 + (process.pid % 10_000); port < 32_000; port += 1) {
    const free = await new Promise((answer) => {
      const server = createServer();
      server.once("error", () => answer(false));
      server.listen(port, "127.0.0.1", () => server.close(() => answer(true)));
    });
    if (free) return port;
  }
  throw new Error("no free port");
}
