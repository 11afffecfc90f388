// Random journeys through the page, in Chromium or Firefox: one line of JSON for each check.
// node journeys.mjs MODULES FOLDER BROWSER STEPS [SEED] [WIDTH]: MODULES holds puppeteer-core, FOLDER sample.html.
// Each step is what a person does (a link, a node of the graph, Back, Forward, reload, find, a filter), on
// three widths; after each, what should be before the eyes must be there, to within a line. The oracle is
// what stands at a point of the screen: the text there before, and after Back.
import {createRequire} from "node:module";
import {pathToFileURL} from "node:url";

const [modules, folder, kind, count, seed = "1", only] = process.argv.slice(2);
const puppeteer = createRequire(modules + "/")("puppeteer-core");
const say = (good, name, detail = "") => console.log(JSON.stringify({good: !!good, name, detail: String(detail)}));
const LINE = 28; // px: the tallest line of text

// The same numbers for a seed everywhere (mulberry32).
let state = Number(seed);
const random = () => {
  state = state + 0x6D2B79F5 | 0;
  let t = Math.imul(state ^ state >>> 15, 1 | state);
  t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
  return ((t ^ t >>> 14) >>> 0) / 4294967296;
};
const pick = list => list[Math.floor(random() * list.length)];

const browser = await puppeteer.launch({
  browser: kind, executablePath: process.env[kind.toUpperCase()], headless: true,
  args: kind === "chrome" ? ["--no-sandbox"] : [], protocol: kind === "chrome" ? "cdp" : "webDriverBiDi",
});
const url = pathToFileURL(`${folder}/sample.html`).href;
const pause = ms => new Promise(done => setTimeout(done, ms));

// Until all is laid out and nothing has moved for a while.
const still = async page => {
  await page.waitForSelector("html.ready.settled");
  for (let last = NaN, same = 0, i = 0; same < 3 && i < 60; i++) {
    await pause(60);
    const now = await page.evaluate(() => scrollY);
    same = now === last ? same + 1 : 0;
    last = now;
  }
};
// Gone when the page has been told: a busy machine takes its time, in which nothing moves.
const moved = way => new Promise(done => {
  addEventListener("popstate", () => setTimeout(done, 30), {once: true});
  setTimeout(done, 3000);
  history[way]();
});
// The text at the reading line, which one it is of those with these words, and where its box begins: what a reader
// would look for again.
const READ = ".column :is(p,li,dd,td,th,h2,h3,h4,h5,figcaption,figure,pre)";
const look = page => page.evaluate(READ => {
  const main = document.querySelector("main").getBoundingClientRect();
  for (let y = innerHeight / 3; y < innerHeight - 40; y += 12) {
    const e = document.elementFromPoint(main.left + Math.min(60, innerWidth / 3), y)?.closest("p,li,dd,td,th,h2,h3,h4,h5,figcaption,figure,pre");
    if (!e || e.closest(".bar,#_strip,#_hits,#_entry") || !e.closest(".column")) continue;
    const words = e.textContent;
    return {words, n: [...document.querySelectorAll(READ)].filter(one => one.textContent === words).indexOf(e), top: e.getBoundingClientRect().top, y: scrollY};
  }
  return {n: -1, top: 0, y: scrollY};
}, READ);
// How far what was seen is from where it was seen.
const off = async (page, seen) => {
  const [by, now] = await page.evaluate(({words, n, top, y}, READ) => {
    const e = [...document.querySelectorAll(READ)].filter(one => one.textContent === words)[n];
    return [n < 0 ? scrollY - y : e ? e.getBoundingClientRect().top - top : 99999, `${e?.closest("[id]")?.id}, ${JSON.stringify(history.state)}`];
  }, seen, READ);
  page.seen = `${seen.top} "${seen.words?.slice(0, 60)}" in ${now}`;
  return by;
};
// How far the heading of an address is from the top of what is read; 0 at the end of the page, where it is in view.
const offTop = (page, id) => page.evaluate(id => {
  const e = document.getElementById(id), rect = e.getBoundingClientRect();
  const want = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  return atEnd && rect.top > want && rect.top < innerHeight ? 0 : rect.top - want;
}, id);
const click = async (page, handle) => {
  await handle.evaluate(e => e.scrollIntoView({block: "center"}));
  await still(page);
  const seen = await look(page);
  const box = await handle.evaluate(e => {
    const r = e.getClientRects()[0] || e.getBoundingClientRect();
    return {x: r.left + r.width / 2, y: r.top + r.height / 2};
  });
  const hit = await handle.evaluate((e, {x, y}) => e.contains(document.elementFromPoint(x, y)), box);
  return {seen, box, hit};
};

