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
async function runAxe(page, name, within = {exclude: []}, touched = true) {
  await page.evaluate(layOut);
  await page.evaluate(axeSource);
  const broken = await page.evaluate(async ([within, touched]) => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const {violations, passes} = await axe.run(within, {runOnly: tags, rules: {"target-size": {enabled: touched}}, resultTypes: ["violations"]});
    return {passes: passes.length, violations: violations.map(v => `${v.id}: ${v.help}\n` + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join("\n"))};
  }, [within, touched]);
  say(!broken.violations.length && broken.passes > (within.include ? 5 : 30), `axe finds nothing: ${name}`, broken.violations.join("\n") || broken.passes + " rules passed");
}
await check("axe, light", {colorScheme: "light"}, page => runAxe(page, "light"));
await check("axe, dark", {colorScheme: "dark"}, page => runAxe(page, "dark"));
await check("axe, forced colours", {forcedColors: "active"}, page => runAxe(page, "forced colours"));
await check("axe, print", {}, async page => {
  await page.emulateMedia({media: "print"});
  await runAxe(page, "print", {exclude: []}, false); // nobody touches a sheet
});
for (const [scheme, width] of [["light", 1280], ["dark", 390]])
  await check("axe, changes and why", {page: "since", colorScheme: scheme, width}, async page => {
    await page.evaluate(() => document.querySelectorAll(".was,.why,.since details").forEach(e => e.open = true));
    await runAxe(page, `changes and rows, all open, ${scheme}`, {include: [["#ASK-DFT-01"], ["#ASK-DBT-01"], [".since"], ["#EV-PROD-05"], ["nav"]]});
  });
await check("axe, 320 px", {width: 320, height: 640}, page => runAxe(page, "320 px wide"));
for (const name of ["board", "summary", "asked"])
  await check(`axe, ${name}`, {page: name}, page => runAxe(page, `a document that is a part: ${name}`));
await check("axe, hostile", {page: "hostile"}, page => runAxe(page, "a hostile strategy"));
for (const scheme of ["light", "dark"])
  await check("axe, what changed", {page: "changes", colorScheme: scheme}, page => runAxe(page, `what changed, ${scheme}`));
await check("axe, at work", {hash: "#SEC-SUMMARY"}, async page => {
  await page.locator("#_find").fill("port");
  await page.locator("#_results a").first().waitFor();
  await page.locator("#SEC-SUMMARY [role=doc-noteref]").first().focus();
  await page.locator("#_entry:popover-open").waitFor();
  await runAxe(page, "results and an entry, open", {include: [["#_results"], ["#_entry"]]});
});

// --- offline, from a file ---
await check("from a file", {}, async page => {
  say(page.asked.length === 1 && page.asked[0].startsWith("file:"), "nothing is asked of a network", page.asked.join("\n"));
  say(!page.faults.length, "no error and no breach of the content policy", page.faults.join("\n"));
  const policy = await page.locator("meta[http-equiv]").getAttribute("content");
  say(!policy.includes("unsafe"), "the content policy allows nothing unsafe", policy);
  const pictures = await page.evaluate(async () => {
    const all = [...document.images];
    for (const image of all) image.loading = "eager"; // as if each had come near
    await Promise.all(all.map(image => image.decode()));
    return all.map(image => image.naturalWidth);
  });
  say(pictures.length > 0 && pictures.every(width => width > 0), "pictures are in the file", pictures);
  const inline = await page.evaluate(() => {
    const s = document.createElement("script");
    s.textContent = "window.late = 1";
    document.body.append(s);
    return window.late;
  });
  say(inline === undefined, "a script that is put in later does not run");
  page.faults.length = 0; // the policy says so, as it must
});

// --- the faces that the layout asks for ---
await check("faces", {hash: "#SEC-SUMMARY"}, async page => {
  const faces = await page.evaluate(() => document.fonts.ready.then(() => [...document.fonts].map(f => `${f.family.replaceAll('"', "")} ${f.weight} ${f.style} ${f.status}`)));
  const wanted = ["Source Serif 4 400", "Source Sans 3 400", "Source Sans 3 600", "Source Sans 3 700"];
  say(wanted.every(name => faces.includes(name + " normal loaded")), "the layout's faces are in the page and shown", faces.join("\n"));
  say(page.asked.length === 1, "without a request", page.asked);
  const client = await page.context().newCDPSession(page);
  await client.send("DOM.enable");
  await client.send("CSS.enable"); // an older Chromium asks for the page again then
  const {root} = await client.send("DOM.getDocument"), foreign = [];
  for (const selector of ["h1", "#SEC-SUMMARY h2", "#SEC-SUMMARY p", ".banner dt", "nav a"]) {
    const {nodeId} = await client.send("DOM.querySelector", {nodeId: root.nodeId, selector});
    const {fonts} = await client.send("CSS.getPlatformFontsForNode", {nodeId});
    if (!fonts.length || fonts.some(f => !f.isCustomFont)) foreign.push(selector + ": " + fonts.map(f => f.familyName));
  }
  say(!foreign.length, "and every character of them", foreign.join("\n"));
  page.faults.length = 0;
});

// --- the first screen ---
for (const width of [1100, 1085]) // and with a scroll bar that takes room
  await check("the first screen", {width}, async page => {
    await page.locator("#_find").waitFor();
    const seen = await page.evaluate(() => document.fonts.ready.then(() => [".organisation", "h1", ".status", ".banner", ".asks h2", "#_find", ".asks>ol>li:nth-child(3)"]
      .filter(s => document.querySelector(s).getBoundingClientRect().bottom > innerHeight)));
    say(!seen.length, `title, banner, find and three asks are on the first screen, ${width} px wide`, seen);
    const lines = await page.evaluate(() => [...document.querySelectorAll(".asks>ol>li:nth-child(-n+3) .sight")].map(e => [...e.querySelectorAll("a")].map(a => a.getBoundingClientRect().top)));
    say(lines.length === 3 && lines.every(tops => tops.length && Math.max(...tops) - Math.min(...tops) < 3), "each with its line of sight in one line", JSON.stringify(lines));
  });
await check("the banner", {}, async page => {
  const change = page.locator(".web.banner .change");
  const rest = "The record of the programme, the engagement and the responses is printed for the first time.";
  say((await change.locator("summary").innerText()).startsWith("Written anew from the register"), "the banner says what changed", await change.innerText());
  say(!await change.getByText(rest).isVisible(), "in one sentence");
  await change.locator("summary").focus();
  await page.keyboard.press("Enter");
  say(await change.getByText(rest).isVisible(), "and all of it by the keyboard");
  say(!await page.locator("main .change").count(), "outside the text that the PDF has too");
  const asks = await page.locator(".asks>ol>li").count();
  const lines = await page.locator(".asks>ol>li:has(.sight a)").count();
  say(asks > 10 && lines === asks, `each of ${asks} asks has its line of sight`, lines);
});

// --- keyboard ---
await check("keyboard", {}, async page => {
  const active = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
  await page.keyboard.press("Tab");
  say(await active() === "Skip to the text" && await page.locator(".skip").evaluate(e => e.getBoundingClientRect().left >= 0), "the first stop is the skip link, seen");
  await page.keyboard.press("Enter");
  say(await active() === "_main" && page.url().endsWith("#_main"), "it leads to the text", await active());
  await page.keyboard.press("Tab");
  say(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)), "and the next stop is in the text");
  await page.evaluate(() => document.activeElement.blur());
  await page.evaluate(() => scrollTo(0, 0));
  await page.locator(".skip").focus();
  const stops = [];
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press("Tab");
    stops.push(await page.evaluate(() => document.activeElement.closest(".banner,.find,nav,.asks,main")?.className || document.activeElement.closest("nav,main")?.tagName));
  }
  const parts = stops.filter((part, i) => part !== stops[i - 1]);
  say(parts.filter(Boolean).join() === "web banner,find,NAV", "then banner, find, contents, in the order of the page", stops);
  const outline = await page.evaluate(() => {
    const a = document.activeElement, style = getComputedStyle(a);
    return style.outlineStyle + " " + style.backgroundColor;
  });
  say(outline.includes("solid"), "focus is seen", outline);
});

