// The reader: contents that keep the place, find, filters, evidence beside the text, links to copy.
// Nothing of the document is only here: without script every link leads where it says.
"use strict";
// What is far from the screen is laid out when it comes near: a long document opens at once.
const far = new CSSStyleSheet();
far.replaceSync("@media screen{main>section:not(:has(>section)),section section,.evidence,.gap{content-visibility:auto;contain-intrinsic-size:auto 20rem}}");
document.adoptedStyleSheets = [far];
addEventListener("DOMContentLoaded", () => {
  const one = (selector, at = document) => at.querySelector(selector);
  const all = (selector, at = document) => [...at.querySelectorAll(selector)];
  const make = (tag, text, name) => {
    const e = document.createElement(tag);
    e.textContent = text;
    if (name) e.className = name;
    return e;
  };
  const target = a => document.getElementById(decodeURIComponent(a.hash.slice(1)));
  const rest = () => new Promise(done => setTimeout(done));
  const count = (n, word) => n + " " + word + (n === 1 ? "" : "s");

  // --- contents: the section being read is marked and kept in view ---
  const main = one("main"), nav = one("nav"), details = one("details");
  const entries = new Map(all("a", nav).map(a => [a.hash.slice(1), a]));
  const wide = matchMedia("(min-width: 60rem)");
  let here, due;
  const mark = () => {
    due = 0;
    let at = document.elementFromPoint(main.getBoundingClientRect().left + 9, innerHeight / 4);
    while (at && !entries.has(at.id)) at = at.parentElement;
    const a = at && entries.get(at.id);
    if (!a || a === here) return;
    here?.removeAttribute("aria-current");
    here = a;
    a.setAttribute("aria-current", "location");
    const line = a.getBoundingClientRect(), box = nav.getBoundingClientRect();
    if (line.top < box.top || line.bottom > box.bottom) nav.scrollTop += line.top - box.top - box.height / 3;
  };
  const plan = () => due ||= requestAnimationFrame(mark);
  const fold = () => details.open = wide.matches;
  addEventListener("scroll", plan, {passive: true});
  wide.addEventListener("change", fold);
  fold();
  plan();
  nav.addEventListener("click", e => e.target.closest("a") && fold());

  // --- filters: items that have every value chosen; the address carries the choice ---
  const filters = one("#_filters");
  let reveal = () => {};
  if (filters) {
    const selects = all("select", filters), items = all("[data-f]"), status = one("[role=status]", filters);
    const asks = all(".asks>ol>li"), links = all(".asks h3 a,nav a"), word = one(".asks h2").textContent.toLowerCase();
    const apply = () => {
      const chosen = selects.filter(s => s.value);
      for (const e of items) {
        const has = e.dataset.f.split(" ");
        e.hidden = !chosen.every(s => has.includes(s.value));
      }
      for (const a of links) a.closest("li").hidden = target(a)?.hidden || false;
      const shown = list => list.filter(e => !e.hidden).length + " of " + list.length;
      status.textContent = chosen.length ? `Showing ${shown(asks)} ${word} and ${shown(items)} items` : "";
      return chosen;
    };
    const change = () => {
      const words = new URLSearchParams(apply().map(s => [s.name, s.selectedOptions[0].text]));
      history.replaceState(null, "", words.size ? "#?" + words : "#");
    };
    reveal = e => {
      if (!e?.closest("[hidden]")) return;
      filters.reset();
      apply();
      e.scrollIntoView();
    };
    const load = () => {
      if (!location.hash.startsWith("#?")) return reveal(target(location));
      const words = new URLSearchParams(location.hash.slice(2));
      for (const s of selects)
        s.value = [...s.options].find(o => o.value && o.text === words.get(s.name))?.value || "";
      apply();
    };
    filters.addEventListener("change", change);
    filters.addEventListener("reset", () => setTimeout(change));
    addEventListener("hashchange", load);
    filters.hidden = false;
    load();
  }

  // --- find: words by their beginning, each result with its sentence ---
  const find = one(".find"), box = one("#_find"), whole = one("#_whole"), panel = one("#_results");
  const list = one("ol", panel), say = one("p", panel), most = 50;
  const plain = s => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let reading, turn = 0;
  // The text is read once, when it is first wanted, a slice at a time.
  const read = async () => {
    const blocks = [];
    let until = performance.now() + 8;
    for (const e of main.querySelectorAll("p,li,dd,td,th,h2,h3,h4,h5,h6,figcaption,caption")) {
      if (performance.now() > until) {
        await rest();
        until = performance.now() + 8;
      }
      if (e.closest(".web") || one("p,li", e)) continue;
      const text = e.textContent.replace(/\s+/g, " ").trim();
      if (text) blocks.push({e, text, plain: plain(text)});
    }
    return blocks;
  };
  const result = ({e, text, at, length}) => {
    const section = e.closest("section,.evidence,.gap"), title = one("h2,h3,h4,h5,strong", section);
    const dot = text.lastIndexOf(". ", at), next = text.indexOf(". ", at);
    const from = Math.max(dot < 0 ? 0 : dot + 2, at - 120), to = Math.min(next < 0 ? text.length : next + 1, at + 180);
    const li = make("li", ""), a = make("a", "");
    a.href = "#" + section.id;
    a.append(make("b", title.textContent), text.slice(from, at), make("mark", text.slice(at, at + length)), text.slice(at + length, to));
    a.addEventListener("click", () => setTimeout(() => {
      panel.hidden = true;
      reveal(e);
      e.tabIndex = -1;
      e.focus({preventScroll: true});
      e.scrollIntoView({block: "center"});
    }));
    li.append(a);
    return li;
  };
  const search = async () => {
    const mine = ++turn, words = plain(box.value).match(/[\p{L}\p{N}]+/gu) || [];
    panel.hidden = !words.length;
    if (!words.length) return;
    const blocks = await (reading ||= read());
    const end = whole.checked ? "(?![\\p{L}\\p{N}])" : "";
    const tests = words.map(w => new RegExp("(?<![\\p{L}\\p{N}])" + w + end, "u"));
    const hits = [];
    for (let i = 0; i < blocks.length; i++) {
      if (i % 999 === 998) await rest();
      if (mine !== turn) return;
      const first = tests[0].exec(blocks[i].plain);
      if (first && tests.every(t => t.test(blocks[i].plain)))
        hits.push({...blocks[i], at: first.index, length: words[0].length});
    }
    list.replaceChildren(...hits.slice(0, most).map(result));
    say.textContent = !hits.length ? "Nothing found" : count(hits.length, "result") + (hits.length > most ? `, the first ${most} shown` : "");
  };
  find.addEventListener("input", search);
  find.addEventListener("submit", e => {
    e.preventDefault();
    one("a", list)?.click();
  });
  find.addEventListener("keydown", e => {
    const links = all("a", list), step = {ArrowDown: 1, ArrowUp: -1}[e.key];
    if (e.key === "Escape" && !panel.hidden) {
      panel.hidden = true;
      box.focus();
    } else if (step && !panel.hidden) {
      e.preventDefault();
      (links[links.indexOf(document.activeElement) + step] || box).focus();
    }
  });
  document.addEventListener("pointerdown", e => find.contains(e.target) || (panel.hidden = true));
  find.hidden = false;

  // --- evidence beside the text: shown on hover, focus or tap; stays while wanted; Esc closes it ---
  const entry = one("#_entry");
  let ref, tapped, wait;
  const later = (ms, f, a) => {
    clearTimeout(wait);
    wait = setTimeout(f, ms, a);
  };
  const hide = () => entry.hidePopover();
  const show = a => {
    const from = target(a);
    if (a === ref || !from) return;
    hide();
    const uses = all(".evidence-use a", from).length, more = make("a", "The whole entry");
    more.href = a.hash;
    entry.replaceChildren(
      make("p", one(".evidence-head", from).textContent, "evidence-head"),
      make("p", one(".evidence-source", from).firstChild.textContent.trim(), "source"),
      make("p", `Used by ${count(uses, "part")} of this document. `, "source"));
    entry.lastChild.append(more);
    entry.showPopover();
    const at = a.getClientRects()[0], {offsetWidth: w, offsetHeight: h} = entry;
    entry.style.left = Math.max(8, Math.min(at.left - 16, innerWidth - w - 8)) + "px";
    entry.style.top = (at.bottom + h + 8 < innerHeight || at.top < h ? at.bottom + 4 : at.top - h - 4) + "px";
    ref = a;
    a.setAttribute("aria-describedby", entry.id);
  };
  const cited = e => e.target.closest?.("[role=doc-noteref]");
  entry.addEventListener("beforetoggle", e => {
    if (e.newState === "open") return;
    ref?.removeAttribute("aria-describedby");
    ref = null;
  });
  document.addEventListener("pointerover", e => {
    const a = e.pointerType !== "touch" && cited(e);
    if (a) later(120, show, a);
    else if (entry.contains(e.target)) clearTimeout(wait);
    else if (!ref || ref !== document.activeElement) later(300, hide);
  });
  document.addEventListener("focusin", e => {
    const a = cited(e);
    if (a) show(a);
    else if (!entry.contains(e.target)) hide();
  });
  document.addEventListener("click", e => {
    const a = cited(e), own = e.target.closest?.(".id");
    if (a && e.pointerType === "touch" && tapped !== a) {
      e.preventDefault();
      show(a);
    } else if (a || entry.contains(e.target)) hide();
    tapped = a;
    // The address is there to copy even where the clipboard is not.
    if (own) navigator.clipboard?.writeText(own.href).then(() => {
      one("#_say").textContent = "Link to " + own.textContent + " copied";
      setTimeout(() => one("#_say").textContent = "", 4000);
    }, () => {});
  });
});
