// Strikes entries out and moves the day in pages, as tasks.json says: one line of JSON for each page.
// node falls.mjs MODULES FOLDER
import {createRequire} from "node:module";
import {readFileSync} from "node:fs";
import {pathToFileURL} from "node:url";

const [modules, folder] = process.argv.slice(2);
const {chromium} = createRequire(modules + "/")("playwright-core");
const browser = await chromium.launch({executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"]});
const page = await browser.newPage({viewport: {width: 1100, height: 800}});
for (const {page: file, strike, day} of JSON.parse(readFileSync(`${folder}/tasks.json`, "utf8"))) {
  await page.goto(pathToFileURL(file).href);
  await page.locator("html.ready").waitFor();
  // The first by the pointer, the others by the keyboard; with none, the panel is opened by one that is given back.
  const first = strike[0] || await page.locator(".evidence").first().getAttribute("id");
  await page.locator(`#${first} .strike`).click();
  for (const id of strike.slice(1)) {
    await page.locator(`#${id} .strike`).focus();
    await page.keyboard.press("Enter");
  }
  await page.locator("#_falls input").fill(day);
  if (!strike.length) await page.locator("#_falls ul button").click();
  const lines = Object.fromEntries(await page.locator("#_falls ol li").evaluateAll(all => all.map(li => {
    const a = li.querySelector("a");
    return [a.getAttribute("href").slice(1), li.textContent.slice(a.textContent.length).trim()];
  })));
  await page.locator("#_falls .set button").focus();
  await page.keyboard.press("Escape");
  const back = await page.locator(".struck,#_falls:not([hidden])").count();
  console.log(JSON.stringify({lines, back}));
}
await browser.close();