// --- contents ---
await check("contents", {}, async page => {
  await page.locator("html.settled").waitFor();
  await page.locator("nav a[href='#PART-PRIORITIES']").click();
  await page.locator("nav a[aria-current]").waitFor();
  say(await page.locator("nav li.open").count() === 1 && await page.locator("nav a[href='#PRI-01']").isVisible() && !await page.locator("nav a[href='#INT-BUS-01']").isVisible(), "the chapter being read alone is unfolded");
  await page.locator("#PRI-04").evaluate(e => e.scrollIntoView());
  await page.waitForFunction(() => document.querySelector("nav a[aria-current]")?.hash === "#PRI-04");
  say(true, "the section being read is marked in the contents");
  const kept = await page.evaluate(() => {
    const a = document.querySelector("nav a[aria-current]").getBoundingClientRect(), nav = document.querySelector(".side nav").getBoundingClientRect();
    return a.top >= nav.top && a.bottom <= nav.bottom;
  });
  say(kept, "and kept in view");
  await page.locator("#annex-funding").evaluate(e => e.scrollIntoView());
  await page.waitForFunction(() => document.querySelector("nav a[aria-current]")?.hash === "#annex-funding");
  await page.waitForTimeout(200);
  say(await page.evaluate(() => {
    const a = document.querySelector("nav a[aria-current]").getBoundingClientRect(), nav = document.querySelector(".side nav").getBoundingClientRect();
    return a.top >= nav.top && a.bottom <= nav.bottom;
  }), "also far down");
  await page.locator("#ASK-HMT-01").evaluate(e => e.scrollIntoView());
  await page.waitForFunction(() => document.querySelector("nav a[aria-current]")?.hash === "#ASK-HMT-01");
  const before = await page.evaluate(() => scrollY);
  await page.reload();
  await page.waitForTimeout(300);
  const current = await page.evaluate(() => document.querySelector("nav a[aria-current]")?.hash);
  say(current === "#ASK-HMT-01", "a reload keeps the place", `${current}, ${before} and ${await page.evaluate(() => scrollY)}`);
});

await check("contents, opened far down", {hash: "#annex-graph"}, async page => {
  await page.waitForTimeout(500);
  const [line, box] = await page.evaluate(() => ["nav a[aria-current]", ".side nav"].map(s => document.querySelector(s).getBoundingClientRect().toJSON()));
  say(line.top >= box.top && line.bottom <= box.bottom, "the place is in view in the contents of an address far down", line.top);
});

await check("long contents", {page: "many"}, async page => {
  const fold = page.locator("nav details details").last(), lines = fold.locator("a");
  await fold.locator("xpath=../a").click();
  await page.locator("nav li.open details").waitFor();
  await page.waitForTimeout(300);
  await fold.evaluate(e => e.open = false);
  say(await fold.locator("summary").innerText() === await lines.count() + " sections" && !await lines.first().isVisible(), "a long list of the contents is folded and says how long it is");
  await fold.locator("summary").focus();
  await page.keyboard.press("Enter");
  say(await lines.first().isVisible(), "it is opened by the keyboard");
});
await check("long contents, opened far down", {page: "many", hash: "#INT-00302"}, async page => {
  const current = page.locator("nav a[aria-current]");
  await current.waitFor();
  await page.waitForFunction(() => document.querySelector("nav a[aria-current]").getAttribute("href") === "#INT-00302");
  await page.waitForTimeout(500);
  const [line, box] = await page.evaluate(() => ["nav a[aria-current]", ".side nav"].map(s => document.querySelector(s).getBoundingClientRect().toJSON()));
  say(await current.getAttribute("href") === "#INT-00302" && line.top >= box.top && line.bottom <= box.bottom, "and by an address within it, which is marked and in view", JSON.stringify([line.top, box.top, box.bottom]));
});

// --- fragments ---
for (const id of ["EV-INFR-08", "ASK-DFT-01", "INT-INF-02"])
  await check("fragment", {hash: "#" + id}, async page => {
    await page.locator("html.settled").waitFor();
    await page.waitForTimeout(300);
    const top = await page.locator("#" + id).evaluate(e => e.getBoundingClientRect().top);
    say(top >= -5 && top < 200, `the address of ${id} opens there`, top);
  });

// --- find ---
await check("find", {}, async page => {
  const box = page.locator("#_find"), status = page.locator("#_results [role=status]"), links = page.locator("#_results a");
  const find = async words => {
    await status.evaluate(e => e.textContent = "");
    await box.fill(words);
    await page.waitForFunction(() => document.querySelector("#_results [role=status]").textContent);
    return parseInt(await status.textContent()) || 0;
  };
  const prefix = await find("productiv");
  say(prefix > 3, "a word is found by its beginning", prefix);
  say((await links.first().textContent()).toLowerCase().includes("productivity"), "a result shows its sentence", await links.first().textContent());
  say(await page.locator("#_results mark").first().textContent() !== "", "and marks what was found");
  const inside = await find("oductivity");
  say(inside === 0 && (await status.textContent()).startsWith("Nothing"), "a word is not found by its middle", inside);
  for (const [words, first] of [["8.9", "8.9 "], ["ASK-DBT-02", "8.3 "], ["EV-INFR-08", "56. The Lower Thames"], ["funding", "Annex K"], ["DfT", "8.9 "], ["\"Lower Thames\"", "6.10 "], ["lorry", ""], ["lorries", ""]]) {
    const n = await find(words), title = await links.first().textContent();
    say(n > 0 && (title.startsWith(first) || title.includes(first.slice(4))), `${words} is found, what is named so first`, title);
  }
  say(await find("lorry") === await find("lorries"), "singular and plural are one word");
  say(await find("productivty") >= 0 && /For "productivity"/.test(await status.textContent()) && await links.count() > 3, "a word that is nearly there is found", await status.textContent());
  await find("lower thames");
  say(new Set(await page.locator("#_results li:first-child mark").allTextContents()).size >= 2, "all the words are marked");
  const many = await find("product");
  await page.locator("#_whole").check();
  await page.waitForFunction(before => parseInt(document.querySelector("#_results [role=status]").textContent) !== before, many);
  const whole = parseInt(await status.textContent());
  say(whole > 0 && whole < many, `whole words only: ${whole} of ${many}`);
  await page.locator("#_whole").uncheck();
  const both = await find("coastal college");
  say(both > 0 && both < await find("coastal"), "all the words must be there", both);
  say(await find("ZZZZ<b>") === 0 && /Try fewer words/.test(await status.textContent()), "what is not there is not found, with advice", await status.textContent());
  await page.evaluate(() => document.querySelector("#ASK-DFT-01").scrollIntoView());
  await page.waitForTimeout(400);
  const before = await page.evaluate(() => scrollY);
  await box.focus();
  await page.keyboard.type("broadband");
  say(before > 0 && Math.abs(await page.evaluate(() => scrollY) - before) < 1, "what is typed moves nothing", `${before} to ${await page.evaluate(() => scrollY)}`);
  await find("lower thames");
  await box.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  say(await page.evaluate(() => document.querySelectorAll("#_results a")[1] === document.activeElement), "arrows move through the results");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  say(await page.evaluate(() => document.activeElement.id) === "_find", "and back to the box");
  await page.keyboard.press("Enter");
  // The scrolling goes on for a moment after the focus has moved.
  const led = () => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    return document.querySelector("main").contains(at) && /lower/i.test(at.textContent) && /thames/i.test(at.textContent) && box.top >= 0 && box.bottom <= innerHeight + box.height;
  };
  const found = await page.waitForFunction(led, null, {timeout: 8000}).then(() => true, () => false);
  say(found, "enter leads to the sentence", await page.evaluate(() => document.activeElement.outerHTML.slice(0, 300) + scrollY));
  await find("freight");
  await page.keyboard.press("Escape");
  say(await page.locator("#_results").isHidden(), "Esc closes the results");
});

