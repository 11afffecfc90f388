// What every part of the reader uses. embed.py joins the parts, in the order that meson.build names
// them, within one function: what one part names, the later ones have. Nothing of the document is
// only here: without script every link leads where it says.
const one = (selector, at = document) => at.querySelector(selector);
const all = (selector, at = document) => [...at.querySelectorAll(selector)];
const make = (tag, text, name) => {
  const e = document.createElement(tag);
  e.textContent = text;
  if (name) e.className = name;
  return e;
};
const on = (e, type, act, how) => e.addEventListener(type, act, how);
const byId = id => document.getElementById(id);
// An SVG link has no `hash`: the attribute is the same for both.
const target = a => decodeURIComponent(a.getAttribute("href").slice(1));
// What the page itself gives to be said, in its language: {name} stands for a field.
const texts = JSON.parse(byId("_say").dataset.words);
const told = (id, fields) => texts[id].replace(/\{(\w+)\}/g, (all, name) => fields[name]);
// What a section, or an entry of the register, is called.
const headOf = e => one("h2,h3,h4,h5,.evidence-head", e)?.textContent;
// A part of the text to show elsewhere: its addresses stay where they are.
const copyOf = part => {
  const copy = part.cloneNode(true);
  for (const named of [copy, ...all("[id]", copy)]) named.removeAttribute("id");
  return copy;
};
const rest = () => new Promise(done => setTimeout(done));
const idle = () => new Promise(done => (self.requestIdleCallback || setTimeout)(() => done(), {timeout: 100}));
const frame = requestAnimationFrame, rect = e => e.getBoundingClientRect();
const root = document.documentElement, main = one("main"), side = one(".side"), nav = one(".side nav");
const wide = matchMedia("(min-width: 60rem)");
