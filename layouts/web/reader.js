// The reader: contents that keep the place, find, filters, evidence beside the text, links to copy.
// Nothing of the document is only here: without script every link leads where it says. It stands at
// the end of the page and begins each part in a turn of its own.
"use strict";
(async () => {
  const one = (selector, at = document) => at.querySelector(selector);
  const all = (selector, at = document) => [...at.querySelectorAll(selector)];
  const make = (tag, text, name) => {
    const e = document.createElement(tag);
    e.textContent = text;
    if (name) e.className = name;
    return e;
  };
  const on = (e, type, act) => e.addEventListener(type, act);
  const named = hash => document.getElementById(hash.slice(1));
  const rest = () => new Promise(done => setTimeout(done));
  const frame = requestAnimationFrame, rect = e => e.getBoundingClientRect();

  // What is laid out on the way moves what was aimed at: look again once it is. The first pictures
  // show the page a piece at a time.
  const {state} = history, aim = (hash, times = 1) => frame(() => {
    named(hash)?.scrollIntoView();
    if (times) aim(hash, times - 1);
  });
  on(window, "load", () => aim(state || location.hash, 9));
  // What only works by script is folded up until here.
  const unfold = name => {
    const folded = one("template." + name);
    folded?.replaceWith(folded.content);
  };
  await rest();

  // --- contents: the section being read is marked and kept in view ---
  const main = one("main"), nav = one("nav"), details = one("nav details");
  const wide = matchMedia("(min-width: 60rem)");
  let here, due;
  const mark = () => {
    due = 0;
    let at = document.elementFromPoint(rect(main).left + 9, innerHeight / 4), a;
    while (at && !(a = at.id && one("[href='#" + CSS.escape(at.id) + "']", nav))) at = at.parentElement;
    if (!a || a === here) return;
    here?.removeAttribute("aria-current");
    here = a;
    history.replaceState(a.hash, "");
    a.setAttribute("aria-current", "location");
    const list = a.closest("details");
    if (list !== details) list.open = true;
    keep(3);
  };
  // Far parts of the contents take their own room once they are near: look again.
  const keep = times => {
    const line = rect(here), box = rect(nav);
    if (line.top < box.top || line.bottom > box.bottom) nav.scrollTop += line.top - box.top - box.height / 3;
    if (times) frame(() => keep(times - 1));
  };
  const plan = () => due ||= frame(mark);
  const fold = () => details.open = wide.matches;
  on(window, "scroll", plan);
  on(wide, "change", fold);
  frame(fold);
  plan();
  on(nav, "click", e => e.target.closest("a") && fold());

  // A far part takes the room of what it holds, about, so that the place in the whole is seen.
  for (const part of main.children)
    part.style.containIntrinsicSize = "auto " + 20 * part.childElementCount + "rem";
  await rest();

  // --- filters: items that have every value chosen; the address carries the choice ---
  unfold("filters");
  const filters = one("#_filters");
  let reveal = () => {};
  if (filters) {
    const selects = all("select", filters), status = one("[role=status]", filters);
    const apply = () => {
      const items = all("[data-f]"), word = one(".asks h2").textContent.toLowerCase();
      const chosen = selects.filter(s => s.value);
      for (const e of items) {
        const has = e.dataset.f.split(" ");
        e.hidden = !chosen.every(s => has.includes(s.value));
      }
      for (const a of all(".asks h3 a,nav a")) a.closest("li").hidden = named(a.hash)?.hidden || false;
      const shown = list => list.filter(e => !e.hidden).length + " of " + list.length;
      status.textContent = chosen.length ? `Showing ${shown(all(".asks>ol>li"))} ${word} and ${shown(items)} items` : "";
      return chosen;
    };
    const change = () => {
      const words = new URLSearchParams(apply().map(s => [s.name, s.selectedOptions[0].text]));
      if (words.size || location.hash.startsWith("#?")) history.replaceState(null, "", words.size ? "#?" + words : "#");
    };
    reveal = e => {
      if (!e?.closest("[hidden]")) return;
      filters.reset();
      apply();
      e.scrollIntoView();
    };
    const load = () => {
      if (!location.hash.startsWith("#?")) return reveal(named(location.hash));
      const words = new URLSearchParams(location.hash.slice(2));
      for (const s of selects)
        s.value = [...s.options].find(o => o.value && o.text === words.get(s.name))?.value || "";
      apply();
    };
    on(filters, "change", change);
    on(filters, "reset", () => setTimeout(change));
    on(window, "hashchange", load);
    load();
  }

  await rest();

  // --- find: words by their beginning, each result with its sentence ---
  unfold("find");
  const find = one(".find"), box = one("#_find"), whole = one("#_whole"), panel = one("#_results");
  const list = one("ol", panel), say = one("p", panel);
  const plain = s => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let reading, turn = 0;
  // The text is read once, when it is first wanted, a slice at a time.
  const read = async () => {
    const blocks = [];
    let until = 0;
    for (const e of main.querySelectorAll("p,li,dd,td,th,h2,h3,h4,h5,h6,figcaption,caption")) {
      if (Date.now() > until) {
        await rest();
        until = Date.now() + 8;
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
    on(a, "click", () => setTimeout(() => {
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
    const letter = "[\\p{L}\\p{N}]", mine = ++turn, words = plain(box.value).match(RegExp(letter + "+", "gu")) || [];
    panel.hidden = !words.length;
    if (!words.length) return;
    const blocks = await (reading ||= read());
    const tests = words.map(w => RegExp(`(?<!${letter})${w}` + (whole.checked ? `(?!${letter})` : ""), "u"));
    const hits = [];
    for (let i = 0; i < blocks.length; i++) {
      if (i % 999 === 998) await rest();
      if (mine !== turn) return;
      const text = blocks[i].plain, at = text.search(tests[0]);
      if (at >= 0 && tests.every(t => t.test(text))) hits.push({...blocks[i], at, length: words[0].length});
    }
    list.replaceChildren(...hits.slice(0, 50).map(result));
    say.textContent = !hits.length ? "Nothing found" : hits.length + " found" + (hits.length > 50 ? ", the first 50 shown" : "");
  };
  on(find, "input", search);
  on(find, "submit", e => {
    e.preventDefault();
    one("a", list)?.click();
  });
  on(find, "keydown", e => {
    const links = all("a", list), step = {ArrowDown: 1, ArrowUp: -1}[e.key];
    if (e.key === "Escape" && !panel.hidden) {
      panel.hidden = true;
      box.focus();
    } else if (step && !panel.hidden) {
      e.preventDefault();
      (links[links.indexOf(document.activeElement) + step] || box).focus();
    }
  });
  on(document, "pointerdown", e => find.contains(e.target) || (panel.hidden = true));
  await rest();

  // --- evidence beside the text: shown on hover, focus or tap; stays while wanted; Esc closes it ---
  const entry = one("#_entry"), copied = one("#_say");
  let ref, tapped, wait, closing;
  const later = (ms, f, a) => {
    clearTimeout(wait);
    wait = setTimeout(f, ms, a);
  };
  // Closing gives the focus back: that is no wish to see it again.
  const hide = () => {
    closing = true;
    entry.hidePopover();
    closing = false;
  };
  const show = a => {
    const from = named(a.hash);
    if (a === ref || !from) return;
    hide();
    const more = make("a", "The whole entry");
    more.href = a.hash;
    entry.replaceChildren(
      make("p", one(".evidence-head", from).textContent, "evidence-head"),
      make("p", one(".evidence-source", from).firstChild.textContent, "source"),
      make("p", "Parts of this document that use it: " + all(".evidence-use a", from).length + ". ", "source"));
    entry.lastChild.append(more);
    ref = a;
    entry.showPopover();
    const at = a.getClientRects()[0], {offsetWidth: w, offsetHeight: h} = entry;
    entry.style.left = Math.max(8, Math.min(at.left - 16, innerWidth - w - 8)) + "px";
    entry.style.top = (at.bottom + h + 8 < innerHeight || at.top < h ? at.bottom + 4 : at.top - h - 4) + "px";
    a.setAttribute("aria-describedby", entry.id);
  };
  const cited = e => e.target.closest?.("[role=doc-noteref]");
  on(entry, "beforetoggle", e => {
    if (e.newState === "open") return;
    ref?.removeAttribute("aria-describedby");
    ref = null;
  });
  on(document, "pointerover", e => {
    if (e.pointerType === "touch") return;
    const a = cited(e);
    if (a) later(120, show, a);
    else if (entry.contains(e.target)) clearTimeout(wait);
    else if (!ref || ref !== document.activeElement) later(300, hide);
  });
  on(document, "focusin", e => {
    const a = cited(e);
    if (closing) return;
    if (a) show(a);
    else if (!entry.contains(e.target)) hide();
  });
  on(document, "click", e => {
    const a = cited(e), link = e.target.closest("[href^='#']");
    if (a && e.pointerType === "touch" && tapped !== a) {
      e.preventDefault();
      show(a);
    } else if (a || entry.contains(e.target)) hide();
    tapped = a;
    if (link && !e.defaultPrevented) aim(link.hash);
    // The address is there to copy even where the clipboard is not.
    if (link?.matches(".id")) navigator.clipboard?.writeText(link.href).then(() => {
      copied.textContent = "Link to " + link.textContent + " copied";
      setTimeout(() => copied.textContent = "", 4000);
    }, () => {});
  });
})();