await check("find, filtered", {width: 1280, hash: "#?of=Department+for+Transport"}, async page => {
  await page.locator("html.settled").waitFor();
  await page.evaluate(() => document.querySelector("#ASK-DFT-02").scrollIntoView());
  await page.waitForTimeout(400);
  const before = await page.evaluate(() => scrollY);
  await page.keyboard.press("/");
  await page.keyboard.type("skills");
  say(before > 0 && Math.abs(await page.evaluate(() => scrollY) - before) < 1, "nor does it under a filter, whose strip takes room above", `${before} to ${await page.evaluate(() => scrollY)}`);
});

// --- addresses that nobody made ---
for (const [hash, what] of [["#?view=nonsense", "a view that is none"], ["#%E0%A4%A", "half a character"], ["#?of=Nobody&area=Nowhere", "filters that are none"], ["#7.99", "a number that is none"]])
  await check(`an address: ${what}`, {hash}, async page => {
    await page.locator("html.settled").waitFor();
    say(await page.locator("main").isVisible() && await page.locator("#_view").isHidden() && await page.locator(".asks>ol>li:visible").count() === 17, `${what} in the address leaves the text`);
  });
await check("a meeting about nothing", {hash: "#?of=HM+Treasury&foundation=Place&challenge=Ageing+society&view=meeting"}, async page => {
  const view = page.locator("#_view");
  await view.waitFor();
  say(await view.locator("article").count() === 0 && !/undefined|1 of 0/.test(await view.innerText()), "a meeting about no ask says of none that it is one", await view.innerText());
  await view.locator("textarea").fill("Said of nothing.");
  await view.locator("[data-by='1']").click();
  await view.locator("[data-by='0']").click();
  say(await page.locator("main").isVisible(), "and leads back");
});

// --- the pointer meets what is seen: the results over the document, wherever the reader is ---
for (const colorScheme of ["light", "dark"])
  for (const [width, hash] of [[1280, ""], [1280, "#ASK-DBT-02"], [1100, "#FND-PEOPLE"], [390, "#FND-PEOPLE"]])
    await check("find, hit", {width, colorScheme, hash}, async page => {
      await page.waitForTimeout(500);
      await page.keyboard.press("/");
      await page.keyboard.type("freight");
      await page.waitForFunction(() => document.querySelector("#_results mark")?.textContent.toLowerCase() === "freight"); // and not what was typed before
      await page.waitForTimeout(200);
      const missed = await page.locator("#_results").evaluate(panel => {
        const r = panel.getBoundingClientRect(), out = [];
        for (let y = Math.max(r.top, 0) + 6; y < Math.min(r.bottom, innerHeight) - 6; y += 18)
          for (let x = r.left + 6; x < r.right - 20; x += 24)
            if (!panel.contains(document.elementFromPoint(x, y))) out.push([x, y, document.elementFromPoint(x, y)?.outerHTML.slice(0, 60)].join());
        return out;
      });
      say(!missed.length, `every point of the results is theirs, ${width} px, ${colorScheme}, at ${hash || "the top"}`, missed.slice(0, 4).join("\n"));
      await page.locator("#_results a").nth(1).click({position: {x: (await page.locator("#_results a").nth(1).boundingBox()).width - 8, y: 8}});
      await page.waitForFunction(() => CSS.highlights.get("found")?.size > 1 && document.querySelector("main").contains(document.activeElement), null, {timeout: 5000}).catch(() => null);
      say(await page.locator("#_results").isHidden() && await page.evaluate(() => CSS.highlights.get("found").size > 1 && document.querySelector("main").contains(document.activeElement)), "a click at its right end leads there, and what was found stays marked");
      const first = await page.locator("#_hits span").textContent();
      await page.locator("#_hits [data-by='1']").click();
      say(await page.locator("#_hits span").textContent() !== first, "and the next is a click away", first);
    });

// --- nothing moves while the page opens ---
for (const [width, height] of [[1280, 800], [820, 1100], [390, 844]]) {
  const context = await browser.newContext({viewport: {width, height}});
  const page = await context.newPage();
  await page.addInitScript(() => new PerformanceObserver(list => list.getEntries().forEach(e => window.shift = (window.shift || 0) + e.value)).observe({type: "layout-shift", buffered: true}));
  await page.goto(at("sample"));
  await page.waitForTimeout(1500);
  const shift = await page.evaluate(() => window.shift || 0);
  say(shift <= 0.02, `layout shift ${shift.toFixed(3)} of at most 0.02, ${width} px`);
  await page.evaluate(() => document.querySelector("h1").style.marginTop = "200px");
  await page.waitForTimeout(700);
  say(await page.evaluate(() => window.shift || 0) > shift, "which would be seen");
  await context.close();
}

// --- frank ---
await check("frank", {hash: "#ASK-DFT-01"}, async page => {
  const lines = await page.locator(".asks>ol>li .of").allTextContents();
  say(lines.length === 17 && lines.every(line => /own evidence \d of 5|no evidence of its own/.test(line)), "each ask says what its own evidence is worth", lines.find(line => !/own/.test(line)));
  say(new Set(lines.map(line => line.match(/own evidence (\d)/)?.[1])).size > 2 && lines.some(line => /evidence 1 of 5, .*out of date; 5 of 5 by the line/.test(line)), "which is not the same for all", lines.join("\n"));
  const aged = await page.locator(".evidence-state").evaluateAll(all => all.map(e => e.closest(".evidence").id));
  const stale = await page.locator(".evidence-state", {hasText: "Out of date since"}).count();
  say(stale > 10 && stale <= aged.length, `${stale} entries of the register say that they are out of date`);
  const bare = await page.evaluate(aged => [...document.querySelectorAll("main [role=doc-noteref]")].filter(a => aged.includes(a.getAttribute("href").slice(1)) !== !!a.nextElementSibling?.matches(".aged") && a.parentElement.closest("main")).map(a => a.parentElement.textContent.slice(0, 80)), aged);
  say(!bare.length, "and so does each citation of them, and no other", bare.slice(0, 5).join("\n"));
  const items = await page.locator("section:is(.ask,.priority,.intervention,.commitment)").count();
  const said = await page.locator("section:is(.ask,.priority,.intervention,.commitment) .frank", {hasText: /Speaks against it(No contrary evidence is cited|\d+)/}).count();
  say(items > 40 && said === items, `each of ${items} items says what speaks against it, or that nothing does`, said);
  say(/Speaks against it\d+.*Answered: In the third paragraph/s.test(await page.locator("#ASK-MHCLG-01 .frank").textContent()), "with where the text answers it", await page.locator("#ASK-MHCLG-01 .frank").textContent());
  say(await page.locator("#EV-PLAC-08 .evidence-against a[href='#ASK-MHCLG-01']").count() === 1, "and the entry says against what it speaks");
  // An oracle of its own: the citations as they stand in the text.
  const lost = await page.evaluate(() => {
    const out = [];
    for (const a of document.querySelectorAll("main p [role=doc-noteref],main li [role=doc-noteref],main table:not(.links) [role=doc-noteref]")) {
      if (a.closest(".annex,.web")) continue;
      const section = a.closest("section[id]"), entry = document.querySelector(a.getAttribute("href"));
      if (!entry.querySelector(`.evidence-cited a[href='#${section.id}']`)) out.push(section.id + " " + entry.id);
    }
    return out;
  });
  say(!lost.length, "an entry names each place that cites it", lost.slice(0, 5).join("\n"));
  const gate = await page.locator(".banner .gate").textContent();
  say(/30 June 2026/.test(gate) && /Whether the eleven priorities are the right ones/.test(gate), "the banner says what the next gate decides", gate);
  say(/, version 0.4$/.test(await page.title()), "the title says which version", await page.title());
  await page.evaluate(() => location.hash = "#7.3");
  await page.waitForTimeout(700);
  say(await page.evaluate(() => Math.abs(document.querySelector("#ASK-DBT-02").getBoundingClientRect().top) < 60), "a number is an address");
  const bareHeads = await page.evaluate(() => [...document.querySelectorAll("main :is(h2,h3,h4,h5,h6,table,figure)")].filter(e => !e.id && !e.closest("section[id],.box[id]")?.querySelector("h2,h3,h4,h5,h6")?.isSameNode(e)).map(e => e.outerHTML.slice(0, 80)));
  say(!bareHeads.length, "all headings, tables and figures have an address", bareHeads.slice(0, 4).join("\n"));
  const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map(e => e.id));
  say(new Set(ids).size === ids.length, "of its own");
});
await check("colours", {colorScheme: "light"}, async page => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await ground();
  await page.locator("#_theme").click();
  say(await ground() !== before && await page.locator("#_theme").textContent() === "Light colours", "dark colours can be chosen", await ground());
  await page.reload();
  say(await ground() !== before, "and are remembered");
});
await check("figures as CSV", {hash: "#fig-commuters", acceptDownloads: true}, async page => {
  await page.waitForTimeout(500);
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("#fig-commuters [data-csv]").click()]);
  const text = readFileSync(await file.path(), "utf8");
  say(file.suggestedFilename() === "fig-commuters.csv" && text.includes('"Thurrock","14588"') && /Source: Office for National Statistics/.test(text), "a chart gives its figures and their source", text.slice(-300));
  const count = await page.locator("main .scroll>table:not(.matrix)").count();
  say(count > 50 && await page.locator("p>[data-csv]").count() >= count, `and so does each of ${count} tables`);
});

