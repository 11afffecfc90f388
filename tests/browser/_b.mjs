// The page in Chromium: one line of JSON for each check.
// node reader.mjs MODULES FOLDER: MODULES holds playwright-core and axe-core, FOLDER sample.html,
// hostile.html, glossary.html and many.html.
import {createRequire} from "node:module";
import {readFileSync, writeFileSync} from "node:fs";
import {pathToFileURL} from "node:url";

const [modules, folder] = process.argv.slice(2);
const require = createRequire(modules + "/");
const {chromium} = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const at = (name, hash = "") => pathToFileURL(`${folder}/${name}.html`).href + hash;

const say = (good, name, detail = "") => console.log(JSON.stringify({good: !!good, name, detail: String(detail)}));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--force-color-profile=srgb"],
});

// A page in a context without network; what goes wrong in it is kept in page.faults.
async function open(name, {hash = "", width = 1100, height = 800, ...options} = {}) {
  const context = await browser.newContext({viewport: {width, height}, offline: true, ...options});
  const page = await context.newPage();
  page.faults = [];
  page.asked = [];
  page.on("console", m => ["error", "warning"].includes(m.type()) && page.faults.push(m.text()));
  page.on("pageerror", e => page.faults.push(e.message));
  page.on("dialog", d => (page.faults.push("dialog " + d.message()), d.dismiss()));
  page.on("request", r => r.url().startsWith("data:") || page.asked.push(r.url()));
  await page.goto(at(name, hash));
  if (options.javaScriptEnabled !== false) await page.locator("html.ready").waitFor();
  return page;
}
const close = page => page.context().close();

async function check(name, options, act) {
  const page = await open(options.page || "sample", options);
  try {
    await act(page);
    if (page.faults.length) say(false, `${name}: nothing goes wrong`, page.faults.join("\n"));
  } catch (error) {
    say(false, name, error.stack);
  }
  await close(page);
}

// What is far from the screen too.
const layOut = () => {
  const near = new CSSStyleSheet();
  near.replaceSync("*{content-visibility:visible!important}");
  document.adoptedStyleSheets.push(near);
};

// --- axe: every rule, best practices included; all of the text laid out ---
async function runAxe(page, name, within = {exclude: []}) {
  await page.evaluate(layOut);
  await page.evaluate(axeSource);
  const broken = await page.evaluate(async within => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const {violations, passes} = await axe.run(within, {runOnly: tags, rules: {"target-size": {enabled: true}}, resultTypes: ["violations"]});
    return {passes: passes.length, violations: violations.map(v => `${v.id}: ${v.help}\n` + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join("\n"))};
  }, within);
  say(!broken.violations.length && broken.passes > (within.include ? 5 : 30), `axe finds nothing: ${name}`, broken.violations.join("\n") || broken.passes + " rules passed");
}
await check("axe, print", {}, async page => {
  await page.emulateMedia({media: "print"});
  await runAxe(page, "print");
});
for (const [scheme, width] of [["light", 1280], ["dark", 390]])
  await check("axe, changes and why", {page: "since", colorScheme: scheme, width}, async page => {
    await page.evaluate(() => document.querySelectorAll(".was,.why,.since details").forEach(e => e.open = true));
    await runAxe(page, `changes and rows, all open, ${scheme}`, {include: [["#ASK-DFT-01"], ["#ASK-DBT-01"], [".since"], ["#EV-PROD-05"], ["nav"]]});
  });
await browser.close();