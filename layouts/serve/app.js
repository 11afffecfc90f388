// The author's preview: asks for what is new, shows it where the eyes are, and says where a thing stands.
"use strict";
const by = id => document.getElementById(id);
const BLOCKS = "p, li, td, th, h1, h2, h3, h4, h5, h6, figcaption, pre, dd, dt, caption";
let cursor = 0, version = 0, prints = [], readOnly = false;

const ask = async (path, body) => {
  const options = body ? {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)} : {};
  const got = await fetch(path, options);
  if (!got.ok) throw new Error(await got.text());
  return got.json();
};
const tell = text => { by("told").textContent = text; };

const open = async (where, opens) => {
  try {
    const found = await ask("find", {...where, open: opens});
    tell(!found.file ? "…" : `${found.file}:${found.line}${found.opened === false ? " (no editor)" : ""}`);
    if (found.address) location.href = found.address;
    return found;
  } catch (error) {
    tell(error.message.trim());
  }
};

// --- findings ---

const listFindings = findings => {
  by("none").hidden = findings.length > 0;
  by("findings").hidden = findings.length === 0;
  by("findings").replaceChildren(...findings.map(one => {
    const item = document.createElement("li"), code = document.createElement("b"), help = document.createElement("small");
    item.className = one.severity;
    code.textContent = `${one.severity} ${one.code}`;
    help.textContent = one.help;
    item.append(code, " ");
    if (one.file) item.append(`${one.file}:${one.line}:${one.column} `);
    item.append(one.message, " ", help);
    return item;
  }));
};

// --- the page at the left ---

const blocks = page => [...page.querySelectorAll(BLOCKS)].filter(one => !one.querySelector(BLOCKS));
const words = one => one.textContent.replace(/\s+/g, " ").trim();

// Without what is printed beside the author's words.
const source = one => {
  const copy = one.cloneNode(true);
  for (const other of copy.querySelectorAll(".pn, .web")) other.remove();
  return words(copy);
};

let shown = null; // the page as it was sent

// What a click on it says.
const listen = page => page.addEventListener("click", async event => {
  const block = event.target.closest(BLOCKS);
  if (!block || event.target.closest("a, button, input, select, summary, textarea")) return;
  const found = event.altKey ? null : await open({text: source(block)}, !readOnly);
  if (event.altKey || (found?.file && !found.address && !found.opened)) document.dispatchEvent(new CustomEvent("edit-block", {detail: block}));
});

const light = element => {
  const lit = element.matches(BLOCKS) ? [element] : blocks(element);
  for (const one of lit.slice(0, 200)) {
    one.animate([{backgroundColor: "#ffdd00"}, {backgroundColor: "#ffdd0000"}], {duration: 2500});
    one.dataset.lit = "";
  }
};

const ownText = one => [...one.childNodes].filter(node => node.nodeType === 3).map(node => node.data.trim()).join("|");

// Puts into the live page what is otherwise in `now` than in `was`; false when the live one has another shape.
const patch = (was, now, live, changed) => {
  if (was.isEqualNode(now)) return true;
  const old = [...was.children], next = [...now.children], there = [...live.children];
  const same = there.length === old.length && was.tagName === now.tagName && ownText(was) === ownText(now) && old.length && next.length;
  if (!same && /^(BODY|MAIN)$/.test(was.tagName)) return false;
  if (!same) {
    const copy = live.ownerDocument.importNode(now, true);
    live.replaceWith(copy);
    changed.push(copy);
    return true;
  }
  for (const {name} of [...was.attributes]) if (!now.hasAttribute(name)) live.removeAttribute(name);
  for (const {name, value} of [...now.attributes]) if (was.getAttribute(name) !== value) live.setAttribute(name, value);
  let first = 0, rest = 0;
  while (first < old.length && first < next.length && old[first].isEqualNode(next[first])) first++;
  while (rest < old.length - first && rest < next.length - first && old[old.length - 1 - rest].isEqualNode(next[next.length - 1 - rest])) rest++;
  const removed = there.slice(first, old.length - rest), added = next.slice(first, next.length - rest);
  if (removed.length === added.length)
    return added.every((one, i) => old[first + i].tagName === one.tagName ? patch(old[first + i], one, removed[i], changed) : false);
  const copies = added.map(one => live.ownerDocument.importNode(one, true));
  const before = there[old.length - rest] ?? null;
  for (const one of removed) one.remove();
  for (const one of copies) live.insertBefore(one, before);
  changed.push(...copies);
  return true;
};

