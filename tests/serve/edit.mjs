// What somebody does who edits in the page, in Chromium, by keyboard: one line of JSON for each check.
// node edit.mjs MODULES URL FOLDER PICTURES READ_ONLY: a folder that pictures go to, and the address where nothing may be changed.
import {createRequire} from "node:module";
import fs from "node:fs";

const [modules, url, folder, pictures, readOnly] = process.argv.slice(2);
const require = createRequire(modules + "/");
const {chromium} = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const say = (good, name, detail = "") => console.log(JSON.stringify({good: !!good, name, detail: String(detail).slice(0, 1500)}));
const pause = ms => new Promise(done => setTimeout(done, ms));

const browser = await chromium.launch({executablePath: process.env.CHROMIUM, args: ["--no-sandbox"]});
const context = await browser.newContext({viewport: {width: 1400, height: 900}});
const page = await context.newPage();
const faults = [];
page.on("pageerror", error => faults.push(error.message));
page.on("console", message => message.type() === "error" && !/page\/\d+\.png|edit\/(save|check|stamp|remove|put)/.test(message.location().url) && faults.push(`${message.text().slice(0, 200)} ${message.location().url}`));
page.on("dialog", dialog => dialog.accept());
const reader = () => page.frames().find(frame => frame !== page.mainFrame() && /reader/.test(frame.url()));
const until = async (test, ms = 10000) => {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    try {
      if (await test()) return true;
    } catch { /* not yet */ }
    await pause(10);
  }
  return false;
};
const shows = text => reader().evaluate(one => document.body.textContent.includes(one), text);
const read = path => fs.readFileSync(`${folder}/${path}`, "utf8");
const status = () => page.locator("#editor .bar p").textContent();
const press = key => page.keyboard.press(key);
const field = label => page.getByLabel(label, {exact: false}).first();
const pick = async (label, text, key = "Enter") => {
  await page.locator("#editor").getByRole("combobox", {name: label}).first().focus();
  await page.keyboard.type(text);
  await until(() => page.locator("#editor [role=option][aria-selected=true]").count());
  await pause(150);
  await press(key);
};
const accessible = async name => {
  for (const [how, scheme, width] of [["light", "light", 1400], ["dark", "dark", 1400], ["320 px", "light", 320]]) {
    await page.emulateMedia({colorScheme: scheme});
    await page.setViewportSize({width, height: 900});
    await pause(200);
    const cdp = await context.newCDPSession(page);
    const {result} = await cdp.send("Runtime.evaluate", {expression: `${axe}; axe.run(document, {iframes: false}).then(r => JSON.stringify(r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 120) + n.failureSummary.slice(0, 160)).slice(0, 3))))`, awaitPromise: true});
    say(result.value === "[]", `axe finds nothing in ${name}: ${how}`, result.value);
    if (width === 320) say(await page.evaluate(() => document.documentElement.scrollWidth <= 320), `${name}: no sideways scroll at 320 px`, await page.evaluate(() => document.documentElement.scrollWidth));
    await page.screenshot({path: `${pictures}/${name.replace(/\W+/g, "-")}-${how.replace(/\W+/g, "-")}.png`});
  }
  await page.setViewportSize({width: 1400, height: 900});
  await page.emulateMedia({colorScheme: "light"});
};

const item = "interventions/int-age-01.md", original = read(item);
await page.goto(url);
await until(() => shows("Train and keep health and care staff"));
await until(() => reader().evaluate(() => document.querySelectorAll("#pencils-layer button").length > 50));

// The pencil, by keyboard.
await reader().evaluate(() => document.querySelector("#pencils-layer button[aria-label='Edit INT-AGE-01']").focus());
await press("Enter");
say(await until(() => page.evaluate(() => document.activeElement.id === "editor-title" && document.activeElement.textContent.startsWith("INT-AGE-01"))), "a pencil opens the form of its item, by keyboard");
const seen = await reader().evaluate(() => {
  const button = document.querySelector("#pencils-layer button[aria-label='Edit INT-AGE-01']"), box = button.getBoundingClientRect();
  return {hit: document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2) === button, size: Math.min(box.width, box.height)};
});
say(seen.hit && seen.size >= 24, "and is to be hit beside its heading", JSON.stringify(seen));

// Live findings: nothing is on disk yet.
const area = page.locator("#editor textarea.text");
const text = await area.inputValue();
say(original.split("\n---\n\n")[1].replace(/([^\n])\n([^\n])/g, "$1 $2") === text, "its text stands in it, each paragraph in one line", text);

