// --- the place: kept by what is read, not by how far down it is ---
// Each entry of the history keeps the block at the top (what has an address around it, and which of
// its blocks it is: what unfolds or hides between the two moves nothing) and how far below the top it
// stands. What is laid out on the way moves what was aimed at: the aim holds until all is laid out and
// still, or until the reader moves on.
let goal, still, last, settled = false, filter = "", viewing = "";
const pad = () => parseFloat(getComputedStyle(root).scrollPaddingTop) || 0;
const inText = () => rect(main).left + Math.min(40, innerWidth / 4);
const blocks = e => all("p,li,tr,dd", e);
const placeOf = e => {
  // Of what is not laid out yet, what it begins with.
  if (e.matches(".far")) e = e.firstElementChild;
  const owner = e.closest("[id]"), block = e.closest("p,li,tr,dd"), n = block ? blocks(owner).indexOf(block) : -1;
  return {id: owner.id, n, at: rect(n < 0 ? owner : block).top};
};
// What is hidden now gives its place to what follows.
const seek = ({id, n}) => {
  const owner = id && byId(id);
  return owner && n >= 0 && blocks(owner).find((e, i) => i >= n && e.checkVisibility()) || owner;
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
let reaching;
const again = () => reaching ||= frame(reach);
const reach = () => {
  reaching = 0;
  if (!goal || viewing) return;
  const e = seek(goal), from = scrollY, at = e ? rect(e).top + from : 0;
  // All is laid out and yet the page has moved: somebody else moves it.
  if (e && settled && last && Math.abs(at - last.at) < 1 && Math.abs(from - last.y) > 1) return leave();
  const off = e ? rect(e).top - goal.at : (goal.y || 0) - from;
  if (Math.abs(off) >= 1) nudge(off);
  still = Math.abs(scrollY - from) < 1 ? still + 1 : 0;
  if (still === 3) plan();
  last = {at, y: scrollY};
  if (still < 12 || !settled) return again();
  goal = null;
  save();
  plan();
};
const aim = to => {
  still = 0;
  last = null;
  goal = to;
  again();
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
for (const type of ["wheel", "touchmove", "mousedown"]) on(window, type, leave);
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
const partsOf = e => [...e.children].filter(e => e.matches("section,.far,.evidence,.gap,.asks>ol,.asks>ol>li"));
// Firefox lays out anew what is made visible only where more of its box changes than that: its room.
const render = (e, how, room = "none") => {
  e.style.contentVisibility = how;
  e.style.containIntrinsicSize = room;
};
// An element of whose content nothing is laid out has itself a box, of the room that was guessed: its
// first child tells.
const skipped = e => !e.firstElementChild?.checkVisibility?.({contentVisibilityAuto: true});
// What is laid out though it is far, with the room that it is given when it is shut; what is measured for
// this width.
const opened = new Map(), known = new Set();
const shut = (but = []) => {
  for (const [e, room] of opened) if (!but.includes(e)) {
    render(e, "", room);
    opened.delete(e);
  }
};
// What is measured in one go, with the parts around it: what is known only if it holds other parts.
const slices = function* (e, around = []) {
  let slice = [], size = 0;
  for (const part of partsOf(e)) {
    if (part.hidden) continue;
    const inner = partsOf(part).length;
    if (inner) yield* slices(part, [...around, part]);
    else if (known.has(part)) continue;
    slice.push(part);
    size += inner || all("*", part).length;
    if (size > 80) {
      yield [around, slice];
      slice = [];
      size = 0;
    }
  }
  if (slice.length) yield [around, slice];
};
let round = 0;
// What lies there now is final, or another round is to come.
const lie = done => {
  if (!done) round++;
  flag(root, "settled", settled = done);
};
// A slice works out styles and layout once: what the last one opened is shut as the next is opened.
const settle = async () => {
  lie(false);
  const mine = round, pause = paced(idle);
  let eye, y;
  for (const start of all(".asks,main")) for (const [around, slice] of slices(start)) {
    await pause();
    if (mine !== round || viewing) return;
    // What the reader looks at stays where it is.
    if (scrollY !== y) eye = seek(spot());
    const was = eye && rect(eye).top, far = [];
    for (const e of [...around, ...slice]) if (far.length || opened.has(e) || skipped(e)) far.push(e);
    shut(far);
    for (const e of far) {
      opened.has(e) || opened.set(e, e.style.containIntrinsicSize);
      render(e, "visible");
    }
    for (const e of slice) {
      const {height} = getComputedStyle(e), room = parseFloat(height) ? "auto " + height : ""; // of the content: reader.css
      if (opened.has(e)) opened.set(e, room);
      else e.style.containIntrinsicSize = room;
      known.add(e);
    }
    const off = eye && !goal ? rect(eye).top - was : 0;
    if (Math.abs(off) >= 1) {
      nudge(off);
      plan();
    }
    y = scrollY;
  }
  shut();
  plan();
  lie(true);
};
