// How a page opens in Chromium at a sixth of the speed: one line of JSON for each run.
// node open.mjs PAGE RUNS [work] [SLOWER]
// `long`: tasks that the page's own observer of long tasks sees (50 ms and more of wall time; Chromium
// leaves out pictures in which no script runs). `picture`: the longest task of any kind once the page is
// there, of a trace, in CPU time of the main thread: what else the machine does counts less. With `work`,
// also the longest task of each thing that a reader does then (`worked`), and what it was spent on. Style,
// layout and script are CPU time of the main thread, as slow as the rest.
// SLOWER: 6 unless said. Chromium makes a thread slower by having it spin, for as long as the machine lets it
// wait too: where much else runs, 1, and six times the CPU time, says more of the page.
// Chromium is spoken to by its own pipe: a driver that keeps each response makes a long task of its own,
// as it copies and decodes the page.
import {spawn} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";

const [path, runs, at, slower = "6"] = process.argv.slice(2);
const SLOWER = +slower, SETTLED = 1500, WORKED = 2500, WIDTH = 1100, HEIGHT = 800;
const TRACED = ["blink.user_timing", "devtools.timeline", "disabled-by-default-devtools.timeline"];
const OBSERVER = `window.long = [];
  new PerformanceObserver(list => long.push(...list.getEntries().map(e => Math.round(e.duration)))).observe({type: "longtask", buffered: true});`;
const TOLD = "({long, ready: Math.round(performance.getEntriesByType('navigation')[0].domInteractive)})";