// Of every text of the folder: what is not changed keeps its bytes, and a word that is changed changes its line.
const bodies = fs.readdirSync(folder, {recursive: true}).filter(one => one.endsWith(".md")).map(one => read(one).split(/^---\n/m).slice(2).join("---\n").replace(/^\n+/, "")).filter(Boolean);
const unlike = await page.evaluate(all => all.flatMap(body => {
  const out = [], shown = unwrap(body), words = shown.split(" ");
  if (rewrap(shown, body) !== body) out.push(`not the same: ${body.slice(0, 200)}`);
  for (let at = 3; at < words.length; at += 17) {
    if (!/^[a-z]+$/.test(words[at])) continue;
    const now = [...words.slice(0, at), "otherwise", ...words.slice(at + 1)].join(" "), written = rewrap(now, body), old = new Set(body.split("\n"));
    const fresh = written.split("\n").filter(line => !old.has(line));
    if (unwrap(written) !== now || fresh.length > 3) out.push(`${fresh.length} lines for a word: ${fresh.join(" / ").slice(0, 300)}`);
  }
  return out;
}), bodies);
say(bodies.length > 60 && unlike.length === 0, `${bodies.length} texts keep their lines, but for those where a word is changed`, unlike.slice(0, 5).join("\n"));
await area.fill(text.replace("[@EV-AGEI-02]", "[@EV-AGEI-99]"));
say(await until(() => page.evaluate(() => document.querySelector("#editor .found").textContent.includes("E0107"))), "what is wrong is found while it is typed");
say(read(item) === original, "and nothing is saved yet");
await area.fill(text.replace("widely held", "held by many"));
say(await until(async () => (await page.locator("#editor .found li").count()) === 0 || !(await page.locator("#editor .found").textContent()).includes("E0107")), "and goes when it is mended");
await area.focus();
await press("Control+s");
say(await until(() => read(item) === original.replace("widely held", "held by many")), "a save changes those words of the file, and no other byte", read(item));
say(await until(() => shows("held by many")), "and the page shows it");
say(await until(async () => /Saved in/.test(await status())), "and the form says so", await status());

// Links by a search, a sum with its unit, a list.
await page.locator("#editor").getByRole("button", {name: "Remove PRI-04"}).focus();
await press("Enter");
await pick("Find by title or ID: Delivers", "pri-10");
await field("Amount").fill("5");
await field("Years, such as").fill("2027 to 2030");
await field("Who pays").fill("Nobody yet");
await page.locator("#editor").getByLabel("Outputs").fill("Places filled and completed\nA yearly count");
await press("Control+s");
const formed = original.replace("widely held", "held by many").replace("[PRI-09, PRI-04]", "[PRI-09, PRI-10]")
  .replace("outputs: Places filled and completed; A yearly count of where graduates of the area’s courses work", "outputs: Places filled and completed; A yearly count")
  .replace("population ages.\n", "population ages.\ncost: £5 million, 2027 to 2030, Nobody yet\n");
say(await until(() => read(item) === formed), "links, a sum and a list are written as the file has such things", read(item));
await until(async () => /Saved in/.test(await status()));

// A figure out of the register, at the cursor.
await area.focus();
await press("Control+End");
await pick("Put in a figure or a citation", "hour worked 2022", "ArrowDown");
await press("Enter");
say((await area.inputValue()).endsWith("\n[=EV-PROD-03]") && await area.evaluate(one => document.activeElement === one), "a figure of the register is put in where the cursor is", (await area.inputValue()).slice(-60));
await accessible("a form");

// What somebody else saves meanwhile is not lost.
const theirs = formed.replace("costs little", "costs next to nothing").replace("Universities and colleges", "Universities, colleges");
await area.fill(text.replace("widely held", "held by many").replace("for doctors alone", "for doctors only"));
await field("Impact").fill("Health and care that can be staffed.");
fs.writeFileSync(`${folder}/${item}`, theirs);
await pause(300);
await press("Control+s");
say(await until(() => page.locator("#editor .conflict").count()), "a file that has changed is not overwritten");
say(read(item) === theirs, "it is as they left it");
const versions = await page.locator("#editor .versions").textContent();
say(versions.includes("costs next to nothing") && versions.includes("for doctors only") && await page.locator("#editor .versions mark").count() >= 2, "both versions are shown, with what differs marked", versions);
await accessible("two versions");
await page.locator("#editor").getByRole("button", {name: "Save mine over it"}).focus();
await press("Enter");
const merged = read(item);
say(await until(() => read(item).includes("for doctors only")) && read(item).includes("Universities, colleges") && read(item).includes("impact: Health and care that can be staffed.\n"), "saved over it, their other keys stay", merged);
await until(async () => /Saved in/.test(await status()));

