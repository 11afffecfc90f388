// --- filters: the list holds what has every value chosen; the text also what that rests on ---
const filters = one("#_filters"), strip = one("#_strip");
if (filters) {
  const selects = all("select", filters), listed = all(".asks>ol>li"), items = all("main [data-f]");
  const kind = one(".asks h2").textContent;
  // What bears on the whole area bears on each part of it.
  const valuesOf = e => new Set((e.dataset.f || "").split(" "));
  const fits = (has, chosen) => chosen.every(([select, value]) => has.has(value) || select.dataset.whole && has.has(select.dataset.whole));
  const valued = items.map(e => [e, valuesOf(e)]), rows = listed.map(li => [li, valuesOf(byId(target(one("h3 a", li))))]);
  // What an item rests on itself is looked up once, in idle turns unless it is wanted sooner.
  const bases = new Map();
  const rests = e => {
    if (!bases.has(e)) bases.set(e, all(".links .rests a", e).map(a => byId(target(a))).filter(to => to?.dataset.f));
    return bases.get(e);
  };
  const lookAhead = async () => {
    const pause = paced(idle);
    for (const e of items) {
      await pause();
      rests(e);
    }
  };
  const hide = (e, how) => e.hidden === how || (e.hidden = how);
  const ground = from => {
    const seen = new Set(from);
    for (const e of seen) for (const to of rests(e)) seen.add(to);
    return seen;
  };
  const names = select => select.selectedOptions[0].dataset.name;
  const count = chosen => rows.filter(([, has]) => fits(has, chosen)).length;
  // What is not looked at first, a slice at a time: the text, the contents, how many each choice would leave.
  let turns = 0;
  const follow = async (chosen, kept) => {
    const mine = ++turns, pause = paced();
    for (const e of items) {
      await pause();
      if (mine !== turns) return;
      hide(e, !!kept && !kept.has(e));
    }
    for (const [id, a] of lines) {
      await pause();
      hide(a.closest("li"), !!byId(id)?.hidden);
    }
    for (const s of selects) {
      const others = chosen.filter(([other]) => other !== s);
      for (const o of s.options) if (o.value) {
        const n = count([...others, [s, o.value]]);
        o.text = `${o.dataset.name} (${n})`;
        o.disabled = !n && !o.selected;
      }
    }
    if (begun) settle();
  };
  const apply = () => {
    const chosen = selects.filter(s => s.value).map(s => [s, s.value]);
    const kept = chosen.length && ground(valued.filter(([, has]) => fits(has, chosen)).map(([e]) => e));
    for (const [li, has] of rows) hide(li, !fits(has, chosen));
    const shown = count(chosen);
    const what = chosen.map(([s]) => names(s)).join(", ");
    strip.hidden = !chosen.length;
    flag(root, "filtered", !!chosen.length);
    const figures = {what, items: kind, n: shown, all: listed.length};
    one("span", strip).textContent = told("strip", figures);
    status(filters, !chosen.length ? "" : shown ? told("shown", figures)
      : told("none-shown", figures) + chosen.map(([s]) => told("without", {what: names(s), n: count(chosen.filter(([o]) => o !== s))})).join(" "));
    filter = String(new URLSearchParams(chosen.map(([s]) => [s.name, names(s)])));
    lie(false);
    follow(chosen, kept);
  };
  // What was chosen at stays where it is.
  const change = e => {
    const at = e?.target || filters, was = rect(at).top;
    goal = null;
    apply();
    nudge(rect(at).top - was);
    setTimeout(() => state({...spot(), filter}, filter ? "#?" + filter : query() === false && hash() || "#"));
  };
  const choose = text => {
    const words = new URLSearchParams(text);
    for (const s of selects)
      s.value = [...s.options].find(o => o.value && o.dataset.name === words.get(s.name))?.value || "";
    apply();
  };
  refilter = text => (text || "") === filter || choose(text);
  reveal = e => {
    const gone = e.closest("[hidden]:not(#_results)");
    if (gone) gone.hidden = refilter("");
  };
  on(filters, "change", change);
  on(filters, "reset", () => setTimeout(change, 0, 0));
  click(one("button", strip), () => {
    const was = spot();
    choose("");
    change();
    aim(was);
    attend(main);
  });
  on(window, "hashchange", () => query() && refilter(query()));
  choose(query() || "");
  loaded(lookAhead);
}
