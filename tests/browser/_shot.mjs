import { chromium } from "playwright-core";
const base = process.env.BASE ?? "http://127.0.0.1:8093";
const [who, width, ...paths] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", chromiumSandbox: false, args: ["--disable-gpu"] });
const c = await b.newContext({ viewport: { width: Number(width), height: 900 }, javaScriptEnabled: process.env.NOJS ? false : true });
const p = await c.newPage();
await p.goto(base + "/sign-in");
await p.fill("#email", who); await p.fill("#password", "Gatehouse demonstration");
await p.click("form[action='/sign-in'] button:not(.link)");
await p.waitForLoadState();
for (const [i, path] of paths.entries()) {
  await p.goto(base + path);
  const name = path.replace(/[^a-z0-9]+/gi, "-").slice(-60);
  await p.screenshot({ path: `/tmp/shots3/${name}-${width}.png`, fullPage: !process.env.FOLD });
  console.log(name, await p.evaluate(() => document.documentElement.scrollWidth));
}
await b.close();