// --- a telephone ---
await check("telephone", {width: 390, height: 844, hash: "#fig-productivity"}, async page => {
  await page.waitForTimeout(1200);
  say(await page.locator(".bar").evaluate(e => Math.abs(e.getBoundingClientRect().top) < 1 && e.contains(document.elementFromPoint(30, 20))), "the bar stays above the text");
  say(await page.locator(".bar .here").textContent() !== "", "and says where the reader is", await page.locator(".bar .here").textContent());
  await page.locator(".bar [data-open=contents]").click();
  say(await page.locator(".side nav a[aria-current]").isVisible() && await page.locator(".bar [data-open=contents]").getAttribute("aria-expanded") === "true", "contents open over it");
  await page.keyboard.press("Escape");
  say(!await page.locator(".side").isVisible(), "Esc closes them");
  await page.evaluate(layOut);
  const cut = await page.evaluate(() => [...document.querySelectorAll(".narrow svg text")].filter(e => { const r = e.getBoundingClientRect(); return r.left < 0 || r.right > innerWidth; }).map(e => e.textContent));
  say(!cut.length && await page.locator(".narrow svg").count() > 8 && await page.locator(".broad").evaluateAll(all => all.every(e => !e.checkVisibility())), "no value of a chart is cut", cut.slice(0, 5));
  const drawn = await page.evaluate(() => [...document.querySelectorAll("figure:has(svg.chart)")].map(f => [f.id, [...f.querySelectorAll("svg.chart")].filter(e => e.checkVisibility()).map(e => { const r = e.getBoundingClientRect(); return [r.left, r.right]; })]));
  const twice = drawn.filter(([, all]) => all.length !== 1 || all[0][0] < 0 || all[0][1] > 391).map(([id]) => id);
  say(drawn.length > 15 && twice.every(id => /timeline|programme|governance|graph/.test(id)), "each chart and each map is drawn once, and fits the window", twice);
  const wide = await page.evaluate(() => [...document.querySelectorAll(".scroll")].filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e, "::before").content === "none").map(e => e.closest("[id]").id));
  say(!wide.length, "no table is cut, or it says that it scrolls", wide);
  await page.locator(".bar a[href='#_top']").click();
  await page.waitForTimeout(700);
  say(await page.evaluate(() => scrollY < 60), "the top is a tap away");
});
await check("the rail", {width: 1440, hash: "#ASK-DFT-01"}, async page => {
  await page.waitForTimeout(800);
  const text = await page.locator(".rail").innerText();
  say(/7\.9/.test(text) && /own evidence 2 of 5/.test(text) && /December 2026/.test(text) && /No contrary/.test(text) && /Supports/.test(text), "beside the text stands the line of sight of where the reader is", text);
  await page.evaluate(() => location.hash = "#ASK-MHCLG-01");
  await page.waitForFunction(() => /Answered/.test(document.querySelector(".rail").innerText));
  say(true, "and goes with the reader");
  const marks = await page.locator(".side nav li small").count();
  say(marks > 40, `the contents say how ${marks} items stand`);
});

// --- what if this falls: the counting itself is held to the audit by falls.py ---
for (const [width, colorScheme] of [[1280, "light"], [390, "dark"]])
  await check("falls", {width, colorScheme, hash: "#EV-INFR-08", hasTouch: width < 400}, async page => {
    await page.waitForTimeout(600);
    const strike = page.locator("#EV-INFR-08 .strike"), panel = page.locator("#_falls");
    if (width < 400) await strike.tap();
    else await strike.click();
    const missed = await panel.evaluate(panel => {
      const r = panel.getBoundingClientRect(), out = [];
      for (let y = r.top + 8; y < innerHeight - 4; y += 18)
        for (let x = 8; x < innerWidth - 20; x += 40) if (!panel.contains(document.elementFromPoint(x, y))) out.push([x, y]);
      return out;
    });
    say(!missed.length && await strike.getAttribute("aria-pressed") === "true", `an entry is struck out, and every point of what follows is there to be met, ${width} px`, missed.slice(0, 4).join(" "));
    say(/7\.9 .* own evidence 2 to 1 of 5/.test(await panel.innerText()), "which ask loses by it is named", await panel.innerText());
    await runAxe(page, `what falls, ${width} px, ${colorScheme}`, {include: [["#_falls"], ["#EV-INFR-08"]]});
    await panel.locator("ol a").first().click();
    await page.waitForTimeout(500);
    say(await page.locator("#ASK-DFT-01 a.struck").count() > 0 && await panel.isVisible(), "a link leads to it, where the citation is struck out");
    await panel.locator("ul button").click();
    say(/stands otherwise/.test(await panel.innerText()) && await page.locator(".struck").count() === 0, "it is restored");
    await page.keyboard.press("Escape");
    say(await panel.isHidden(), "and Esc closes the panel");
  });

