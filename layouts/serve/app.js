// The author's preview: asks for what is new, shows it where the eyes are, and says where a thing stands.
"use strict";
const by = id => document.getElementById(id);
const BLOCKS = "p, li, td, th, h1, h2, h3, h4, h5, h6, figcaption, pre, dd, dt, caption";
let version = 0, prints = [], readOnly = false;

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
    tell(`${found.file}:${found.line}${found.opened === false ? " (no editor)" : ""}`);
    if (found.address) location.href = found.address;
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

// The first block before the eyes, to be put there again.
const place = page => {
  const seen = page && blocks(page).find(one => one.getBoundingClientRect().bottom > 0);
  return seen && {text: words(seen), top: seen.getBoundingClientRect().top, y: page.defaultView.scrollY};
};

const settle = (frame, kept, before) => {
  const page = frame.contentDocument, now = blocks(page);
  page.addEventListener("click", event => {
    const block = event.target.closest(BLOCKS);
    if (block && !event.target.closest("a, button, input, select, summary")) open({text: words(block)}, !readOnly);
  });
  if (kept) {
    const again = now.find(one => words(one) === kept.text);
    page.defaultView.scrollTo(0, again ? again.getBoundingClientRect().top + page.defaultView.scrollY - kept.top : kept.y);
  }
  if (!before) return;
  for (const one of now.filter(one => !before.has(words(one))).slice(0, 200)) {
    one.animate([{backgroundColor: "#ffdd00"}, {backgroundColor: "#ffdd0000"}], {duration: 2500});
    one.dataset.lit = "";
  }
};

const showReader = shown => {
  const old = by("reader"), page = old.contentDocument;
  by("nothing").hidden = shown;
  old.hidden = !shown;
  if (!shown) return Promise.resolve();
  const ready = page && page.querySelector("main");
  const kept = ready ? place(page) : null, before = ready ? new Set(blocks(page).map(words)) : null;
  // The next one is made behind the one that is seen, and takes its place when it is whole.
  return new Promise(done => {
    const next = old.cloneNode(false);
    next.removeAttribute("src");
    next.style.display = "none";
    next.addEventListener("load", () => {
      next.style.display = "";
      old.remove();
      settle(next, kept, before);
      done();
    }, {once: true});
    old.id = "reader-before";
    next.src = `reader?v=${version}`;
    old.after(next);
  });
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

const follow = async () => {
  for (;;) {
    try {
      const state = await ask(`state?since=${version}`);
      if (state.version === version) continue;
      version = state.version;
      readOnly = state.readOnly;
      listFindings(state.findings);
      fill(by("layout"), state.layouts, state.layout);
      fill(by("audience"), state.audiences, state.audience);
      by("as-of").value = state.asOf;
      await showReader(state.shown);
      document.documentElement.dataset.version = version;
      await showSheets();
    } catch (error) {
      tell(error.message.trim());
      await new Promise(done => setTimeout(done, 1000));
    }
  }
};
follow();
