// --- the place: kept by what is read, not by how far down it is ---
// Each entry of the history keeps the block at the top (what has an address around it, and which of
// its blocks it is: what unfolds or hides between the two moves nothing) and how far below the top it
// stands. What is laid out on the way moves what was aimed at: the aim holds until all is laid out and
// still, or until the reader moves on.
let goal, still, last, settled = false, filter = "";
const pad = () => parseFloat(getComputedStyle(root).scrollPaddingTop) || 0;
const inText = () => rect(main).left + Math.min(40, innerWidth / 4);
const blocks = e => all("p,li,tr,dd", e);
const placeOf = e => {
  const owner = e.closest("[id]"), list = blocks(owner), n = list.indexOf(e.closest("p,li,tr,dd"));
  return {id: owner.id, n, at: rect(list[n] || owner).top};
};
// What is hidden now gives its place to what follows.
const seek = ({id, n}) => {
  const owner = id && byId(id);
  return owner && blocks(owner).find((e, i) => n >= 0 && i >= n && e.checkVisibility()) || owner;
};
const spot = () => {
  if (goal) return goal;
  // Between two parts there is none: the next one below is as good, and better than one that begins
  // above the screen, as what is between moves it.
  let first;
  for (let y = pad() + 2; y < innerHeight; y += 24) {
    // What lies over the text hides no place of it.
    const e = document.elementsFromPoint(inText(), y).find(e => e.closest("main [id],#_top"));
    const place = e && placeOf(e);
    if (place?.at >= 0) return place;
    first ||= place;
  }
  return first || {y: scrollY};
};
// What the browser does on its own way in, before start.js, is no place of the reader's.
const kept = history.state;
let begun = false;
const save = () => begun && state({...spot(), filter});
const reach = () => {
  if (!goal) return;
  const e = seek(goal), from = scrollY, at = e ? rect(e).top + from : 0;
  // All is laid out and yet the page has moved: somebody else moves it.
  if (e && settled && last && Math.abs(at - last.at) < 1 && Math.abs(from - last.y) > 1) return leave();
  const off = e ? rect(e).top - goal.at : (goal.y || 0) - from;
  if (Math.abs(off) >= 1) nudge(off);
  still = Math.abs(scrollY - from) < 1 ? still + 1 : 0;
  last = {at, y: scrollY};
  if (still < 12 || !settled) return frame(reach);
  goal = null;
  save();
  plan();
};
const aim = to => {
  const idling = !goal;
  still = 0;
  last = null;
  goal = to;
  if (idling) frame(reach);
};
// A number (8.3) leads to what has it, where nothing has it as its name.
const lookup = text => {
  let id = text.replace(/^#/, "");
  try {
    id = decodeURIComponent(id);
  } catch {}
  const line = !byId(id) && all("a", nav).find(a => says(a).startsWith(id + " "));
  return byId(id) || line && byId(target(line)) || null;
};
let reveal = () => {}, refilter = () => {};
const go = text => {
  const e = lookup(text);
  if (!e) return text.length < 2 && aim({y: 0});
  reveal(e);
  aim({id: e.id, at: pad()});
};
const back = state => {
  refilter(state.filter);
  aim(state);
};
const leave = () => goal = null;
for (const type of ["wheel", "touchmove", "mousedown"]) on(window, type, leave, {passive: true});
on(window, "keydown", e => /^(Arrow|Page|Home|End| )/.test(e.key) && leave());
let due;
on(window, "scroll", () => {
  clearTimeout(due);
  due = setTimeout(save, 120);
});
on(window, "scrollend", () => goal || save());
on(window, "pagehide", save);
on(document, "visibilitychange", save);
click(document, e => {
  const a = within(e, "a[href^='#']");
  if (!a || e.defaultPrevented || e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
  clearTimeout(due);
  save();
  // The same address again is no move in the history.
  if (hash() === a.getAttribute("href")) setTimeout(go, 0, hash());
}, true);
on(window, "popstate", e => {
  if (e.state) back(e.state);
  else if (query() === false) go(hash());
});

// --- room: what is far from the screen is measured in idle turns, and keeps that room ---
const units = all(".asks,main>section").map(section => [section, [...all(":scope>section,:scope>.evidence,:scope>.gap,:scope>ol>li", section), ...main.contains(section) ? [section] : []]]);
// Firefox lays out anew what is made visible only where more of its box changes than that: its room.
const render = (e, how, room = "none") => {
  e.style.contentVisibility = how;
  e.style.containIntrinsicSize = room;
};
// An element of whose content nothing is laid out has itself a box, of the room that was guessed: its
// first child tells.
const skipped = e => !e.firstElementChild?.checkVisibility?.({contentVisibilityAuto: true});
// What is laid out though it is far, with the room that it is given when it is shut.
const opened = [], known = new Set();
const shut = from => {
  for (const [e, room] of opened.splice(from)) render(e, "", room);
};
let round = 0;
const lie = done => flag(root, "settled", settled = done);
// A slice works out styles and layout once: what the last one opened is shut as the next is opened, and a
// part that is known is measured again only for another width.
const settle = async () => {
  const mine = ++round;
  const pause = paced(idle);
  lie(false);
  for (const [section, parts] of units) {
    if (section.hidden) continue;
    let base = 0, first = true;
    for (const part of parts) {
      if (part.hidden || known.has(part) && part !== section) continue;
      await pause();
      if (mine !== round) return;
      const was = spot(), outside = first && skipped(section), far = part !== section && (outside || skipped(part));
      shut(base);
      if (outside) base = opened.push([section, section.style.containIntrinsicSize]);
      if (far) opened.push([part, ""]);
      for (const [e] of opened) render(e, "visible");
      first = false;
      const {height} = getComputedStyle(part), entry = opened.find(([e]) => e === part); // of the content: reader.css
      const room = parseFloat(height) ? "auto " + height : "";
      if (entry) entry[1] = room;
      else part.style.containIntrinsicSize = room;
      known.add(part);
      const e = seek(was), off = e && !goal ? rect(e).top - was.at : 0;
      if (Math.abs(off) >= 1) {
        nudge(off);
        plan();
      }
    }
    shut(0);
  }
  plan();
  lie(true);
};