// --- a copy for a reader: two sheets at most, whoever it is for; run.py has the exported responses imported ---
await check("copy", {width: 1280, hash: "#?of=Department+for+Transport&view=copy"}, async page => {
  const leaf = page.locator("#_view .leaf");
  const fitted = page.locator("#_view .leaf:not(.sheet):has(.source)"); // its end
  await fitted.waitFor();
  const text = await leaf.innerText();
  say(await leaf.locator("article").count() === 3 && /7\.9/.test(text) && /own evidence 2 of 5/.test(text) && /December 2026/.test(text) && /No contrary/.test(text) && /Port of Dover freight volumes/.test(text) && /In return/.test(text), "a link carries a copy: the asks, what they rest on, for and against, dates", text);
  say(await page.locator("main").isHidden() && await page.evaluate(() => document.querySelector("#_view").contains(document.activeElement)), "it stands instead of the text, with the focus");
  const chosen = await page.evaluate(() => ["", ...[...document.querySelectorAll("#_filters select")].flatMap(s => [...s.options].filter(o => o.value && !o.disabled).map(o => new URLSearchParams({[s.name]: o.dataset.name}) + "&"))]);
  const long = [];
  for (const one of chosen) {
    await page.evaluate(hash => location.hash = hash, `#?${one}view=copy`);
    await page.waitForTimeout(80);
    await fitted.waitFor();
    const pages = (await page.pdf({preferCSSPageSize: true})).toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
    if (pages > 2 || !await leaf.locator("article").count()) long.push(`${one} ${pages}`);
  }
  say(chosen.length > 20 && !long.length, `a copy for each of ${chosen.length} readers has two sheets at most`, long);
  for (const size of [{width: 1280, height: 800}, {width: 320, height: 640}]) {
    await page.setViewportSize(size);
    say(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `no sideways scroll, ${size.width} px`);
  }
  await runAxe(page, "a copy", {include: [["#_view"]]});
  await page.keyboard.press("Escape");
  say(await page.locator("main").isVisible() && await leaf.isHidden(), "Esc leads back to the text");
});
for (const [width, height, hasTouch] of [[1280, 800, false], [390, 844, true]])
  await check("meeting", {width, height, hasTouch, acceptDownloads: true, colorScheme: hasTouch ? "dark" : "light"}, async page => {
    const view = page.locator("#_view"), press = locator => hasTouch ? locator.tap() : locator.click();
    if (hasTouch) await press(page.locator(".bar [data-open=contents]"));
    await press(page.locator("[data-view-of=meeting]"));
    say(await view.locator("article").count() === 1 && /^1 of 17: 7\.1/.test(await view.locator("[role=status]").innerText()), `one ask a screen, ${width} px`, await view.innerText());
    if (hasTouch) await press(view.locator("[data-by='1']"));
    else await page.keyboard.press("ArrowRight");
    say(/^2 of 17: 7\.2/.test(await view.locator("[role=status]").innerText()) && page.url().endsWith("at=ASK-DBT-01"), "the next by key or by touch, and the address says which", page.url());
    say(/Whether the eleven priorities/.test(await view.innerText()) && /£45\smillion/.test(await view.innerText()) && /Strength/.test(await view.innerText()) && /In return/.test(await view.innerText()), "with the decision, the money, for and against, and what is offered");
    await view.locator("input").fill("Large employer");
    await view.locator("textarea").fill('=Say "when", and\nfor whom.');
    const hit = await view.locator("textarea").evaluate(e => { const r = e.getBoundingClientRect(); return document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2) === e; });
    say(hit, "what is said can be written beside it");
    await runAxe(page, `the meeting, ${width} px`, {include: [["#_view"]]});
    await page.reload();
    await page.locator("html.ready").waitFor();
    await page.waitForFunction(() => /for whom/.test(document.querySelector("#_view textarea")?.value), null, {timeout: 5000}).catch(() => {});
    say(/for whom/.test(await view.locator("textarea").inputValue()), "and is kept");
    const [file] = await Promise.all([page.waitForEvent("download"), press(view.locator("[data-by=save]"))]);
    const text = readFileSync(await file.path(), "utf8");
    writeFileSync(`${folder}/responses.csv`, text);
    say(text.split("\r\n").length === 3 && /^"RSP-\d{8}-ASK-DBT-01","Large employer","\d{4}-\d\d-\d\d","ASK-DBT-01"," =Say ""when"", and for whom\."$/m.test(text.split("\r\n")[1]), "and saved as responses", text);
    await press(view.locator("[data-by='0']"));
    say(await page.locator("main").isVisible() && await view.isHidden(), "Close leads back");
  });

// --- what is new since this browser's reader last read: the page before, then the newer one in the same browser ---
await check("unread", {page: "before", width: 1280}, async page => {
  const key = () => page.evaluate(() => Object.keys(localStorage).filter(one => one.startsWith("sightline-read")).length);
  for (let i = 0; i < 100 && !await key(); i++) await page.waitForTimeout(200);
  say(await key() === 1 && await page.locator("#_hits").isHidden(), "at the first reading nothing is new");
  await page.goto(at("sample"));
  await page.locator("#_hits:not([hidden])").waitFor({timeout: 30000});
  const said = await page.locator("#_hits").innerText(), n = parseInt(said.match(/last read: (\d+)/)?.[1]);
  say(n > 1 && n < 12 && await page.locator(".unread").count() === n, "then it says how many passages are", said);
  await page.locator("#_hits [data-by='1']").click();
  await page.waitForTimeout(400);
  say(await page.evaluate(() => document.activeElement.matches(".unread") && document.activeElement.getBoundingClientRect().top < innerHeight), "and leads from one to the next", await page.locator("#_hits").innerText());
  await page.keyboard.press("n");
  await page.waitForTimeout(300);
  say(/^2 of/.test(await page.locator("#_hits").innerText()), "by n too", await page.locator("#_hits").innerText());
  await page.reload();
  await page.locator("#_hits:not([hidden])").waitFor({timeout: 30000});
  say(true, "they stay new until the reader has closed it");
  await page.locator("#_hits [data-by='0']").click();
  await page.reload();
  await page.waitForSelector("html.settled", {state: "attached", timeout: 60000});
  await page.waitForTimeout(1500);
  say(await page.locator("#_hits").isHidden() && await page.locator(".unread").count() === 0, "and are read then");
});
await check("unread, without a memory", {page: "sample"}, async page => {
  await page.context().addInitScript(() => Object.defineProperty(window, "localStorage", {get() { throw new DOMException("denied", "SecurityError"); }}));
  await page.reload();
  await page.waitForSelector("html.settled", {state: "attached", timeout: 60000});
  await page.waitForTimeout(1500);
  say(!page.faults.length && await page.locator("#_hits").isHidden(), "where the browser keeps nothing, nothing goes wrong", page.faults);
});