// The head but for the title: style stays as it is where this is the same.
let head = "";
const headOf = text => text.slice(0, text.indexOf("</head>")).replace(/<title>[^<]*<\/title>/, "");

// --- what reviewers wrote, beside the text ---

let comments = [];

// What a block says without what leads to other places of the document, as the server has it.
const bare = one => {
  const copy = one.cloneNode(true);
  for (const other of copy.querySelectorAll(".pn, .web, a[href^='#']")) other.remove();
  return copy.textContent.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim();
};

// A heading has its number before what it says.
const blockOf = (all, paragraph) => paragraph && (all.find(([, text]) => text === paragraph) ??
  all.find(([one, text]) => /^H/.test(one.tagName) && text.endsWith(paragraph)))?.[0];

const make = (live, tag, style, text = "") => {
  const one = live.createElement(tag);
  one.style.cssText = style;
  one.textContent = text;
  return one;
};

// Marks lie over the page and are none of it: what is put into the page when it changes finds it as it was.
const showComments = () => {
  const live = by("reader").contentDocument;
  if (!live?.body) return;
  live.getElementById("remarks-layer")?.remove();
  if (!comments.length) return;
  const all = blocks(live).map(one => [one, bare(one)]), groups = new Map();
  for (const one of comments) {
    const block = blockOf(all, one.paragraph);
    one.block = block;
    if (block) groups.set(block, [...groups.get(block) ?? [], one]);
  }
  const layer = make(live, "div", "position:absolute;top:0;left:0;width:100%;height:0;z-index:9");
  layer.id = "remarks-layer";
  for (const [block, group] of groups) {
    const box = block.getBoundingClientRect(), view = live.defaultView;
    const top = box.top + view.scrollY, right = Math.min(box.right + view.scrollX, live.documentElement.clientWidth - 12);
    const bar = make(live, "div", `position:absolute;top:${top}px;left:${right + 4}px;width:4px;height:${box.height}px;background:#ffdd00`);
    const mark = make(live, "button", `position:absolute;top:${top}px;left:${right - 20}px;min-width:24px;height:24px;border:1px solid #0b0c0c;border-radius:12px;background:#ffdd00;color:#0b0c0c;font:14px sans-serif;cursor:pointer`, `${group.length}`);
    mark.setAttribute("aria-label", `${group.length} ${group.length === 1 ? "comment" : "comments"}`);
    mark.setAttribute("aria-expanded", "false");
    const width = Math.min(340, live.documentElement.clientWidth - 24);
    const card = make(live, "div", `position:absolute;top:${top + 28}px;left:${Math.max(12, right - width)}px;width:${width}px;padding:8px 12px;border:1px solid #0b0c0c;background:#fff8d6;color:#0b0c0c;font:15px/1.4 sans-serif;overflow-wrap:anywhere`);
    card.hidden = true;
    card.setAttribute("role", "note");
    for (const one of group) {
      const line = make(live, "p", "margin:0 0 6px;color:#0b0c0c", one.said);
      if (one.quote && !one.said.includes(one.quote)) line.append(live.createElement("br"), make(live, "small", "color:#484949", `“${one.quote}”`));
      card.append(line);
    }
    mark.addEventListener("click", () => {
      card.hidden = !card.hidden;
      mark.setAttribute("aria-expanded", `${!card.hidden}`);
    });
    layer.append(bar, mark, card);
  }
  live.documentElement.append(layer);
};

const listComments = () => {
  by("remarks").hidden = comments.length === 0;
  by("comments").replaceChildren(...comments.map(one => {
    const item = document.createElement("li"), show = document.createElement("button");
    item.className = one.done ? "done" : "";
    show.type = "button";
    show.textContent = one.file ? `${one.file}:${one.line}:${one.column}` : `${one.from}: not placed`;
    show.disabled = !one.file;
    show.addEventListener("click", () => {
      one.block?.scrollIntoView({block: "center"});
      if (one.block) light(one.block);
    });
    item.append(show, " ", one.said);
    return item;
  }));
};

new ResizeObserver(() => showComments()).observe(by("reader"));