// Different lines: both are kept.
const before = read(item), others = before.replace("lead: ", "# whose it is\nlead: ");
await area.fill((await area.inputValue()).replace("for doctors only", "for nurses"));
fs.writeFileSync(`${folder}/${item}`, others);
await pause(300);
await press("Control+s");
say(await until(() => page.getByRole("button", {name: "Save both together"}).count()), "where others changed other lines, both can be kept");
say((await page.locator("#editor .conflict pre").nth(2).textContent()).trim() === others.replace("for doctors only", "for nurses").trim() && read(item) === others, "what it would be is shown, and nothing is written yet");
await accessible("both together");
await page.getByRole("button", {name: "Save both together"}).focus();
await press("Enter");
say(await until(() => read(item) === others.replace("for doctors only", "for nurses")), "and is what is saved", read(item));
await until(async () => /Saved in/.test(await status()));

// Where it stands.
const order = read("strategy.yaml"), drawer = title => page.locator("#editor > details > summary", {hasText: title});
await drawer("Where it stands").focus();
await press("Enter");
await until(() => page.getByLabel("Its place in the document").count());
const value = await page.evaluate(() => [...document.querySelectorAll("#editor optgroup option")].find(one => one.text.startsWith("after INT-BUS-01 ")).value);
await page.getByLabel("Its place in the document").selectOption(value);
await page.getByRole("button", {name: "Move it there"}).focus();
await press("Enter");
say(await until(() => read("strategy.yaml") === order.replace("      - INT-AGE-01\n", "").replace("      - INT-BUS-01\n", "      - INT-BUS-01\n      - INT-AGE-01\n")), "an item is moved: of the order two lines change", read("strategy.yaml").slice(1500, 3000));
say(await until(() => reader().evaluate(() => document.getElementById("INT-BUS-01").compareDocumentPosition(document.getElementById("INT-AGE-01")) & 4 && document.getElementById("INT-AGE-01").compareDocumentPosition(document.getElementById("INT-BUS-02")) & 4)), "and stands there in the page");

// What became of it.
await drawer("What changed before").focus();
await press("Enter");
say(await until(() => page.locator("#editor .commits button").count()), "the commits that changed it are listed", await page.locator("#editor").textContent());
await page.locator("#editor .commits button").first().focus();
await press("Enter");
say(await until(async () => (await page.locator("#editor .redline ins").allTextContents()).some(one => one.includes("nurses"))) && await page.locator("#editor .redline del").count() && await page.locator("#editor .redline ins").count(), "and what changed since one is marked", await page.locator("#editor").textContent());
await drawer("Delete it").focus();
await press("Enter");
say(await until(() => page.locator("#editor .uses li").count()) && (await page.locator("#editor .uses").textContent()).includes(`asks/ask-dhsc-01.md:${read("asks/ask-dhsc-01.md").split("\n").findIndex(line => line.includes("INT-AGE-01")) + 1}`) && await page.getByRole("button", {name: "Delete INT-AGE-01"}).count() === 0, "what others refer to is not deleted: they are listed");
await accessible("history and uses");

// A review.
const waits = page.locator("#editor summary", {hasText: "to be read again"});
const lock = read("reviews.lock");
say(await until(() => waits.count()), "links that wait to be read again are told");
await waits.focus();
await press("Enter");
await field("Who has read them").fill("A. Reader");
await page.getByRole("button", {name: "I have read these"}).focus();
await press("Enter");
say(await until(() => read("reviews.lock") !== lock) && /^INT-AGE-01 \S+ \S+ .* A\. Reader$/m.test(read("reviews.lock")), "they are stamped by who says so", read("reviews.lock").slice(0, 300));

// A response.
const responses = read("engagement/responses.yaml");
await page.locator("#add").focus();
await page.locator("#add").selectOption("responses");
await until(() => page.evaluate(() => document.querySelector("#editor-title")?.textContent.includes("A new one")));
const id = await page.locator("#editor").getByLabel("ID", {exact: false}).first().inputValue();
await field("By (needed)").fill("A college of the area");
await field("Date (needed)").fill("2026-04-14");
await field("Said (needed)").fill("Say more: of nurses, and of those who care at home, for whom no figure stands in the text as it is.");
await pick("Find by title or ID: Items", "health care staff coast");
await page.locator("#editor summary", {hasText: "More that can be said"}).focus();
await press("Enter");
await field("Illustrative").fill("An example.");
await press("Control+s");
const added = `  - id: ${id}\n    by: A college of the area\n    date: 2026-04-14\n    items: [INT-AGE-01]\n    said: 'Say more: of nurses, and of those who care at home, for whom no figure stands in the text\n      as it is.'\n    illustrative: An example.\n`;
say(await until(() => read("engagement/responses.yaml") === responses.replace("\nimport:", `${added}\nimport:`)), "a response is added, and all before it stays byte for byte", read("engagement/responses.yaml").slice(responses.length - 100));
await until(async () => /Saved in/.test(await status()));
await field("Decision").selectOption("accepted");
await field("Done").fill("It says more.");
await press("Control+s");
say(await until(() => read("engagement/responses.yaml") === responses.replace("\nimport:", `${added}    decision: accepted\n    done: It says more.\n\nimport:`)), "and answered", read("engagement/responses.yaml").slice(responses.length - 100));
await until(async () => /Saved in/.test(await status()));

