// --- one ask after the other instead of the text: a copy to print, for whom the filters say, and the
// meeting, one ask a screen. The address says which, so that a link carries it ---
const view = one("#_view");
const brief = section => {
  const e = make("article"), box = one(".box", section) || section;
  const lead = [...box.children].find(p => p.matches("p:not(.web,.lead,.box-kicker)"));
  const grounds = make("ul", "", "grounds");
  for (const a of all(".rests [role=doc-noteref]", section)) {
    const from = byId(target(a));
    if (from) grounds.append(make("li", all(".evidence-head,.evidence-source,.evidence-state", from).map(says).join(" ")));
  }
  const parts = [one(".facts", section), lead, one(".frank", section), one(".rests dl", section)];
  e.append(make("h2", headOf(section)), ...parts.filter(Boolean).map(copyOf), grounds, heard(section));
  return e;
};
if (view) {
  const leaf = one(".leaf", view), note = one("textarea", view), by = one("input", view);
  let mode, nthAsk = 0, drawn = 0, kept = recall(document.title) || {by: ""};
  const gates = all(".banner .gate"), others = all(".cover,.page,.bar,.skip,#_falls,#_hits"), listed = one(".asks");
  const asks = () => all("li:not([hidden]) h3 a", listed).map(a => byId(target(a)));
  // What two sheets hold: less is said of each ask until all of them stand there. Of more than they hold
  // in any case, the least is said at once.
  const fit = async mine => {
    for (let less = 0; less <= 5; less++) {
      await rest();
      if (mine !== drawn) return;
      leaf.className = "leaf" + " sheet" + " a b c d e".slice(0, 2 * less);
      if (leaf.scrollHeight <= 2 * .88 * parseFloat(getComputedStyle(leaf).minHeight)) break;
    }
    flag(leaf, "sheet", false);
  };
  const draw = async () => {
    const mine = ++drawn, list = asks(), copying = mode === "copy";
    nthAsk = Math.max(0, Math.min(nthAsk, list.length - 1));
    const shown = copying ? list : list.slice(nthAsk, nthAsk + 1);
    const gate = make("dl");
    gate.append(...gates.map(copyOf));
    leaf.replaceChildren(make("h1", document.title), ...filter ? [make("p", one("span", strip).textContent)] : [], gate);
    const many = shown.length > 60;
    leaf.className = "leaf" + (!copying ? "" : many ? " a b c d e" : " sheet");
    status(view, copying || !shown[0] ? "" : told("hit", {at: nthAsk + 1, n: list.length, text: headOf(shown[0])}));
    by.value = kept.by;
    note.value = kept[list[nthAsk]?.id] || "";
    nudge(-scrollY);
    // The one of a meeting at once.
    if (!copying) return leaf.append(...shown.map(brief));
    const pause = paced();
    for (const section of shown) {
      await pause();
      if (mine !== drawn) return;
      leaf.append(brief(section));
    }
    leaf.append(make("p", location.href, "source"));
    many || fit(mine);
  };
  const enter = () => {
    const wanted = new URLSearchParams(query() || ""), was = mode;
    viewing = mode = /^(copy|meeting)$/.test(wanted.get("view")) ? wanted.get("view") : "";
    view.hidden = !mode;
    for (const e of others) flag(e, "away", mode);
    if (!mode) {
      drawn++;
      if (!was) return;
      if (goal) aim(goal);
      return settled || settle();
    }
    view.className = "web " + mode;
    const i = asks().findIndex(e => e.id === wanted.get("at"));
    if (i >= 0) nthAsk = i;
    draw();
    if (was !== mode) attend(view);
  };
  const address = () => `#?${filter ? filter + "&" : ""}view=${mode}${mode === "copy" ? "" : "&at=" + asks()[nthAsk]?.id}`;
  const keepNote = () => {
    kept.by = by.value;
    kept[asks()[nthAsk]?.id] = note.value;
    remember(document.title, kept);
  };
  const turnTo = by => {
    nthAsk += by;
    draw();
    state(history.state, address());
  };
  // As `import:` of engagement/ reads them. A space keeps a spreadsheet from computing what is said.
  const responses = () => {
    const day = new Date().toISOString().slice(0, 10), quote = s => `"${s.replace(/\s+/g, " ").replaceAll('"', '""')}"`;
    const rows = asks().filter(e => kept[e.id]?.trim()).map(e => [`RSP-${day.replaceAll("-", "")}-${e.id}`, kept.by.trim() || texts.meeting, day, e.id, kept[e.id].trim().replace(/^(?=[=+\-@])/, " ")].map(quote).join());
    return ["id,by,date,items,said", ...rows].join("\r\n") + "\r\n";
  };
  const leaveView = () => {
    state(history.state, filter ? "#?" + filter : location.pathname + location.search);
    enter();
    if (from) aim(from);
    attend(main);
  };
  let from;
  click(document, e => {
    const opener = within(e, "[data-view-of]"), act = within(e, "#_view [data-by]")?.dataset.by;
    if (opener) {
      from = spot();
      sheet();
      save();
      mode = opener.dataset.viewOf;
      history.pushState(history.state, "", address());
      mode = "";
      enter();
    } else if (act === "print") print();
    else if (act === "save") {
      const a = link(csvOf(responses()));
      a.download = "responses.csv";
      a.click();
    } else if (act === "0") leaveView();
    else if (act) turnTo(+act);
  });
  on(view, "input", keepNote);
  on(document, "keydown", e => {
    if (!mode || typing(e)) return;
    const by = {ArrowRight: 1, ArrowLeft: -1}[e.key];
    if (e.key === "Escape") leaveView();
    else if (by && mode === "meeting") turnTo(by);
  });
  on(window, "hashchange", enter);
  on(window, "popstate", enter);
  enter();
}
