// Find in the page at the left: words as they are read, whatever their accents and capitals. / leads here from everywhere.
"use strict";

const finding = by("find-box"), hitsTold = by("find-told");
let hits = [], hitAt = -1;

const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
// The text of a block, folded, and for each of its letters where it stands.
const lettersOf = block => {
  const walk = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT), places = [];
  let text = "";
  while (walk.nextNode()) {
    const node = walk.currentNode;
    let at = 0;
    for (const letter of node.data) {
      const folded = letter === "\u00ad" ? "" : /\s/.test(letter) ? " " : fold(letter);
      for (const one of folded === " " && (text.endsWith(" ") || !text) ? "" : folded) {
        text += one;
        places.push([node, at, at + letter.length]);
      }
      at += letter.length;
    }
  }
  return {text, places};
};

const findAll = words => {
  const live = by("reader").contentDocument, wanted = fold(words).replace(/\s+/g, " ").trim();
  hits = [];
  if (!live?.body || !wanted) return;
  for (const block of blocks(live)) {
    const {text, places} = lettersOf(block);
    for (let at = text.indexOf(wanted); at >= 0 && hits.length < 2000; at = text.indexOf(wanted, at + wanted.length)) {
      const range = live.createRange(), [first, begin] = places[at], [last, , end] = places[at + wanted.length - 1];
      range.setStart(first, begin);
      range.setEnd(last, end);
      hits.push({range, block});
    }
  }
};

const paintHits = () => {
  const view = by("reader").contentWindow;
  if (!view?.Highlight) return;
  const mark = (name, ranges) => ranges.length ? view.CSS.highlights.set(name, new view.Highlight(...ranges)) : view.CSS.highlights.delete(name);
  mark("found", hits.map(one => one.range));
  mark("found-now", hits[hitAt] ? [hits[hitAt].range] : []);
  if (!hits.length) return;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync("::highlight(found) { background: #ffdd00; color: #0b0c0c } ::highlight(found-now) { background: #f47738; color: #0b0c0c }");
  if (!view.document.adoptedStyleSheets.some(one => one.cssRules[0]?.selectorText === "::highlight(found)")) view.document.adoptedStyleSheets.push(sheet);
};

const tellHits = () => {
  hitsTold.textContent = !finding.value.trim() ? "" : hits.length ? `${hitAt + 1} of ${hits.length}` : "nothing found";
};

const stepHit = by_ => {
  if (!hits.length) return;
  hitAt = (hitAt + by_ + hits.length) % hits.length;
  const {block, range} = hits[hitAt];
  for (let one = block.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
  block.scrollIntoView({block: "center"});
  const box = range.getBoundingClientRect(), view = by("reader").contentWindow;
  if (box.top < 0 || box.bottom > view.innerHeight) view.scrollBy(0, box.top - view.innerHeight / 2);
  paintHits();
  tellHits();
};

const lookFor = () => {
  findAll(finding.value);
  hitAt = -1;
  if (hits.length) stepHit(1);
  paintHits();
  tellHits();
};

const endFind = () => {
  finding.value = "";
  lookFor();
};

finding.addEventListener("input", lookFor);
finding.addEventListener("keydown", event => {
  if (event.key === "Enter") stepHit(event.shiftKey ? -1 : 1);
  else if (event.key === "Escape") endFind();
  else return;
  event.preventDefault();
  event.stopPropagation();
});
by("find-next").addEventListener("click", () => stepHit(1));
by("find-before").addEventListener("click", () => stepHit(-1));
by("find").addEventListener("submit", event => event.preventDefault());

const toFind = event => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  finding.focus();
  finding.select();
};
document.addEventListener("keydown", toFind);
// What has changed is looked through again, at the same hit.
document.addEventListener("shown", () => {
  by("reader").contentDocument?.addEventListener("keydown", toFind); // once, however often
  if (!finding.value.trim()) return;
  const at = hitAt;
  findAll(finding.value);
  hitAt = Math.min(at, hits.length - 1);
  paintHits();
  tellHits();
});
