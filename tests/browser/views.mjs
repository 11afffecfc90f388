// The eight views of the page, each by pointer, by touch and by the keyboard, in Chromium or Firefox: one line of
// JSON for each check. node views.mjs MODULES FOLDER BROWSER: MODULES holds puppeteer-core, FOLDER sample.html
// and since.html. What is pressed must lie under the pointer; what the keyboard presses must take the focus.
import {createRequire} from "node:module";
import {pathToFileURL} from "node:url";

const [modules, folder, kind] = process.argv.slice(2);
const puppeteer = createRequire(modules + "/")("puppeteer-core");
const say = (good, name, detail = "") => console.log(JSON.stringify({good: !!good, name: `${kind}, ${name}`, detail: String(detail)}));
const browser = await puppeteer.launch({
  browser: kind, executablePath: process.env[kind.toUpperCase()], headless: true,
  args: kind === "chrome" ? ["--no-sandbox"] : [], protocol: kind === "chrome" ? "cdp" : "webDriverBiDi",
  extraPrefsFirefox: {"dom.w3c_touch_events.enabled": 1},
});
const pause = ms => new Promise(done => setTimeout(done, ms));
const open = async (name, hash = "") => {
  const page = await browser.newPage();
  page.faults = [];
  page.on("pageerror", e => page.faults.push(e.message));
  await page.setViewport({width: 1440, height: 900, hasTouch: kind === "chrome"});
  await page.goto(pathToFileURL(`${folder}/${name}.html`).href + hash);
  await page.waitForSelector("html.ready");
  await pause(500);
  return page;
};
// Presses the first thing of a selector as a person does in this way.
const press = async (page, way, selector) => {
  const handle = await page.waitForSelector(selector);
  await handle.evaluate(e => e.getBoundingClientRect().top < 60 || e.getBoundingClientRect().bottom > innerHeight - 60 ? e.scrollIntoView({block: "center", behavior: "instant"}) : 0);
  await pause(250);
  if (way === "keyboard") {
    await handle.evaluate(e => e.focus({preventScroll: true}));
    if (!await handle.evaluate(e => e === document.activeElement)) throw Error(`${selector} takes no focus`);
    return page.keyboard.press("Enter");
  }
  const at = await handle.evaluate(e => {
    const r = e.getClientRects()[0] || e.getBoundingClientRect(), x = r.left + r.width / 2, y = r.top + r.height / 2;
    return {x, y, hit: e.contains(document.elementFromPoint(x, y)), found: document.elementFromPoint(x, y)?.outerHTML.slice(0, 80)};
  });
  if (!at.hit) throw Error(`${selector} lies under ${at.found}`);
  if (way === "pointer") await page.mouse.click(at.x, at.y);
  else await page.touchscreen.tap(at.x, at.y);
};
const text = (page, selector) => page.$eval(selector, e => e.innerText.replace(/\s+/g, " "));
const shown = (page, selector) => page.$eval(selector, e => e.checkVisibility());
const until = (page, test, ...words) => page.waitForFunction(test, {timeout: 8000}, ...words).then(() => true, () => false);
const settle = () => pause(400);

