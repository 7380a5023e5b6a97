// Fills one demonstration, then tells every story, two files at a time, each story on a copy of it.
//
//   node run.mjs [part of a file's name …]
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "node:test";
import { NOW, PROGRAM, SHOTS, surroundings } from "./place.mjs";

const stories = join(import.meta.dirname, "stories");
const wanted = process.argv.slice(2);
const files = readdirSync(stories)
  .filter((file) => file.endsWith(".mjs"))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .map((file) => join(stories, file));
if (files.length === 0) stop(`No story is called ${wanted.join(" or ")}.`);
if (!existsSync(PROGRAM)) stop(`There is no ${PROGRAM}; cargo test --workspace --no-run makes it.`);

const filled = mkdtempSync(join(tmpdir(), "gatehouse-filled-"));
process.on("exit", () => rmSync(filled, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
const filling = spawnSync(PROGRAM, ["demo", "--load-only", "--data", filled, "--now", NOW], {
  env: surroundings(),
  encoding: "utf8",
});
if (filling.status !== 0) stop(`The demonstration could not be filled.\n${filling.error ?? filling.stderr}`);
process.env.GATEHOUSE_FILLED = filled;

if (wanted.length === 0) rmSync(SHOTS, { recursive: true, force: true });
mkdirSync(SHOTS, { recursive: true });

let passed = 0;
let failed = 0;
const telling = run({ files, concurrency: 2 });
telling.on("test:pass", ({ name, details }) => {
  passed += 1;
  console.log(`  passed  ${name} (${seconds(details)})`);
});
telling.on("test:fail", ({ name, details }) => {
  failed += 1;
  const error = details.error?.cause ?? details.error;
  const where = /stories\/\w+\.mjs:\d+/.exec(error?.stack ?? "")?.[0] ?? "";
  console.log(`  FAILED  ${name} (${seconds(details)}) ${where}\n    ${String(error?.message ?? error).trim().replaceAll("\n", "\n    ")}`);
});
telling.on("test:stderr", ({ message }) => process.stderr.write(message));
telling.on("end", () => {
  console.log(`Browser: ${passed} passed, ${failed} failed`);
  // A run in which nothing was told has not passed.
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
});
telling.resume();

function seconds({ duration_ms: milliseconds }) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function stop(says) {
  console.error(says);
  process.exit(1);
}
