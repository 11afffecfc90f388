// --- what changed: since the reading that the build was given (.was, html/changes.c), and since this
// browser's reader last read; one after the other by n and p, or by the panel of what was found ---
const since = all(".was").map(e => ({e, section: sectionOf(e)}));
// From where the reader is, when these are not gone through already.
const walk = (list, name, by) => {
  if (found !== list) {
    const from = byId(spot().id) || main, next = list.findIndex(({e}) => from.compareDocumentPosition(e) & 4);
    nth = (next < 0 ? list.length : next) - (by > 0);
    light([]);
    found = list;
    called = name;
  }
  step(by);
};
const walkOn = by => {
  const open = !hits.hidden && found.length;
  if (open || since.length) open ? walk(found, called, by) : walk(since, texts.changed, by);
};
on(document, "keydown", e => {
  const by = {n: 1, p: -1}[e.key];
  if (by && !typing(e) && !viewing) walkOn(by);
});
click(document, e => within(e, "[data-step]") && walk(since, texts.changed, 1));
// A fingerprint for each block, of its words without the numbers that the program gives.
const printOf = ({section, text}) => {
  let sum = 0;
  for (const c of section.id + text.replace(/^[\d.]+ | ?\[[^\]]*\]| \(\d+(\.\d+)*\)/g, "")) sum = Math.imul(sum ^ c.codePointAt(0), 16777619);
  return sum;
};
const look = async () => {
  if (!settled) return setTimeout(look, 99);
  const key = "read " + all("h1,.subtitle").map(says), digest = copied.dataset.digest, last = recall(key);
  if (last?.digest === digest) return;
  const {blocks} = await (reading ||= read()), pause = paced(), prints = [], fresh = [], known = new Set(last?.prints);
  for (const b of blocks) {
    await pause();
    const one = printOf(b);
    prints.push(one);
    if (last && !known.has(one)) fresh.push(b);
  }
  const seen = () => remember(key, {digest, prints});
  if (!fresh.length) return seen();
  for (const {e} of fresh) flag(e, "unread", true);
  // Seen to be so when the panel is closed.
  ended = () => found === fresh && seen();
  if (!hits.hidden) return;
  found = fresh;
  called = told("unread", {n: fresh.length});
  nth = -1;
  status(hits, called);
  hits.hidden = false;
};
look();