// --- a quotation with its proof; run.py asks `sightline quote` about it ---
await check("quote", {width: 1280, hash: "#ASK-DFT-01"}, async page => {
  await page.waitForSelector("html.settled", {state: "attached", timeout: 60000});
  await page.waitForTimeout(500);
  // A paragraph with a citation and a mark of age, by three clicks of the pointer.
  const box = await page.locator("#ASK-DFT-01 p.np").nth(2).boundingBox();
  await page.mouse.click(box.x + 300, box.y + 12, {clickCount: 3});
  const text = await page.evaluate(() => {
    const data = new DataTransfer();
    document.dispatchEvent(new ClipboardEvent("copy", {clipboardData: data, bubbles: true}));
    return data.getData("text/plain");
  });
  const [words, proof] = text.split("\n\u2014 ");
  say(/^The evidence for the traffic is weaker/.test(words) && !/251|out of date/.test(words), "a paragraph is copied as it is printed", text);
  say(/^7\.9 Certainty/.test(proof) && /version 0\.4; 21\. /.test(proof) && /grade 2 of 5/.test(proof) && /Out of date since/.test(proof) && /sample\.html#ASK-DFT-01; [0-9a-f]+$/.test(proof), "with its number, its source, grade and age, the address and the digest", proof);
  writeFileSync(`${folder}/quotation.txt`, text);
  await page.locator("#_find").selectText();
  say(await page.evaluate(() => { const data = new DataTransfer(); document.dispatchEvent(new ClipboardEvent("copy", {clipboardData: data, bubbles: true})); return data.getData("text/plain"); }) === "", "what is no sentence of the text is copied as ever");
});

// --- filters ---
const choose = async (page, name, text) => {
  await page.locator(`select[name=${name}]`).selectOption(await page.locator(`select[name=${name}] option[data-name="${text}"]`).getAttribute("value"));
  await page.locator("html.settled").waitFor();
};
await check("filters", {}, async page => {
  const status = page.locator("#_filters [role=status]");
  const names = await page.locator("#_filters select").evaluateAll(all => all.map(s => s.name));
  say(["of", "foundation", "challenge", "area"].every(name => names.includes(name)) && !names.includes("state"), "filters by who is asked, foundation, challenge and area, by nothing that has one value", names);
  await choose(page, "of", "Department for Transport");
  const asks = await page.locator(".asks>ol>li:visible").count();
  say(asks === 3, "the asks of one department", asks);
  say((await status.textContent()).includes("showing 3 of 17"), "their number is announced", await status.textContent());
  say(await page.locator("section.ask:not([hidden])").count() === 3, "and the text holds these alone of the asks");
  const kept = ["INT-INF-02", "PRI-05", "FND-INFRASTRUCTURE"];
  say(await page.locator("section:not([hidden])").evaluateAll((all, ids) => ids.every(id => all.some(e => e.id === id)), kept), "with what they rest on");
  say(await page.locator("section.intervention[hidden]").count() > 5, "and without the rest");
  const strip = page.locator("#_strip");
  say(/Department for Transport\. Asks: 3 of 17/.test(await strip.textContent()), "a strip says so", await strip.textContent());
  await page.evaluate(() => location.hash = "#ASK-DFT-03");
  await page.waitForTimeout(500);
  say(await strip.evaluate(e => e.contains(document.elementFromPoint(e.getBoundingClientRect().left + 20, e.getBoundingClientRect().top + 8))), "and stays where the reader is");
  await page.goBack();
  await page.waitForTimeout(500);
  say(await page.locator(".asks>ol>li:not([hidden])").count() === 3, "Back keeps the choice");
  say(/ \(3\)$/.test(await page.locator("select[name=of] option:checked").textContent()), "an option says how many it gives");
  say(await page.locator("nav li:not([hidden])>a[href^='#ASK-']").count() === 3, "and so do the contents");
  say(decodeURIComponent(page.url()).includes("#?of=Department+for+Transport"), "the address carries the choice", page.url());
  const hash = new URL(page.url()).hash;
  const other = await open("sample", {hash});
  say(await other.locator(".asks>ol>li:visible").count() === 3, "and gives it to who opens it");
  await close(other);
  const foundation = await page.locator("select[name=foundation] option").nth(1).getAttribute("data-name");
  await page.locator("select[name=of]").selectOption({index: 0});
  await choose(page, "foundation", foundation);
  const reach = await page.locator(".asks>ol>li:visible").count();
  say(reach > 0 && reach < 17, `${reach} asks reach the foundation ${foundation}`);
  await page.locator("#_filters button").click();
  await page.waitForFunction(() => !location.hash);
  const area = async name => (await choose(page, "area", name), page.locator(".asks>ol>li:visible").count());
  say(await area("Kent") >= await area("Whole area") && await area("Kent") > 13, "an area has what bears on all of it");
  await page.locator("#_strip button").click();
  await page.waitForFunction(() => document.querySelector("#_strip").hidden);
  say(await page.locator(".asks>ol>li:visible").count() === 17, "all again");
  await choose(page, "of", "HM Treasury");
  await page.evaluate(() => location.hash = "#ASK-DFT-01");
  await page.waitForFunction(() => document.querySelector("#ASK-DFT-01").checkVisibility());
  say(true, "an address within what is left out brings all back");
});
await check("area filter", {page: "many"}, async page => {
  await choose(page, "area", "Area 3");
  const text = await page.locator("#_filters [role=status]").textContent();
  const shown = await page.locator(".asks>ol>li:visible").count();
  say(shown > 0 && text.includes(`showing ${shown} of`), "a filter by area", text);
});

// --- evidence beside the text ---
await check("popover by mouse", {hash: "#SEC-SUMMARY"}, async page => {
  const ref = page.locator("#SEC-SUMMARY [role=doc-noteref]").first(), entry = page.locator("#_entry");
  await ref.hover();
  await page.locator("#_entry:popover-open").waitFor();
  const id = (await ref.getAttribute("href")).slice(1);
  const statement = await page.locator(`[id="${id}"] strong`).textContent();
  const text = await entry.textContent();
  say(text.includes(statement) && /grade \d of 5/.test(text) && /cite it: \d+/.test(text), "hover shows statement, source, grade and use", text);
  await entry.hover();
  await page.waitForTimeout(500);
  say(await entry.evaluate(e => e.matches(":popover-open")), "the pointer may enter it, and it stays");
  const inside = await entry.evaluate(e => { const r = e.getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight; });
  say(inside, "it is within the window");
  await page.mouse.move(1090, 790);
  await page.mouse.move(1085, 780);
  await page.waitForTimeout(600);
  say(await entry.isHidden(), "it goes when the pointer has left");
  await ref.click();
  say(page.url().endsWith("#" + id) && await entry.isHidden(), "a click leads to the entry");
  const back = await page.locator(`[id="${id}"] .evidence-use a`).evaluateAll(all => all.map(a => a.textContent + " " + a.title));
  say(back.length > 0 && back.every(name => /[A-Za-z]{3}/.test(name)), "which leads back by name", back);
});
await check("popover by keyboard", {hash: "#SEC-SUMMARY"}, async page => {
  const refs = page.locator("#SEC-SUMMARY [role=doc-noteref]"), entry = page.locator("#_entry");
  await refs.first().focus();
  await page.locator("#_entry:popover-open").waitFor();
  say(await refs.first().getAttribute("aria-describedby") === "_entry", "focus shows it and ties it to the link");
  await page.mouse.move(600, 700);
  await page.mouse.move(610, 710);
  await page.waitForTimeout(500);
  say(await entry.isVisible(), "a pointer elsewhere does not take it away");
  await page.keyboard.press("Escape");
  say(await entry.isHidden() && await refs.first().evaluate(e => e === document.activeElement), "Esc closes it, focus stays");
  say(await refs.first().getAttribute("aria-describedby") === null, "and the tie is gone");
  await page.keyboard.press("Tab");
  say(await entry.isVisible() === await page.evaluate(() => document.activeElement.matches("[role=doc-noteref]")), "the next stop has its own");
});
await check("popover by touch", {hash: "#SEC-SUMMARY", width: 390, height: 844, hasTouch: true, isMobile: true}, async page => {
  const ref = page.locator("#SEC-SUMMARY [role=doc-noteref]").first(), entry = page.locator("#_entry");
  await ref.tap();
  await page.locator("#_entry:popover-open").waitFor();
  say(page.url().endsWith("#SEC-SUMMARY"), "a tap shows the entry beside the text");
  await entry.locator("a").tap();
  say(page.url().includes("#EV-"), "and its link leads to it", page.url());
  await page.waitForTimeout(500);
  say(await entry.isHidden(), "and leaves nothing open");
});

// --- terms of the glossary beside the text ---
const term = "#SEC-ABOUT [role=doc-glossref]";
await check("a term by mouse", {page: "glossary"}, async page => {
  const ref = page.locator(term).first(), entry = page.locator("#_entry");
  await ref.hover();
  await page.locator("#_entry:popover-open").waitFor();
  const text = await entry.textContent();
  say(text.includes("gross value added (GVA)") && text.includes("The value of what is made, less what is bought for it"), "hover shows a term and what it means", text);
  say(await entry.locator("a").getAttribute("href") === await ref.getAttribute("href"), "with a link to all of it", await entry.innerHTML());
  await entry.hover();
  await page.waitForTimeout(500);
  say(await entry.isVisible(), "the pointer may enter it, and it stays");
  await page.keyboard.press("Escape");
  say(await entry.isHidden(), "Esc closes it");
  await page.mouse.move(1090, 790);
  await ref.hover();
  await page.locator("#_entry:popover-open").waitFor();
  await page.mouse.move(1090, 790);
  await page.waitForTimeout(700);
  say(await entry.isHidden(), "shown again, it goes when the pointer has left");
  await page.locator(term).nth(1).hover();
  await page.locator("#_entry:popover-open").waitFor();
  const long = await entry.textContent(), inside = await entry.evaluate(e => { const r = e.getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight; });
  say(inside && long.includes("hours of work") && long.includes("\u2026") && long.length < 400, "a long meaning is cut, and within the window", long);
  await ref.click();
  const id = (await ref.getAttribute("href")).slice(1);
  say(page.url().endsWith("#" + id) && await entry.isHidden() && await page.locator(`[id="${id}"]`).isVisible(), "a click leads to the glossary", page.url());
});
await check("axe, a glossary", {page: "glossary"}, page => runAxe(page, "a page with terms"));
await check("a term by keyboard", {page: "glossary"}, async page => {
  const ref = page.locator(term).first(), entry = page.locator("#_entry");
  await ref.focus();
  await page.locator("#_entry:popover-open").waitFor();
  say(await ref.getAttribute("aria-describedby") === "_entry" && (await entry.textContent()).includes("The value of what is made"), "focus shows what a term means and ties it to the term");
  await runAxe(page, "a term, open", {include: [["#_entry"], ["#SEC-ABOUT h2"]]});
  await page.keyboard.press("Escape");
  say(await entry.isHidden() && await ref.evaluate(e => e === document.activeElement) && await ref.getAttribute("aria-describedby") === null, "Esc closes it, focus stays, the tie is gone");
  await page.keyboard.press("Enter");
  say(page.url().endsWith(await ref.getAttribute("href")), "Enter leads to the glossary", page.url());
});
await check("a term by touch", {page: "glossary", width: 390, height: 844, hasTouch: true, isMobile: true}, async page => {
  const ref = page.locator(term).first(), entry = page.locator("#_entry"), before = page.url();
  await ref.tap();
  await page.locator("#_entry:popover-open").waitFor();
  say(page.url() === before && (await entry.textContent()).includes("The value of what is made"), "a tap shows what a term means beside the text", page.url());
  await page.keyboard.press("Escape");
  say(await entry.isHidden(), "Esc closes it there too");
  await ref.tap();
  await ref.tap();
  await page.waitForTimeout(500);
  say(page.url().endsWith(await ref.getAttribute("href")) && await entry.isHidden(), "a second tap leads to the glossary, and nothing is left open", page.url());
});
await check("a term without a script", {page: "glossary", javaScriptEnabled: false}, async page => {
  const ref = page.locator(term).first();
  await ref.click();
  say(page.url().endsWith(await ref.getAttribute("href")), "without a script a term leads to the glossary", page.url());
});

// --- items ---
await check("items", {permissions: ["clipboard-read", "clipboard-write"], hash: "#ASK-DFT-01"}, async page => {
  const ask = page.locator("#ASK-DFT-01");
  const titles = await ask.locator(".links p").allTextContents();
  say(titles[0] === "Rests on" && await ask.locator(".links dl a").count() > 2, "an item ends with what it rests on", titles);
  say((await page.locator("#INT-INF-02 .links p").allTextContents()).join() === "Rests on,Leads to", "and what it leads to");
  say(await ask.locator("ol.sight li").count() >= 3, "an ask opens with its chain, in order");
  await ask.locator(".id").click();
  await page.waitForFunction(() => document.querySelector("#_say").textContent);
  say((await page.locator("#_say").textContent()) === "Link to ASK-DFT-01 copied", "its address is copied, and that is said");
  say((await page.evaluate(() => navigator.clipboard.readText())).endsWith("#ASK-DFT-01"), "as it is");
  say(await page.locator("section.ask .id").count() === 17 && await page.locator(".evidence>.id").count() > 60, "every item and entry has one");
});
await check("charts", {}, async page => {
  const charts = await page.evaluate(() => [...document.querySelectorAll("svg.chart")].map(svg => {
    const link = svg.closest("figure").querySelector(".web a"), annex = svg.closest(".annex");
    return [svg.querySelectorAll("text").length > 3, !!svg.getAttribute("aria-label"), !!(link ? document.getElementById(link.hash.slice(1)).matches("table,.annex:has(table)") : annex?.querySelector("table,ol,ul"))];
  }));
  say(charts.length >= 6 && charts.every(c => c.every(Boolean)), `${charts.length} charts have real text, a name and their figures as a table`, JSON.stringify(charts));
  const pale = await page.evaluate(() => [...document.querySelectorAll(".scroll")].filter(e => !(e.tabIndex === 0 && (e.getAttribute("aria-label") || document.getElementById(e.getAttribute("aria-labelledby"))))).length);
  say(pale === 0 && await page.locator("table th[scope]").count() > 50, "tables can be reached and named, their heads have a scope");
  const levels = await page.evaluate(() => [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map(h => +h.tagName[1]));
  say(levels.filter(l => l === 1).length === 1 && levels.every((l, i) => !i || l <= levels[i - 1] + 1), "one title, no level skipped");
});

await check("matrix", {hash: "#annex-matrix", acceptDownloads: true}, async page => {
  const cell = page.locator("#matrix tbody td:has(a)").first(), id = await cell.locator("xpath=../th/a").getAttribute("href");
  say(/^(\d+|●{1,3} \d+) paths?$/.test(await cell.textContent()) && await cell.locator("a").getAttribute("href") === id, "a cell of the matrix says what it counts and leads to the claim", await cell.innerHTML());
  say(await page.locator("#matrix td:empty").count() === 0 && await page.locator("#matrix td .said", {hasText: "none"}).count() > 10, "an empty one says that there is none");
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("[download='matrix.csv']").click()]);
  const rows = readFileSync(await file.path(), "utf8").trim().split("\r\n");
  say(file.suggestedFilename() === "matrix.csv" && rows.length === await page.locator("#matrix tr").count() && rows[0].startsWith('"What leads back","'), "the matrix is kept as CSV", rows[0]);
  await cell.locator("a").click();
  say(page.url().endsWith(id), "the claim is reached", page.url());
});