// An event and an entry of the register.
const calendar = read("engagement/calendar.yaml");
await page.locator("#add").selectOption("events");
await until(() => page.evaluate(() => document.querySelector("#editor-title")?.textContent.includes("events")));
await field("Title (needed)").fill("A morning with colleges");
await field("Date (needed)").fill("2026-05-04");
await field("Channel (needed)").fill("workshop");
await press("Control+s");
say(await until(() => read("engagement/calendar.yaml").startsWith(calendar.trimEnd()) && /title: A morning with colleges\n.*date: 2026-05-04\n.*channel: workshop/.test(read("engagement/calendar.yaml"))), "an event is added", read("engagement/calendar.yaml").slice(-300));
await until(async () => /Saved in/.test(await status()));
const register = read("evidence/register.yaml");
await page.locator("#finder input").focus();
await page.keyboard.type("ev-govn-04");
await until(() => page.locator("#finder [role=option][aria-selected=true]").count());
await pause(200);
await press("Enter");
say(await until(() => page.evaluate(() => document.querySelector("#editor-title").textContent.startsWith("EV-GOVN-04"))), "an entry of the register is found by its ID");
const grade = await field("Grade").inputValue();
await field("Grade").fill(grade === "3" ? "4" : "3");
await press("Control+s");
say(await until(() => read("evidence/register.yaml") !== register) && read("evidence/register.yaml").split("\n").filter((line, i) => line !== register.split("\n")[i]).length === 1, "of the register one line changes");
await until(async () => /Saved in/.test(await status()));
await accessible("an entry of the register");

// One of several items that share a file.
const shared = "commitments/com-gov.md", several = read(shared);
await page.locator("#finder input").focus();
await page.keyboard.type("com-gov-01");
await until(() => page.locator("#finder [role=option][aria-selected=true]").count());
await press("Enter");
await until(() => page.evaluate(() => document.querySelector("#editor-title").textContent.startsWith("COM-GOV-01")));
await area.fill((await area.inputValue()).replace("quoted against oneself", "quoted against itself"));
await field("By (needed)").fill("The board");
await press("Control+s");
say(await until(() => read(shared) === several.replace("against oneself", "against itself").replace("by: The strategy board, with the area’s analysts", "by: The board")), "of several items in a file one is changed", read(shared).slice(0, 1500));
await until(async () => /Saved in/.test(await status()));

// An item.
await page.locator("#add").selectOption("commitment");
await until(() => page.evaluate(() => document.querySelector("#editor-title")?.textContent.includes("A new one")));
const made = await page.locator("#editor").getByLabel("ID", {exact: false}).first().inputValue();
await field("Title (needed)").fill("Count graduates: where they go");
await area.fill("The universities count where those who train here go.\n");
await press("Control+s");
const path = `commitments/${made.toLowerCase()}.md`;
say(await until(() => fs.existsSync(`${folder}/${path}`)) && read(path) === `---\nid: ${made}\ntitle: 'Count graduates: where they go'\n---\n\nThe universities count where those who train here go.\n`, "an item is added, in the folder of its type", fs.existsSync(`${folder}/${path}`) && read(path));
say(await until(() => page.locator("#editor .found li.error").count()), "and what it lacks is told");
await page.screenshot({path: `${pictures}/item.png`});
await drawer("Delete it").focus();
await press("Enter");
await until(() => page.getByRole("button", {name: `Delete ${made}`}).count());
await page.screenshot({path: `${pictures}/delete.png`});
await page.getByRole("button", {name: `Delete ${made}`}).focus();
const words = read(path);
await press("Enter");
say(await until(() => !fs.existsSync(`${folder}/${path}`)) && fs.readdirSync(`${folder}/.removed`).some(one => one.endsWith(".md") && read(`.removed/${one}`) === words), "an item that nothing refers to is deleted, and its file kept");
say(await until(() => page.evaluate(() => document.querySelector("#editor").hidden && /is deleted.*\.removed/.test(document.querySelector("#told").textContent))), "which is said");
say(await page.evaluate(() => document.activeElement.id === "undo"), "and how to undo it has the focus");
await accessible("after a deletion");
await press("Enter");
say(await until(() => fs.existsSync(`${folder}/${path}`) && read(path) === words) && await until(() => page.evaluate(() => document.querySelector("#undo").hidden && /stands again/.test(document.querySelector("#told").textContent))), "a deletion is undone by a key: the file is what it was");
say(await until(() => shows("Count graduates: where they go")), "and stands in the page again");

