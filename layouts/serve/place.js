// Text edited where it stands: a paragraph, a heading or a block as its file has it, in a box that lies over it. By a click
// where no editor is called, by Alt and a click everywhere, or by keyboard: e chooses a block, arrows go on, Enter opens it.
"use strict";

let passage = null; // {box, area, shown, block, index, got}

const isWritten = () => passage && passage.area.value !== passage.shown;
const mayLeavePassage = () => !isWritten() || confirm("Leave what you have written unsaved?");
const isOfText = one => one?.closest?.("main") && !one.closest(".web, #pencils-layer, #remarks-layer, #passage");

// A block that keys go from.
const standOn = block => {
  if (!block) return;
  block.tabIndex = -1;
  block.style.outline = "3px solid #1a65a6";
  block.addEventListener("blur", () => {
    block.removeAttribute("tabindex");
    block.style.removeProperty("outline");
    if (!block.getAttribute("style")) block.removeAttribute("style");
  }, {once: true});
  block.focus({preventScroll: true});
  block.scrollIntoView({block: "nearest"});
};

const closePassage = () => {
  const {box, block, index} = passage;
  passage = null;
  box.remove();
  const live = by("reader").contentDocument;
  standOn(block.isConnected ? block : blocks(live).filter(isOfText)[index]);
};

const savePassage = async () => {
  const mine = passage, {file, begin, source} = mine.got;
  mine.say("Saving …");
  const got = await post("put", {file, begin, source, to: rewrap(mine.area.value, source)});
  if (mine !== passage) return;
  if (got.status === 409) return mine.say("It has changed in the file since you opened it: nothing is saved. Copy your words, close this and open it anew.");
  if (got.error) return mine.say(`Not saved: ${got.error}.`);
  tell(`${file} is saved.`);
  mine.shown = mine.area.value;
  document.addEventListener("shown", () => mine === passage && closePassage(), {once: true});
};

const layBox = () => {
  const {box, block} = passage, live = by("reader").contentDocument, view = live.defaultView;
  if (!box.isConnected || box.ownerDocument !== live) live.documentElement.append(live.adoptNode(box));
  if (!block.isConnected) return;
  const at = block.getBoundingClientRect(), width = Math.min(Math.max(at.width, 340), live.documentElement.clientWidth - 24);
  box.style.top = `${at.top + view.scrollY - 8}px`;
  box.style.left = `${Math.max(8, Math.min(at.left + view.scrollX - 8, live.documentElement.clientWidth - width - 16))}px`;
  box.style.width = `${width + 16}px`;
};

const openPassage = async block => {
  if (readOnly || !block || !mayLeavePassage()) return;
  const got = await post("passage", {text: source(block)});
  if (got.error) return tell(`Not edited here: ${got.error}.`);
  if (passage) closePassage();
  const live = block.ownerDocument, box = make(live, "div", "position:absolute;z-index:10;padding:8px;box-sizing:border-box;border:2px solid #1a65a6;background:#fff;color:#0b0c0c;font:16px/1.45 sans-serif;box-shadow:0 2px 10px #0006");
  box.id = "passage";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", `${got.id}, ${got.file}:${got.line}`);
  const area = make(live, "textarea", "display:block;width:100%;box-sizing:border-box;padding:4px;border:1px solid #484949;background:#fff;color:#0b0c0c;font:16px/1.45 sans-serif;resize:vertical");
  area.setAttribute("aria-label", `Text of ${got.id}, ${got.file} line ${got.line}`);
  area.value = unwrap(got.source);
  area.rows = Math.max(2, Math.ceil(area.value.length / 70) + area.value.split("\n").length - 1);
  const button = (text, does) => {
    const one = make(live, "button", "margin:6px 8px 0 0;padding:4px 12px;min-height:28px;border:1px solid #1a65a6;border-radius:3px;background:#fff;color:#1a65a6;font:15px sans-serif;cursor:pointer", text);
    one.type = "button";
    one.addEventListener("click", does);
    return one;
  };
  const status = make(live, "span", "color:#484949;font:15px sans-serif");
  status.setAttribute("role", "status");
  const leave = () => mayLeavePassage() && closePassage();
  box.append(area, button("Save", savePassage), button("Close", leave), status);
  box.addEventListener("keydown", event => {
    const saves = (event.ctrlKey || event.metaKey) && (event.key === "s" || event.key === "Enter");
    if (saves) savePassage();
    else if (event.key === "Escape") leave();
    event.stopPropagation();
    if (saves || event.key === "Escape") event.preventDefault();
  });
  passage = {box, area, shown: area.value, block, got, index: blocks(live).filter(isOfText).indexOf(block), say: text => { status.textContent = text; }};
  passage.say("Ctrl+S saves, Escape closes");
  layBox();
  area.focus();
};
document.addEventListener("edit-block", event => isOfText(event.detail) && openPassage(event.detail));
addEventListener("beforeunload", event => isWritten() && event.preventDefault());

// --- by keyboard ---

const toBlocks = event => {
  const live = by("reader").contentDocument, own = event.target, plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!plain || readOnly || !live?.body || own.closest?.("input, textarea, select, [contenteditable]")) return;
  const all = blocks(live).filter(isOfText), at = all.indexOf(own);
  if (event.key === "e" && at < 0) standOn(all.find(one => one.getBoundingClientRect().bottom > 60) ?? all[0]);
  else if (at >= 0 && event.key === "ArrowDown") standOn(all[at + 1]);
  else if (at >= 0 && event.key === "ArrowUp") standOn(all[at - 1]);
  else if (at >= 0 && (event.key === "Enter" || event.key === "e")) openPassage(own);
  else if (at >= 0 && event.key === "Escape") own.blur();
  else return;
  event.preventDefault();
};
document.addEventListener("keydown", toBlocks);
document.addEventListener("shown", () => {
  by("reader").contentDocument?.addEventListener("keydown", toBlocks); // once, however often
  if (passage) layBox();
});

// --- what was deleted, put back ---

let removed = null;
const offerUndo = gone => {
  removed = gone;
  by("undo").hidden = !gone;
  by("undo").textContent = gone ? `Undo: put ${gone.id} back` : "";
};
by("undo").addEventListener("click", async () => {
  const got = await post("undo", {copy: removed.copy});
  if (got.error) return tell(`Not put back: ${got.error}.`);
  offerUndo(null);
  titles.clear();
  tell(`${got.id} stands again in ${got.path}.`);
  by("finder").querySelector("input").focus();
  lead(got.id);
});