// --- small windows, large text ---
for (const [width, scale, name] of [[320, 1, "320 px (400 %)"], [550, 1, "200 %"], [1100, 2, "text twice as large"]])
  await check(name, {width, height: 640}, async page => {
    await page.evaluate(layOut);
    if (scale > 1) await (await page.context().newCDPSession(page)).send("Page.setFontSizes", {fontSizes: {standard: 16 * scale}});
    say(await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize)) === 18 * scale, `text ${scale} times its size`);
    const wide = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, [...document.querySelectorAll("body *")]
      .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll,pre")).slice(0, 3).map(e => e.outerHTML.slice(0, 120))]);
    say(wide[0] <= 0, `no sideways scroll: ${name}`, wide.join("\n"));
  });

// --- what changed ---
await check("what changed", {page: "changes"}, async page => {
  const marks = page.locator("main :is(ins, del)"), count = await marks.count();
  const lines = await marks.evaluateAll(all => all.filter(e => getComputedStyle(e).textDecorationLine === (e.localName === "ins" ? "underline" : "line-through")).length);
  const said = await marks.evaluateAll(all => all.filter(e => /^(inserted|deleted): /.test(e.textContent)).length);
  say(count > 10 && lines === count && said === count, `${count} words put in and left out have a line and are said to be so`, `${lines} ${said}`);
  const first = page.locator("main .change").first();
  await first.getByText("next change").focus();
  await page.keyboard.press("Enter");
  const id = await page.locator("main .change").nth(1).getAttribute("id");
  await page.waitForTimeout(200);
  say(page.url().endsWith("#" + id) && await page.locator("#" + id).evaluate(e => e.getBoundingClientRect().top < innerHeight), "the next one is a key away", page.url());
  const ran = await page.evaluate(() => Object.keys(window).filter(key => key.startsWith("pwned")));
  say(!ran.length && page.asked.length === 1, "and a hostile strategy runs no script there", ran);
});

