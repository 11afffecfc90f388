// How a page opens in Chromium at a sixth of the speed: one line of JSON for each run.
// node open.mjs MODULES PAGE RUNS: MODULES holds playwright-core (as for tests/browser).
// Tasks are those that the page's own observer of long tasks sees (50 ms and more of wall time);
// style, layout and script are CPU time of the main thread, as slow as the rest.
import {createRequire} from "node:module";
import {pathToFileURL} from "node:url";

const [modules, path, runs] = process.argv.slice(2);
const {chromium} = createRequire(modules + "/")("playwright-core");
const SLOWER = 6, SETTLED = 2000;
const browser = await chromium.launch({executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"]});

for (let i = 0; i < +runs; i++) {
  const context = await browser.newContext({viewport: {width: 1100, height: 800}});
  const page = await context.newPage(), client = await context.newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", {rate: SLOWER});
  await client.send("Performance.enable", {timeDomain: "threadTicks"});
  await page.addInitScript(() => {
    window.long = [];
    new PerformanceObserver(list => long.push(...list.getEntries().map(e => Math.round(e.duration)))).observe({type: "longtask", buffered: true});
  });
  await page.goto(pathToFileURL(path).href);
  await page.waitForTimeout(SETTLED);
  const {long, ready} = await page.evaluate(() => ({long, ready: performance.getEntriesByType("navigation")[0].domInteractive}));
  const spent = Object.fromEntries((await client.send("Performance.getMetrics")).metrics.map(m => [m.name, Math.round(m.value * 1000)]));
  console.log(JSON.stringify({long, ready: Math.round(ready), style: spent.RecalcStyleDuration, layout: spent.LayoutDuration, script: spent.ScriptDuration, all: spent.TaskDuration}));
  await context.close();
}
await browser.close();
