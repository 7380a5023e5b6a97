// Draws the pictures of README.md into a folder.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { closeBrowser, House } from "./house.mjs";
import { PROGRAM, surroundings } from "./place.mjs";

const [folder] = process.argv.slice(2);

const house = await House.open("pictures");
const writer = await house.person("writer@dorset.example");
await writer.page.goto("/procurements/DOR-2022-001");
await writer.page.screenshot({ path: join(folder, "overview.png"), animations: "disabled" });
await writer.page.goto("/procurements/DOR-2022-001/report/cabinet/sections/background");
await writer.page.evaluate(() => window.scrollTo(0, 260));
await writer.page.screenshot({ path: join(folder, "composing.png"), animations: "disabled" });

const pdf = join(house.data, "report.pdf");
const report = ["report", "MED-2021-001", "--data", house.data, "--kind", "gateway-1", "--out", pdf];
execFileSync(PROGRAM, report, { env: surroundings(), stdio: ["ignore", "ignore", "inherit"] });
execFileSync("pdftoppm", ["-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", pdf, join(folder, "report")]);

await house.close();
await closeBrowser();
