// --- find: numbers and IDs first, then titles, then text; each result with its sentence ---
const find = one(".find"), box = one("#_find"), whole = one("#_whole"), panel = one("#_results");
const list = one("ol", panel), hits = one("#_hits");
const plain = s => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const letter = "[\\p{L}\\p{N}]";
// The places that the reader goes through: what was found, or what changed (changes.js).
let reading, turn = 0, found = [], called = "", nth = 0, tests = [];
// The text is read once, when it is first wanted, a slice at a time.
const read = async () => {
  const blocks = [], words = new Map();
  const pause = paced();
  for (const walk = document.createTreeWalker(main, NodeFilter.SHOW_ELEMENT); walk.nextNode();) {
    await pause();
    const e = walk.currentNode;
    if (!e.matches("p,li,dd,td,th,h2,h3,h4,h5,h6,figcaption,caption") || e.closest(".web") || one("p,li", e)) continue;
    const text = says(e).replace(/\s+/g, " ").trim();
    if (!text) continue;
    const section = sectionOf(e), flat = plain(text);
    const title = /^H/.test(e.tagName) || e.matches(".evidence-head");
    // Of the same words, the document's own come before those of its annexes.
    const rank = title ? 2 : e.closest(".annex") ? 0 : 1;
    blocks.push({e, text, plain: flat, rank, section, name: title ? plain(section.id) : "", number: title ? (flat.match(/^[\da-z]+(\.\d+)*/) || [""])[0] : ""});
    for (const w of flat.match(/\p{L}{4,}/gu) || []) words.set(w, 1 + (words.get(w) || 0));
  }
  return {blocks, words};
};
// Singular and plural are one word; a word is found by its beginning.
const pattern = w => {
  const stem = w.length < 4 ? w : w.replace(/(ies|y)$/, "(?:y|ies)").replace(/([^s])s$/, "$1s?");
  return `(?<!${letter})${stem}${whole.checked ? `(?:s|es)?(?!${letter})` : ""}`;
};
// "DfT" is the Department for Transport: by its initials, or by its capitals alone.
const aliases = new Map();
for (const o of all("#_filters option[data-name]")) {
  const words = o.dataset.name.split(" ");
  if (words.length < 2) continue;
  aliases.set(plain(words.map(w => w[0]).join("")), plain(o.dataset.name));
  aliases.set(plain(words.filter(w => /^\p{Lu}/u.test(w)).map(w => /^\p{Lu}+$/u.test(w) ? w : w[0]).join("")), plain(o.dataset.name));
}
for (const a of all("main abbr[title]")) aliases.set(plain(says(a)), plain(a.title));
// At most two letters put in, left out or changed.
const distance = (a, b) => {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let k = 1; k <= b.length; k++) next[k] = Math.min(row[k] + 1, next[k - 1] + 1, row[k - 1] + (a[i - 1] !== b[k - 1]));
    row = next;
  }
  return row[b.length];
};
const nearest = (w, words) => {
  let best = "", least = w.length > 7 ? 3 : w.length > 3 ? 2 : 0, often = 0;
  for (const [other, n] of words) {
    if (Math.abs(other.length - w.length) > 2 || other[0] !== w[0]) continue;
    const d = distance(w, other);
    if (d && (d < least || d === least && best && n > often)) [best, least, often] = [other, d, n];
  }
  return best;
};
const parse = text => [...plain(text).matchAll(RegExp(`"([^"]+)"|${letter}+(?:[-.]${letter}+)*`, "gu"))].map(m => m[1] ? {phrase: m[1].trim()} : {word: m[0]});
const compile = ({word, phrase}) => {
  const alias = word && aliases.get(word);
  const either = phrase ? `(?<!${letter})${phrase.replace(/[^\p{L}\p{N}]+/gu, "[^\\p{L}\\p{N}]+")}` : alias ? `${pattern(word)}|${alias}` : pattern(word.replaceAll(".", "\\."));
  return RegExp(either, "gu");
};
const match = async (terms, blocks, mine) => {
  const exact = terms.length === 1 && terms[0].word, out = [];
  tests = terms.map(compile);
  const pause = paced();
  for (const b of blocks) {
    await pause();
    if (mine !== turn) return [];
    const part = exact && b.name.split(/[-.]/).includes(exact) ? 2 : 0;
    const score = exact && (b.name === exact || b.number === exact) ? 9
      : tests.every(t => (t.lastIndex = 0, t.test(b.plain))) ? b.rank + part : part || -1;
    if (score >= 0) out.push({...b, score});
  }
  return out.sort((a, b) => b.score - a.score);
};
// Every word found is marked, in the results and in the text, where it stays marked.
const spans = text => tests.flatMap(t => [...text.matchAll(t)].map(m => [m.index, m.index + m[0].length])).sort((a, b) => a[0] - b[0]);
const marked = (text, from, to) => {
  const out = [], flat = plain(text).length === text.length ? plain(text) : text.toLowerCase();
  for (const [a, b] of spans(flat)) {
    if (a < from || b > to) continue;
    out.push(text.slice(from, a), make("mark", text.slice(a, b)));
    from = b;
  }
  return [...out, text.slice(from, to)];
};
const light = ranges => self.Highlight && CSS.highlights.set("found", new Highlight(...ranges));
const highlight = async mine => {
  const ranges = [];
  const pause = paced();
  for (const {e} of found.slice(0, 400)) {
    await pause();
    if (mine !== turn) return;
    const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const flat = walk.currentNode.data.toLowerCase();
      for (const [a, b] of spans(flat)) {
        const range = new Range();
        range.setStart(walk.currentNode, a);
        range.setEnd(walk.currentNode, b);
        ranges.push(range);
      }
    }
  }
  light(ranges);
};
const step = by => {
  nth = (nth + by + found.length) % found.length;
  const {e, section} = found[nth];
  panel.hidden = true;
  sheet();
  hits.hidden = false;
  status(hits, told("hit", {at: nth + 1, n: found.length, text: called}));
  save();
  history.pushState(null, "", "#" + section.id);
  reveal(e);
  e.open = 1; // what is folded
  e.tabIndex = -1;
  attend(e);
  frame(() => {
    goal = null;
    aim({...placeOf(e), at: Math.max(pad(), innerHeight / 3)});
  });
};
const result = (hit, i) => {
  const {text, section} = hit, title = one("h2,h3,h4,h5,strong", section);
  const at = spans(hit.plain)[0]?.[0] || 0;
  const dot = text.lastIndexOf(". ", at), next = text.indexOf(". ", at);
  const from = Math.max(dot < 0 ? 0 : dot + 2, at - 120), to = Math.min(next < 0 ? text.length : next + 1, at + 180);
  const li = make("li"), a = link("#" + section.id, "");
  a.append(make("b", says(title)), ...marked(text, from, to));
  click(a, e => {
    stop(e);
    nth = i;
    step(0);
  });
  li.append(a);
  return li;
};
let ended = () => {};
const end = () => {
  light([]);
  hits.hidden = true;
  ended();
};
const search = async () => {
  const mine = ++turn, terms = parse(called = box.value.trim());
  panel.hidden = !terms.length;
  if (!terms.length) return end();
  const {blocks, words} = await (reading ||= read());
  let near = "";
  found = await match(terms, blocks, mine);
  if (!found.length && mine === turn) {
    const other = terms.map(t => t.word && !tests[terms.indexOf(t)].test([...words.keys()].join(" ")) ? {word: nearest(t.word, words) || t.word} : t);
    found = await match(other, blocks, mine);
    if (found.length) near = other.map(t => t.word || `"${t.phrase}"`).join(" ");
  }
  await rest();
  if (mine !== turn) return;
  nth = 0;
  list.replaceChildren(...found.slice(0, 50).map(result));
  status(panel, !found.length ? told("nothing", {example: all("a", nav).map(a => says(a).split(" ")[0]).find(s => /^\d+(\.\d+)?$/.test(s)) || 1})
    : (near ? told("near", {words: near}) : "") + told(found.length > 50 ? "found-first" : "found", {n: found.length, most: 50}));
  highlight(mine);
};
let searching;
for (const type of ["focusin", "focusout"]) on(find, type, () => flag(root, "finding", type === "focusin"));
on(find, "input", () => searching = search());
// Who types faster than the text is searched is led there all the same.
on(find, "submit", async e => {
  stop(e);
  await searching;
  await rest();
  if (found.length && box.value) step(0);
});
on(find, "keydown", e => {
  const links = all("a", list), by = {ArrowDown: 1, ArrowUp: -1}[e.key];
  if (e.key === "Escape" && !panel.hidden) {
    panel.hidden = true;
    box.focus();
    e.stopPropagation();
  } else if (by && !panel.hidden) {
    stop(e);
    (links[links.indexOf(document.activeElement) + by] || box).focus();
  }
});
click(hits, e => {
  const by = e.target.dataset.by;
  if (!by) return;
  if (+by) step(+by);
  else end();
});
on(document, "keydown", e => {
  if (e.key !== "/" || typing(e)) return;
  stop(e);
  if (!wide.matches && side.dataset.sheet !== "find") sheet("find");
  attend(box);
  box.select();
});
on(document, "pointerdown", e => find.contains(e.target) || (panel.hidden = true));