// A text where it stands in the page.
const passage = () => reader().locator("#passage textarea"), told = () => reader().locator("#passage [role=status]").textContent();
const chapter = read("interventions/int-bus-02.md"), body = chapter.split("\n---\n")[1], first = body.trim().split("\n\n").find(one => /^[A-Z]/.test(one));
const said = first.replace(/\n/g, " ").slice(0, 40).replace(/\[.*/, "").trim();
await reader().locator("main p", {hasText: said}).first().click();
say(await until(async () => await passage().count() && (await passage().inputValue()) === first.replace(/\n/g, " ")), "a click on a paragraph opens it where it stands, as the file has it", `${said}\n${await passage().count() && await passage().inputValue()}`);
say(await reader().evaluate(() => document.activeElement.matches("#passage textarea")), "and the words can be typed at once");
await accessible("a paragraph in its place");
await page.screenshot({path: `${pictures}/place.png`});
await press("Control+End");
await page.keyboard.type(" It would be small at first.");
await press("Control+s");
say(await until(() => read("interventions/int-bus-02.md").includes("small at first.")), "it is saved");
const after = read("interventions/int-bus-02.md"), at = chapter.indexOf(first);
say(after.startsWith(chapter.slice(0, at)) && after.endsWith(chapter.slice(at + first.length)) && after.replace(/\s+/g, " ") === chapter.replace(first, `${first} It would be small at first.`).replace(/\s+/g, " "), "and nothing else of the file is changed", after);
say(await until(() => shows("It would be small at first.")) && await until(async () => !await passage().count()), "the page shows it, and the box is gone");
say(await reader().evaluate(() => document.activeElement.textContent.includes("It would be small at first.")), "the focus stands on what was edited");
await press("ArrowDown");
await press("ArrowUp");
await press("Enter");
say(await until(async () => await passage().count() && (await passage().inputValue()).endsWith("small at first.")), "by keyboard arrows go from block to block, and Enter opens one");
const meanwhile = read("interventions/int-bus-02.md");
fs.writeFileSync(`${folder}/interventions/int-bus-02.md`, meanwhile.replace("small at first", "small in the beginning"));
await until(() => shows("small in the beginning"));
await press("Control+End");
await page.keyboard.type(" Later more.");
await press("Control+s");
say(await until(async () => /has changed in the file/.test(await told())) && read("interventions/int-bus-02.md") === meanwhile.replace("small at first", "small in the beginning") && (await passage().inputValue()).endsWith("Later more."), "what has changed underneath is not overwritten, and what was typed stays", await told());
await press("Escape");
say(await until(async () => !await passage().count()), "Escape closes it");
fs.writeFileSync(`${folder}/interventions/int-bus-02.md`, chapter);
await until(async () => !await shows("small in the beginning"));
await reader().evaluate(() => document.activeElement.blur());
await page.locator("#told").click();
await press("e");
say(await until(() => reader().evaluate(() => !!document.activeElement.closest("main"))), "e leads to the blocks of the page");
await press("Escape");
await page.locator("#finder input").focus();
await page.keyboard.type("int-age-01");
await until(() => page.locator("#finder [role=option][aria-selected=true]").count());
await pause(150);
await press("Enter");
await until(() => page.evaluate(() => document.querySelector("#editor-title")?.textContent.startsWith("INT-AGE-01")));
await press("Escape");
say(await until(() => page.evaluate(() => document.querySelector("#editor").hidden && !document.querySelector("#right").hidden)), "Escape closes the form");
say(await page.evaluate(() => document.activeElement !== document.body), "and the focus is somewhere");
if (readOnly) {
  await page.goto(readOnly);
  await until(() => shows("Train and keep health and care staff"));
  await pause(300);
  say(await page.evaluate(() => document.querySelector("#tools").hidden) && await reader().evaluate(() => !document.querySelector("#pencils-layer")), "where nothing may be changed there is no pencil");
}
say(faults.length === 0, "no script or policy fails", faults.join("\n"));
await browser.close();
