// --- filters: the list holds what has every value chosen; the text also what that rests on ---
const filters = one("#_filters"), strip = one("#_strip");
if (filters) {
  const selects = all("select", filters), listed = all(".asks>ol>li"), items = all("main [data-f]");
  const kind = one(".asks h2").textContent;
  const itemOf = li => byId(target(one("h3 a", li)));
  // What bears on the whole area bears on each part of it.
  const fits = (e, chosen) => {
    const has = (e.dataset.f || "").split(" ");
    return chosen.every(([select, value]) => has.includes(value) || select.dataset.whole && has.includes(select.dataset.whole));
  };
  const ground = from => {
    const seen = new Set(from);
    for (const e of seen)
      for (const a of all(".links .rests a", e)) {
        const next = byId(target(a));
        if (next?.dataset.f) seen.add(next);
      }
    return seen;
  };
  const names = select => select.selectedOptions[0].dataset.name;
  const count = chosen => listed.filter(li => fits(itemOf(li), chosen)).length;
  const apply = () => {
    const chosen = selects.filter(s => s.value).map(s => [s, s.value]);
    const matching = items.filter(e => fits(e, chosen)), kept = ground(matching);
    for (const e of items) e.hidden = chosen.length > 0 && !kept.has(e);
    for (const li of listed) li.hidden = !fits(itemOf(li), chosen);
    for (const a of all("a", nav)) a.closest("li").hidden = byId(target(a))?.hidden || false;
    for (const s of selects) {
      const others = chosen.filter(([other]) => other !== s);
      for (const o of s.options) if (o.value) {
        const n = count([...others, [s, o.value]]);
        o.text = `${o.dataset.name} (${n})`;
        o.disabled = !n && !o.selected;
      }
    }
    const shown = count(chosen);
    const what = chosen.map(([s]) => names(s)).join(", ");
    strip.hidden = !chosen.length;
    root.classList.toggle("filtered", chosen.length > 0);
    const figures = {what, items: kind, n: shown, all: listed.length};
    one("span", strip).textContent = told("strip", figures);
    status(filters, !chosen.length ? "" : shown ? told("shown", figures)
      : told("none-shown", figures) + chosen.map(([s]) => told("without", {what: names(s), n: count(chosen.filter(([o]) => o !== s))})).join(" "));
    filter = String(new URLSearchParams(chosen.map(([s]) => [s.name, names(s)])));
  };
  // What was chosen at stays where it is.
  const change = () => {
    const at = filters.contains(document.activeElement) ? document.activeElement : one("button", filters), was = rect(at).top;
    goal = null;
    apply();
    nudge(rect(at).top - was);
    state({...spot(), filter}, filter ? "#?" + filter : query() === false && hash() || "#");
    settle();
  };
  const choose = text => {
    const words = new URLSearchParams(text);
    for (const s of selects)
      s.value = [...s.options].find(o => o.value && o.dataset.name === words.get(s.name))?.value || "";
    apply();
  };
  refilter = text => (text || "") === filter || (choose(text), settle());
  reveal = e => e.closest("[hidden]:not(#_results)") && refilter("");
  on(filters, "change", change);
  on(filters, "reset", () => setTimeout(change));
  click(one("button", strip), () => {
    const was = spot();
    choose("");
    change();
    aim(was);
    attend(main);
  });
  on(window, "hashchange", () => query() && refilter(query()));
  choose(query() || "");
}