const load = () => new Promise(done => {
  const frame = by("reader");
  frame.addEventListener("load", () => {
    listen(frame.contentDocument);
    done();
  }, {once: true});
  frame.src = `reader?v=${version}`;
});

const showReader = async isShown => {
  by("nothing").hidden = isShown;
  by("reader").hidden = !isShown;
  if (!isShown) return;
  const text = await (await fetch("reader")).text();
  const parse = () => new (by("reader").contentWindow.DOMParser)().parseFromString(text, "text/html");
  const was = shown, wasHead = head, changed = [];
  head = headOf(text);
  const now = was && head === wasHead ? parse() : null, live = by("reader").contentDocument;
  shown = now;
  if (!now || !live || !live.body || !patch(was.body, now.body, live.body, changed)) {
    await load();
    shown = parse();
    return;
  }
  live.title = now.title;
  changed.forEach(light);
};

// --- the sheets at the right: only what is seen is painted ---

const seen = new IntersectionObserver(entries => {
  for (const {target, isIntersecting} of entries)
    if (isIntersecting && target.dataset.source) {
      target.src = target.dataset.source;
      delete target.dataset.source;
    }
}, {rootMargin: "200px"});

const showSheets = async () => {
  const {pages} = await ask("pages"), list = by("sheets");
  while (list.children.length > pages.length) list.lastChild.remove();
  pages.forEach((page, i) => {
    let item = list.children[i];
    if (!item) {
      item = document.createElement("li");
      const picture = document.createElement("img");
      picture.alt = `${i + 1}`;
      picture.addEventListener("click", event => {
        const box = picture.getBoundingClientRect();
        open({page: i + 1, x: (event.clientX - box.left) * page.width / box.width, y: (event.clientY - box.top) * page.height / box.height}, !readOnly);
      });
      item.append(picture);
      list.append(item);
    }
    if (prints[i] === page.print) return;
    const picture = item.firstChild;
    picture.width = page.width;
    picture.height = page.height;
    picture.dataset.source = `page/${i + 1}.png?dpi=${devicePixelRatio > 1.5 ? 144 : 96}&p=${page.print}`;
    picture.classList.toggle("lit", prints[i] !== undefined);
    setTimeout(() => picture.classList.remove("lit"), 2500);
    seen.unobserve(picture);
    seen.observe(picture);
  });
  prints = pages.map(page => page.print);
};

// --- choices ---

const fill = (select, values, chosen) => {
  const known = [...select.options].map(option => option.value);
  for (const value of values)
    if (!known.includes(value)) select.add(new Option(value, value));
  select.value = chosen;
};

for (const what of ["layout", "audience", "as-of"])
  by(what).addEventListener("change", event => ask("choose", {what, value: event.target.value}).catch(error => tell(error.message.trim())));
by("choices").addEventListener("submit", event => event.preventDefault());

// Where the author's editor is: what its line is of comes into sight, unless it is there already.
const goTo = ({id, paragraph}) => {
  const live = by("reader").contentDocument;
  if (!live?.body) return;
  const one = blockOf(blocks(live).map(block => [block, bare(block)]), paragraph) ?? (id && live.getElementById(id));
  if (!one) return;
  const box = one.getBoundingClientRect();
  if (box.top < 0 || box.bottom > live.defaultView.innerHeight) one.scrollIntoView({block: "center"});
  light(one);
};

const follow = async () => {
  for (;;) {
    try {
      const state = await ask(`state?since=${version}&cursor=${cursor}`);
      const moved = state.cursor.count !== cursor;
      cursor = state.cursor.count;
      if (state.version === version) {
        if (moved) goTo(state.cursor);
        continue;
      }
      version = state.version;
      readOnly = state.readOnly;
      listFindings(state.findings);
      fill(by("layout"), state.layouts, state.layout);
      fill(by("audience"), state.audiences, state.audience);
      by("as-of").value = state.asOf;
      comments = state.comments;
      await showReader(state.shown);
      showComments();
      listComments();
      document.dispatchEvent(new Event("shown"));
      if (moved) goTo(state.cursor);
      document.documentElement.dataset.version = version;
      await showSheets();
    } catch (error) {
      tell(error.message.trim());
      await new Promise(done => setTimeout(done, 1000));
    }
  }
};
follow();
