// Where things are, and when it is.
import { join } from "node:path";

const here = import.meta.dirname;
const target = process.env.CARGO_TARGET_DIR ?? join(here, "../../target");

/** The program, as `cargo test` built it. */
export const PROGRAM = process.env.GATEHOUSE_PROGRAM ?? join(target, "debug/gatehouse");
/** The browser. */
export const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** Where a picture of each page is kept. */
export const SHOTS = join(here, "shots");
/** What the clock says in every story. */
export const NOW = "2026-11-21T09:00:00Z";
/** The password of everyone in the demonstration. */
export const PASSWORD = "Gatehouse demonstration";

/** The environment without the settings of someone's own Gatehouse. */
export function surroundings() {
  const others = Object.entries(process.env).filter(([name]) => name !== "DATABASE_URL" && !name.startsWith("GATEHOUSE_"));
  return { ...Object.fromEntries(others), RUST_LOG: "warn" };
}