const views = {
  async "the line of sight of where the reader stands"(page, way) {
    const there = await until(page, () => /7\.9/.test(document.querySelector(".rail")?.innerText) && document.querySelector(".rail svg a[href='#INT-INF-02']"));
    const said = await text(page, ".rail");
    say(there && /Strength/.test(said) && /No contrary/.test(said) && /March 2027|December 2026/.test(said), `${way}: the rail`, said);
    await press(page, way, ".rail svg a[href='#INT-INF-02']");
    say(await until(page, () => Math.abs(document.querySelector("#INT-INF-02 h3").getBoundingClientRect().top) < 120), `${way}: a node of its graph leads there`, await page.url());
  },
  async "what if this falls"(page, way) {
    await press(page, way, "#EV-INFR-08 .strike");
    say(await until(page, () => /7\.9 .* own evidence 2 to 1 of 5/.test(document.querySelector("#_falls").innerText)), `${way}: an entry is struck out`, await text(page, "#_falls"));
    await press(page, way, "#_falls .set button");
    await press(page, way, "[data-falls]");
    await page.$eval("#_falls input", e => { e.value = "2035-01-01"; e.dispatchEvent(new Event("change", {bubbles: true})); });
    say(await until(page, () => document.querySelectorAll("#_falls ol li").length > 5), `${way}: the day is moved without it`, await text(page, "#_falls"));
    await press(page, way, "#_falls .set button");
    say(await page.$eval("#_falls", e => e.hidden), `${way}: and all stands as it was`);
  },
  async "a copy for you"(page, way) {
    await press(page, way, "[data-view-of=copy]");
    say(await until(page, () => document.querySelectorAll("#_view article").length === 17) && !await shown(page, "main"), `${way}: a copy`);
    await press(page, way, "#_view [data-by='0']");
    say(await shown(page, "main"), `${way}: and back to the text`);
  },
  async "changes in the page"(page, way) {
    await press(page, way, ".since summary");
    await press(page, way, "[data-step]");
    const first = await until(page, () => /^1 of \d+: changed/.test(document.querySelector("#_hits").innerText));
    if (way === "keyboard") await page.keyboard.press("n");
    else await press(page, way, "#_hits [data-by='1']");
    await settle();
    const seen = await page.evaluate(() => {
      const was = document.activeElement.closest(".was"), r = was?.getBoundingClientRect();
      return was && was.open !== false && r.top > 0 && r.bottom < innerHeight && was.innerText.trim();
    });
    say(first && seen && /^2 of/.test(await text(page, "#_hits")), `${way}: from one change to the next, each in view and open`, [seen, await text(page, "#_hits")]);
    if (way === "keyboard") {
      await page.keyboard.press("p");
      await settle();
      say(/^1 of/.test(await text(page, "#_hits")), "keyboard: p goes back", await text(page, "#_hits"));
    }
    const bar = await page.$eval("#ASK-DFT-01 p:has(+ .was)", e => getComputedStyle(e).borderImageSource);
    say(bar.includes("gradient") && await page.$$eval(".was ins, .was del", all => all.length) > 3, `${way}: in the margin and in place`, bar);
  },
  async "quote with its proof"(page, way) {
    await page.evaluate(() => document.addEventListener("copy", e => window.copied = e.clipboardData.getData("text/plain")));
    const p = await page.$("#ASK-DFT-01 p.np:nth-of-type(3)") || (await page.$$("#ASK-DFT-01 p.np"))[2];
    await p.evaluate(e => e.scrollIntoView({block: "center", behavior: "instant"}));
    await settle();
    if (way === "pointer") {
      const at = await p.evaluate(e => { const r = e.getBoundingClientRect(); return [r.left + 200, r.top + 12]; });
      await page.mouse.click(...at, {clickCount: 3, count: 3});
    } else {
      // A long press, or caret keys, select in ways that no driver has: the selection itself is made here.
      await p.evaluate(e => getSelection().selectAllChildren(e));
    }
    if (way === "touch") await page.evaluate(() => document.execCommand("copy"));
    else {
      await page.keyboard.down("Control");
      await page.keyboard.press("c");
      await page.keyboard.up("Control");
    }
    await settle();
    const copied = await page.evaluate(() => window.copied);
    say(/\n\u2014 7\.9 .*version 0\.4; .*#ASK-DFT-01; [0-9a-f]+$/s.test(copied), `${way}: a copied paragraph has its proof`, copied);
  },
  async "the meeting"(page, way) {
    await press(page, way, "[data-view-of=meeting]");
    const first = await until(page, () => /^1 of 17: 7\.1/.test(document.querySelector("#_view [role=status]").innerText));
    if (way === "keyboard") {
      await page.evaluate(() => document.querySelector("#_view").focus());
      await page.keyboard.press("ArrowRight");
    } else await press(page, way, "#_view [data-by='1']");
    say(first && /^2 of 17/.test(await text(page, "#_view [role=status]")), `${way}: one ask a screen, and the next`, await text(page, "#_view [role=status]"));
    await (await page.$("#_view textarea")).type("Said.");
    await press(page, way, "#_view [data-by='1']");
    await press(page, way, "#_view [data-by='-1']");
    say(await page.$eval("#_view textarea", e => e.value) === "Said.", `${way}: what is written stays with its ask`);
    await page.$eval("#_view textarea", e => { e.value = ""; e.dispatchEvent(new Event("input", {bubbles: true})); });
    await press(page, way, "#_view [data-by='0']");
    say(await shown(page, "main"), `${way}: and back`);
  },
  async "why this number"(page, way) {
    await press(page, way, "#EV-PROD-05 .why summary");
    await settle();
    say(await shown(page, "#EV-PROD-05 .why svg") && await page.$$eval("#EV-PROD-05 .why g", all => all.length) === 25 && /SELECT count/.test(await text(page, "#EV-PROD-05 .why")), `${way}: the query, and each of 24 rows`, (await text(page, "#EV-PROD-05 .why")).slice(0, 300));
    // getBBox leaves the stroke out in both browsers: what is left is the middle of the first and of the last bar.
    const apart = await page.$eval("#EV-PROD-05 .why svg", e => {
      const middle = one => one.getBBox().y + one.getBBox().height / 2, box = e.querySelector("path").getBBox(), rows = [...e.querySelectorAll("g")].slice(1);
      return [Math.abs(middle(rows[0]) - box.y), Math.abs(middle(rows.at(-1)) - box.y - box.height), e.getBoundingClientRect().right - innerWidth, e.getBBox().width];
    });
    say(apart[0] < 4 && apart[1] < 4 && apart[2] < 0 && apart[3] <= 361, `${way}: a bar beside each`, apart);
    await page.evaluate(() => document.addEventListener("click", e => (window.taken = e.target.closest("[data-csv]")?.href, e.preventDefault())));
    await press(page, way, "#EV-PROD-05 .why [data-csv]");
    await settle();
    const rows = decodeURIComponent(await page.evaluate(() => window.taken || ""));
    say(/"Tunbridge Wells","41.29"/.test(rows) && rows.split("\n").length > 25, `${way}: and all of it as CSV`, rows.slice(0, 300));
  },
  async "how each item stands"(page, way) {
    const lines = await page.$$eval("nav li small", all => all.map(e => e.textContent));
    say(lines.length > 40 && lines.some(one => /out of date/.test(one)) && lines.some(one => /contrary cited/.test(one)) && lines.some(one => /changed$/.test(one)), `${way}: strength, age, contrary and change, line by line`, lines.slice(0, 5));
    const small = await page.$("nav li.open small, nav li small");
    say(await small.evaluate(e => e.textContent !== ""), `${way}: in the contents`);
    await press(page, way, "nav a[href='#PART-ASKS']");
    say(await until(page, () => Math.abs(document.querySelector("#PART-ASKS").getBoundingClientRect().top) < 120 && document.querySelector("nav li.open a[href='#ASK-DFT-01']")?.checkVisibility()), `${way}: a line leads there and unfolds`);
  },
};
// Far parts keep the room that they take: what is guessed moves the text under the reader. A change of the room
// has Firefox lay them out, which `content-visibility` alone does not.
for (const width of [1280, 390]) {
  const page = await open("sample");
  await page.setViewport({width, height: 844});
  await pause(300);
  await page.waitForSelector("html.settled");
  const [parts, wrong] = await page.evaluate(() => {
    const parts = [...document.querySelectorAll("main>section,.far,main>section>section,.far>section,.evidence,.gap,.asks>ol>li")];
    const kept = parts.map(e => e.getBoundingClientRect().height), all = new CSSStyleSheet();
    all.replaceSync("*{content-visibility:visible!important;contain-intrinsic-size:none!important}");
    document.adoptedStyleSheets.push(all);
    const taken = parts.map(e => e.getBoundingClientRect().height);
    return [parts.length, parts.flatMap((e, i) => Math.abs(kept[i] - taken[i]) > 2 ? `${e.id} ${kept[i]} ${taken[i]}` : [])];
  });
  say(parts > 150 && !wrong.length, `${width} px: ${parts} far parts keep the room that they take`, `${wrong.length}: ${wrong.slice(0, 5).join("; ")}`);
  await page.close();
}
const place = {"the line of sight of where the reader stands": "#ASK-DFT-01", "what if this falls": "#EV-INFR-08", "quote with its proof": "#ASK-DFT-01", "why this number": "#EV-PROD-05"};
for (const [name, view] of Object.entries(views))
  for (const way of ["pointer", "touch", "keyboard"]) {
    const page = await open(/changes|stands$/.test(name) ? "since" : "sample", place[name]);
    try {
      await view(page, way);
    } catch (error) {
      say(false, `${way}: ${name}`, error.stack);
    }
    if (page.faults.length) say(false, `${way}: ${name}: nothing goes wrong`, page.faults.join("\n"));
    await page.close();
  }
await browser.close();