// --- each chapter in the colour that the layout gives it in turn, on the web as on paper ---
for (const [scheme, colours] of Object.entries({light: ["#12436d", "#0b6558", "#4c3b8f", "#801650", "#8f3d0a"], dark: ["#85b9e8", "#6fd0c0", "#b9a8ef", "#e79ac4", "#f0a878"]}))
  await check(`chapters, ${scheme}`, {colorScheme: scheme}, async page => {
    const seen = await page.evaluate(() => [...document.querySelectorAll("main>section")].map(e => {
      const hex = text => "#" + text.match(/\d+/g).slice(0, 3).map(n => (+n).toString(16).padStart(2, "0")).join(""), h2 = e.querySelector("h2");
      return [/^(Annex )?[\dA-Z]+ /.test(h2.textContent) && e.className.includes("chapter-"), hex(getComputedStyle(e).borderTopColor), hex(getComputedStyle(h2).color)];
    }).filter(([numbered]) => numbered));
    const wrong = seen.filter(([, rule, head], i) => rule !== colours[i % 5] || head !== rule);
    say(seen.length > 20 && !wrong.length, `${seen.length} chapters have the layout's colours in turn, rule and heading, ${scheme}`, JSON.stringify(wrong.slice(0, 3)));
    const luminance = hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16) / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
    const [ground, tint] = scheme === "light" ? ["#ffffff", "#eef4f3"] : ["#14191f", "#1d2630"];
    const ratio = (a, b) => (Math.max(luminance(a), luminance(b)) + .05) / (Math.min(luminance(a), luminance(b)) + .05);
    say(colours.every(c => ratio(c, ground) >= 4.5 && ratio(c, tint) >= 4.5), `each is read at 4.5 to 1, ${scheme}`, colours.map(c => ratio(c, ground).toFixed(1)));
  });

// --- what readers ask of their system ---
await check("forced colours", {forcedColors: "active"}, async page => {
  const seen = await page.evaluate(() => [matchMedia("(forced-colors: active)").matches, getComputedStyle(document.querySelector(".box")).borderTopStyle]);
  say(seen[0] && seen[1] === "solid", "forced colours: frames have a line", seen);
  await page.locator("#_find").focus();
  say(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle) === "solid", "and focus an outline");
});
await check("reduced motion", {reducedMotion: "reduce"}, async page => {
  const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter(e => {
    const s = getComputedStyle(e);
    return s.transitionDuration !== "0s" || s.animationName !== "none" || s.scrollBehavior !== "auto";
  }).length);
  say(moving === 0, "nothing moves by itself", moving);
});

// --- without script ---
await check("no script", {javaScriptEnabled: false}, async page => {
  say(await page.locator("form:visible").count() === 0, "without script nothing is offered that needs it");
  say(await page.locator("nav a:visible").count() > 50, "the contents are there");
  const ref = page.locator("#SEC-SUMMARY [role=doc-noteref]").first(), href = await ref.getAttribute("href");
  await ref.click();
  say(page.url().endsWith(href) && await page.locator(href).isVisible(), "evidence leads to its entry", page.url());
  await page.locator(href + " .evidence-use a").first().click();
  say(!page.url().endsWith(href), "and the entry back", page.url());
  const hidden = await page.locator("main *:not(svg *, script, details:not([open]) *, .narrow, .narrow *, .by-script, .by-script *)").evaluateAll(all => all.filter(e => !e.checkVisibility() && e.textContent.trim()).map(e => e.outerHTML.slice(0, 120))).catch(error => [`${error}`]);
  say(hidden.length === 0, "all the text is there", hidden);
});

// --- print ---
await check("print", {}, async page => {
  // As wide as the sheet: a word of a table on two lines is a word that is split.
  await page.setViewportSize({width: 627, height: 970});
  await page.emulateMedia({media: "print"});
  const split = () => page.evaluate(() => {
    const out = [], range = new Range();
    for (const cell of document.querySelectorAll("main :is(td,th)")) {
      const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) for (const {0: word, index} of walk.currentNode.data.matchAll(/[\p{L}\p{N},.£]+/gu)) {
        range.setStart(walk.currentNode, index);
        range.setEnd(walk.currentNode, index + word.length);
        if (new Set([...range.getClientRects()].filter(r => r.width).map(r => Math.round(r.top))).size > 1) out.push(word);
      }
    }
    return out;
  });
  const words = await split();
  say(!words.length, "on paper no word and no figure of a table is split", words.slice(0, 8));
  await page.evaluate(() => {
    const s = new CSSStyleSheet();
    s.replaceSync("table{width:6em!important;table-layout:fixed;overflow-wrap:anywhere!important}");
    document.adoptedStyleSheets.push(s);
  });
  say((await split()).length > 50, "a word split would be seen");
  await page.evaluate(() => document.adoptedStyleSheets.pop());
  say(await page.evaluate(() => getComputedStyle(document.querySelector("pre") || document.body.appendChild(document.createElement("pre"))).whiteSpace.startsWith("pre-wrap")), "and code wraps");
  await page.emulateMedia({media: null});
  const bytes = await page.pdf({preferCSSPageSize: true, printBackground: true});
  writeFileSync(`${folder}/print.pdf`, bytes);
  say(bytes.length > 100000, "the page prints", bytes.length);
});

// --- a hostile strategy ---
await check("hostile", {page: "hostile"}, async page => {
  await page.waitForTimeout(200);
  await page.locator("#_find").fill("script");
  await page.locator("#_results a").first().waitFor();
  for (const ref of await page.locator("main [role=doc-noteref]").all()) {
    await ref.focus();
    await page.locator("#_entry:popover-open").waitFor();
  }
  for (const select of await page.locator("#_filters select").all()) await select.selectOption({index: 1});
  const found = await page.evaluate(() => ({
    ran: Object.keys(window).filter(key => key.startsWith("pwned")),
    scripts: [...document.scripts].filter(s => s.src || s.text).length,
    handlers: [...document.querySelectorAll("*")].flatMap(e => e.getAttributeNames().filter(n => n.startsWith("on") || n === "style" && !e.id && !/^((content-visibility|contain-intrinsic-size): |$)/.test(e.getAttribute(n)))),
    links: [...document.links].filter(a => !(a.download && a.href.startsWith("data:text/csv;"))).map(a => a.protocol).filter(p => !["file:", "https:", "http:", "mailto:"].includes(p)),
    foreign: document.querySelectorAll("iframe,object,embed,base,form[action],main img:not([srcset^='data:']),img[src],svg script,svg [onload]").length,
    title: document.title,
  }));
  say(!found.ran.length && !page.faults.length, "a hostile strategy runs no script", JSON.stringify(found.ran.concat(page.faults)));
  say(found.scripts === 2 && !found.handlers.length && !found.links.length && !found.foreign, "and is text, nothing else", JSON.stringify(found));
  say(found.title.includes("<script>"), "which shows what was written", found.title);
  say(page.asked.length === 1, "and asks for nothing", page.asked);
});

await browser.close();
