// What every part of the reader uses. embed.py joins the parts, in the order that meson.build names
// them, within one function: what one part names, the later ones have. Nothing of the document is
// only here: without script every link leads where it says.
const one = (selector, at = document) => at.querySelector(selector);
const all = (selector, at = document) => [...at.querySelectorAll(selector)];
// What an element says; what an event is within.
const says = e => e.textContent;
const within = (e, selector) => e.target.closest?.(selector);
const make = (tag, text = "", name) => {
  const e = document.createElement(tag);
  e.textContent = text;
  if (name) e.className = name;
  return e;
};
// Whether an element has a class, from now on.
const flag = (e, name, is) => e?.classList.toggle(name, is);
const link = (href, text) => {
  const a = make("a", text);
  a.href = href;
  return a;
};
const on = (e, type, act, how) => e.addEventListener(type, act, how);
const click = (e, act) => on(e, "click", act);
const stop = e => e.preventDefault();
// Letters typed into a field are no keys of ours.
const typing = e => e.ctrlKey || e.metaKey || e.altKey || e.target.matches("input,select,textarea");
const byId = id => document.getElementById(id);
// An SVG link has no `hash`: the attribute is the same for both.
const target = a => decodeURIComponent(a.getAttribute("href").slice(1));
// What the page itself gives to be said, in its language: {name} stands for a field.
const texts = JSON.parse(byId("_say").dataset.words);
const told = (id, fields) => texts[id].replace(/\{(\w+)\}/g, (all, name) => fields[name]);
// What a section, or an entry of the register, is called.
const headOf = e => one("h2,h3,h4,h5,.evidence-head", e)?.textContent;
const csvOf = text => "data:text/csv;charset=utf-8," + encodeURIComponent(text);
const addressOf = e => location.href.split("#")[0] + "#" + e.id;
// A part of the text to show elsewhere: its addresses stay where they are.
const copyOf = part => {
  const copy = part.cloneNode(true);
  for (const named of [copy, ...all("[id]", copy)]) named.removeAttribute("id");
  return copy;
};
const loaded = act => document.readyState === "complete" ? act() : on(window, "load", act);
const rest = () => new Promise(done => setTimeout(done));
const idle = () => new Promise(done => (self.requestIdleCallback || setTimeout)(done, {timeout: 100}));
// Work that gives way to the reader after so many milliseconds: each await of what is returned is a place
// where it may.
const paced = (wait = rest, ms = 4) => {
  let until = 0;
  return async () => {
    if (performance.now() < until) return;
    await wait();
    until = performance.now() + ms;
  };
};
const frame = requestAnimationFrame, rect = e => e.getBoundingClientRect();
const nudge = top => scrollBy({top, behavior: "instant"});
const attend = e => e?.focus({preventScroll: true});
const status = (at, text) => one("[role=status]", at).textContent = text;
const hash = () => location.hash;
const state = (kept, address) => history.replaceState(kept, "", address);
// The section, or entry of the register, around a place of the text.
const sectionOf = e => e.closest("section,.evidence,.gap");
// "#?…": what the filters and the views say of themselves.
const query = () => hash().startsWith("#?") && hash().slice(2);
// What is kept here; a file on disk may be denied the memory.
const recall = key => {
  try {
    return JSON.parse(localStorage.getItem("sightline-" + key));
  } catch {}
};
const remember = (key, value) => {
  try {
    localStorage.setItem("sightline-" + key, JSON.stringify(value));
  } catch {}
};
const root = document.documentElement, main = one("main"), side = one(".side"), nav = one(".side nav");
const wide = matchMedia("(min-width: 60rem)");