const steps = {
  async link(page, trail) {
    const links = await page.$$("main a[href^='#']:not(.id):not([data-csv]):not(svg *)");
    return steps.follow(page, trail, pick(links), e => e.getAttribute("href").slice(1));
  },
  async graph(page, trail) {
    const links = await page.$$("main svg a");
    return steps.follow(page, trail, pick(links), e => e.getAttribute("href").slice(1));
  },
  async follow(page, trail, link) {
    if (!await link.evaluate(e => e.checkVisibility())) return null;
    const id = await link.evaluate(e => e.getAttribute("href").slice(1)), {seen, box, hit} = await click(page, link);
    if (!hit) return null; // under a sheet or clipped: what is not under the pointer is not clicked
    if (await page.evaluate(id => location.hash === "#" + id, id)) return null;
    await page.mouse.click(box.x, box.y);
    await still(page);
    trail.past.push(seen);
    trail.future.length = 0;
    return [await offTop(page, id), `to ${id}`];
  },
  async back(page, trail) {
    if (!trail.past.length) return null;
    trail.future.push(await look(page));
    const seen = trail.past.pop();
    await page.evaluate(() => moved("back")).catch(() => {}); // a page that is read again takes it along
    await still(page);
    return [await off(page, seen), "Back"];
  },
  async forward(page, trail) {
    if (!trail.future.length) return null;
    trail.past.push(await look(page));
    const seen = trail.future.pop();
    await page.evaluate(() => moved("forward")).catch(() => {}); // a page that is read again takes it along
    await still(page);
    return [await off(page, seen), "Forward"];
  },
  async scroll(page) {
    const by = Math.round((random() - 0.4) * 3000);
    await page.mouse.move(500 < page.viewport().width ? 700 : 180, 500);
    await page.mouse.wheel({deltaY: by});
    await still(page);
    return [0, "scroll"];
  },
  async reload(page) {
    await pause(200);
    const seen = await look(page);
    await page.reload();
    await still(page);
    return [await off(page, seen), "reload"];
  },
  async hash(page, trail) {
    const ids = await page.$$eval(".side nav a", all => all.map(a => a.getAttribute("href").slice(1)));
    const id = pick(ids), seen = await look(page);
    if (await page.evaluate(id => location.hash === "#" + id, id)) return null;
    await page.evaluate(id => location.hash = "#" + id, id);
    await still(page);
    trail.past.push(seen);
    trail.future.length = 0;
    return [await offTop(page, id), `address ${id}`];
  },
  async find(page, trail) {
    const seen = await look(page), word = pick(["lorry", "freight", "8.9", "skills", "Kent", "broadband", "DfT"]);
    await page.keyboard.press("Escape");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.type("/");
    await page.$eval("#_find", e => e.value = "");
    await page.keyboard.type(word);
    await page.waitForFunction(() => document.querySelector("#_results a") && !document.querySelector("#_results").hidden);
    await page.keyboard.press("Enter");
    // Who types faster than the text is searched is led there once it is.
    await page.waitForFunction(() => document.querySelector("main").contains(document.activeElement), {timeout: 10000}).catch(() => null);
    await still(page);
    trail.past.push(seen);
    trail.future.length = 0;
    const top = await page.evaluate(() => {
      const r = document.activeElement.getBoundingClientRect();
      const pad = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
      return !document.querySelector("main").contains(document.activeElement) ? 9999 : r.bottom < pad ? r.bottom - pad : r.top > innerHeight - 20 ? r.top - innerHeight : 0;
    });
    return [top, `find ${word}`];
  },
  async filter(page) {
    const select = pick(await page.$$("#_filters select"));
    await select.evaluate(e => e.scrollIntoView({block: "center"}));
    await still(page);
    const values = await select.$$eval("option:not(:disabled)", all => all.map(o => o.value)), value = pick(values);
    const before = await select.evaluate(e => e.getBoundingClientRect().top);
    await select.select(value);
    await still(page);
    // At the beginning of the page nothing is left that could move down to make room: it is in view.
    const [after, y] = await select.evaluate(e => [e.getBoundingClientRect().top, scrollY]);
    return [y === 0 && after > 0 && after < before ? 0 : after - before, `filter ${value}`];
  },
};
const turns = ["link", "link", "link", "graph", "hash", "scroll", "scroll", "back", "back", "forward", "reload", "find", "filter"];

const each = Math.ceil(Number(count) / 3);
for (const [width, height] of [[1280, 800], [820, 1100], [390, 844]]) {
  if (only && width !== Number(only)) continue;
  const page = await browser.newPage(), faults = [], misses = [];
  page.on("pageerror", e => faults.push(e.message));
  page.on("console", m => m.type() === "error" && faults.push(m.text()));
  await page.setViewport({width, height});
  await page.evaluateOnNewDocument(`window.moved = ${moved}`);
  await page.goto(url);
  await still(page);
  const trail = {past: [], future: []}, made = {}, way = [];
  let done = 0;
  for (let tries = 0; done < each && tries < each * 4; tries++) {
    const name = pick(turns);
    let result;
    try {
      result = await steps[name](page, trail);
    } catch (error) {
      misses.push(`${done} ${name}: ${error.stack}`);
      break;
    }
    if (!result) continue;
    done++;
    made[name] = (made[name] || 0) + 1;
    way.push(result[1]);
    if (Math.abs(result[0]) > LINE) misses.push(`step ${done}: ${way.slice(-5).join(", ")}: ${Math.round(result[0])} px off; ${page.seen}`);
  }
  say(done >= each && !misses.length, `${kind}, ${width} px: ${done} steps of journeys, none off by more than a line`, misses.slice(0, 12).join("\n"));
  say(!faults.length, `${kind}, ${width} px: and nothing goes wrong in the page`, faults.slice(0, 5).join("\n"));
  console.error(width, JSON.stringify(made));
  await page.close();
}
await browser.close();