// --- the protocol: JSON messages, each ended by a zero byte ---
const profile = mkdtempSync(join(tmpdir(), "open-"));
const chromium = spawn(process.env.CHROMIUM || "/usr/bin/chromium",
  ["--headless", "--no-sandbox", "--no-first-run", "--remote-debugging-pipe", `--user-data-dir=${profile}`, "about:blank"],
  {stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"]});
const [to, from] = chromium.stdio.slice(3), answers = new Map(), listeners = new Set();
let rest = "", sent = 0;
from.on("data", bytes => {
  const messages = (rest + bytes).split("\0");
  rest = messages.pop();
  for (const message of messages.map(text => JSON.parse(text)))
    if (message.id) answers.get(message.id)(message);
    else for (const listener of listeners) listener(message);
});
const send = (method, params = {}, sessionId) => new Promise((done, failed) => {
  answers.set(++sent, ({result, error}) => error ? failed(Error(`${method}: ${error.message}`)) : done(result));
  to.write(JSON.stringify({id: sent, method, params, sessionId}) + "\0");
});
const heard = name => new Promise(done => {
  const listener = ({method}) => method === name && (listeners.delete(listener), done());
  listeners.add(listener);
});
const wait = ms => new Promise(done => setTimeout(done, ms));

// --- one run, in a context of its own ---

// What the main thread does, by the names of the trace.
const KINDS = {UpdateLayoutTree: "style", Layout: "layout", PrePaint: "paint", Paint: "paint", Layerize: "paint", Commit: "paint", HitTest: "hit"};

// Of the tasks that end between two moments of the trace, the longest: [milliseconds of the main thread's own
// time, how they divide]. A task that had begun before the trace, or had not ended with it, has no length: it is
// none of those.
function longest(events, from = -Infinity, to = Infinity) {
  const there = events.findLast(e => e.name === "CommitLoad" && e.args.data?.url.startsWith("file:"));
  if (!there) throw Error("the trace does not say when the page was there");
  const mine = events.filter(e => e.ph === "X" && e.pid === there.pid && e.tid === there.tid && e.tdur >= 0);
  const tasks = mine.filter(e => e.name === "RunTask" && e.ts > there.ts && e.ts + e.dur > from && e.ts + e.dur < to);
  const task = tasks.reduce((most, e) => e.tdur > most.tdur ? e : most, {tdur: 0, ts: 0, dur: 0}), of = {};
  // Each stretch is its own only: what it holds is of another kind, or counted there.
  const within = mine.filter(e => e !== task && e.ts >= task.ts && e.ts + e.dur <= task.ts + task.dur).sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const around = [];
  for (const e of within) {
    while (around.length && around.at(-1).ts + around.at(-1).dur <= e.ts) around.pop();
    for (const [{name}, sign] of [...around.length ? [[around.at(-1), -1]] : [], [e, 1]]) {
      const kind = KINDS[name] || "script";
      of[kind] = (of[kind] || 0) + sign * e.tdur / 1000;
    }
    around.push(e);
  }
  return [Math.round(task.tdur / 1000), Object.fromEntries(Object.entries(of).map(([kind, ms]) => [kind, Math.round(ms)]))];
}

// What a reader does once the page is there, one after the other. Each is a mark in the trace.
const WORK = {
  find: `const box = document.querySelector("#_find"); box.value = "harbour freight"; box.dispatchEvent(new Event("input", {bubbles: true}))`,
  "to what is found": `document.querySelector(".find").requestSubmit()`,
  filter: `const list = document.querySelector("#_filters select"); list.value = [...list.options][2].value; list.dispatchEvent(new Event("change", {bubbles: true}))`,
  "no filter": `const list = document.querySelector("#_filters select"); list.value = ""; list.dispatchEvent(new Event("change", {bubbles: true}))`,
  "far away": `location.hash = "#" + document.querySelector(".evidence").id`,
  "what if": `document.querySelector(".evidence .strike").click()`,
  meeting: `document.querySelector("[data-view-of=meeting]").click()`,
  "the next ask": `document.querySelector("#_view [data-by='1']").click()`,
  "to the text": `document.querySelector("#_view [data-by='0']").click()`,
  copy: `document.querySelector("[data-view-of=copy]").click()`,
};
async function work(page) {
  for (const [name, act] of Object.entries(WORK)) {
    const {exceptionDetails} = await page("Runtime.evaluate", {expression: `{performance.mark("work: ${name}"); ${act}}`});
    if (exceptionDetails) throw Error(`${name}: ${exceptionDetails.exception.description}`);
    await wait(WORKED);
  }
}

async function open() {
  const {browserContextId} = await send("Target.createBrowserContext");
  const {targetId} = await send("Target.createTarget", {url: "about:blank", browserContextId, width: WIDTH, height: HEIGHT});
  const {sessionId} = await send("Target.attachToTarget", {targetId, flatten: true});
  const page = (method, params) => send(method, params, sessionId);
  await page("Page.enable");
  await page("Performance.enable", {timeDomain: "threadTicks"});
  await page("Emulation.setCPUThrottlingRate", {rate: SLOWER});
  await page("Page.addScriptToEvaluateOnNewDocument", {source: OBSERVER});
  const events = [], keep = ({method, params}) => method === "Tracing.dataCollected" && events.push(...params.value);
  listeners.add(keep);
  await send("Tracing.start", {transferMode: "ReportEvents", traceConfig: {includedCategories: TRACED, excludedCategories: ["*"]}});
  const loaded = heard("Page.loadEventFired"), traced = heard("Tracing.tracingComplete");
  await page("Page.navigate", {url: pathToFileURL(path).href});
  await loaded;
  await wait(SETTLED);
  const {long, ready} = (await page("Runtime.evaluate", {expression: TOLD, returnByValue: true})).result.value;
  const spent = Object.fromEntries((await page("Performance.getMetrics")).metrics.map(m => [m.name, Math.round(m.value * 1000)]));
  if (at) await work(page);
  await send("Tracing.end");
  await traced;
  listeners.delete(keep);
  await send("Target.disposeBrowserContext", {browserContextId});
  const marks = events.filter(e => e.name.startsWith("work: ")).sort((a, b) => a.ts - b.ts);
  const worked = Object.fromEntries(marks.map((mark, i) => [mark.name.slice(6), longest(events, mark.ts, marks[i + 1]?.ts)]));
  return {long, picture: longest(events, -Infinity, marks[0]?.ts)[0], ...at ? {worked} : {}, ready, style: spent.RecalcStyleDuration, layout: spent.LayoutDuration, script: spent.ScriptDuration, all: spent.TaskDuration};
}

for (let i = 0; i < +runs; i++) console.log(JSON.stringify(await open()));
const gone = new Promise(done => chromium.on("exit", done));
await send("Browser.close");
await gone;
rmSync(profile, {recursive: true, force: true, maxRetries: 9, retryDelay: 100});
