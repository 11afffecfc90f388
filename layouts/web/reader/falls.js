// --- what if this falls: entries struck out, or the day moved, and the line of sight judged again by
// the rules of src/sight/audit.c; src/html/falls.c says what the figures are ---
const falls = one("#_falls");
const FROM = 10957; // days from 1970 to 2000
if (falls) {
  const sight = byId("_sight").dataset;
  const entries = JSON.parse(sight.entries).map(([id, whole, end, family, older]) => ({id, whole, end, family: 1n << BigInt(family), older}));
  const items = JSON.parse(sight.items).map(([id, claim, ...links]) => ({id, claim, links: links.map(n => ({to: n >> 2, entry: n & 2, indirect: n & 1}))}));
  const today = +sight.day, struck = new Set();
  let seen = new Set(); // shown as struck out
  const day = one("input", falls), chips = one("ul", falls), result = one("ol", falls);
  // Of each item: the best path's strength, that of what it names itself, and the families that reach it.
  const judge = (without, on) => {
    const replaced = new Set(entries.map((e, i) => without.has(i) ? -1 : e.older));
    const strengths = entries.map((e, i) => e.whole > 1 && (e.end <= on || replaced.has(i)) ? e.whole - 1 : e.whole);
    const sights = items.map(() => ({strength: 0, own: 0, families: 0n}));
    for (let more = true; more;) {
      more = false;
      items.forEach(({links}, i) => {
        const sight = sights[i], was = sight.strength, reach = sight.families;
        for (const {to, entry, indirect} of links) {
          if (entry && without.has(to)) continue;
          const less = indirect && (!entry || strengths[to] > 1) ? 1 : 0;
          const strength = entry ? strengths[to] - less : Math.min(5 - less, sights[to].strength);
          if (entry) sight.own = Math.max(sight.own, strength);
          sight.strength = Math.max(sight.strength, strength);
          sight.families |= entry ? entries[to].family : sights[to].families;
        }
        more ||= sight.strength !== was || sight.families !== reach;
      });
    }
    return sights;
  };
  const single = families => families && !(families & families - 1n);
  const before = judge(new Set(), today);
  const titleOf = id => byId(id) && headOf(byId(id)) || id;
  const differs = (is, was) => {
    const said = [];
    if (!is.strength && was.strength) said.push(texts["on-nothing"]);
    else if (is.strength !== was.strength) said.push(told("weaker", {was: was.strength, is: is.strength}));
    if (is.own !== was.own) said.push(told("weaker-own", {was: was.own, is: is.own}));
    if (single(is.families) && !single(was.families)) said.push(texts["on-one"]);
    return said;
  };
  const line = (item, said) => {
    const li = make("li");
    li.append(byId(item.id) ? link("#" + item.id, titleOf(item.id)) : titleOf(item.id), " " + said.join("; "));
    return li;
  };
  // An item a line, a slice at a time: an entry may bear all of them.
  const list = async (fallen, mine) => {
    const pause = paced();
    result.replaceChildren();
    for (const [item, said] of fallen) {
      await pause();
      if (mine !== counted) return;
      result.append(line(item, said));
    }
  };
  let counted = 0;
  const recount = () => {
    const on = isNaN(day.valueAsNumber) ? today : day.valueAsNumber / 864e5 - FROM;
    const after = judge(struck, on), claims = items.map((item, i) => i).filter(i => items[i].claim);
    const fallen = claims.map(i => [items[i], differs(after[i], before[i])]).filter(([, said]) => said.length);
    const count = test => claims.filter(i => test(after[i], before[i])).length;
    const n = count((is, was) => is.strength !== was.strength || is.own !== was.own);
    list(fallen, ++counted);
    status(falls, fallen.length ? told("fallen", {all: claims.length, n, one: count((is, was) => single(is.families) && !single(was.families)), none: count((is, was) => !is.strength && was.strength)}) : texts.unchanged);
    chips.replaceChildren(...[...struck].map(i => {
      const li = make("li"), button = make("button", told("restore", {title: short(titleOf(entries[i].id), 70)}));
      click(button, () => {
        toggle(i);
        (one("button", chips) || day).focus();
      });
      li.append(button);
      return li;
    }));
    entries.forEach(({id}, i) => {
      const is = struck.has(i);
      if (is === seen.has(i)) return;
      flag(byId(id), "struck", is);
      one(".strike", byId(id) || falls)?.setAttribute("aria-pressed", is);
      for (const a of all(`[role=doc-noteref][href="#${id}"]`)) flag(a, "struck", is);
    });
    seen = new Set(struck);
  };
  const close = () => {
    const last = [...struck].at(-1);
    struck.clear();
    unmoved();
    recount();
    falls.hidden = true;
    flag(root, "falling", false);
    attend(one(".strike", byId(entries[last]?.id) || document));
  };
  const unmoved = () => day.valueAsNumber = (today + FROM) * 864e5;
  const open = () => {
    falls.hidden = false;
    flag(root, "falling", true);
    recount();
  };
  const toggle = i => {
    if (!struck.delete(i)) struck.add(i);
    open();
  };
  unmoved();
  click(document, e => {
    const button = within(e, ".strike");
    if (within(e, "[data-falls]")) {
      sheet();
      open();
      day.focus();
    }
    if (button) toggle(entries.findIndex(({id}) => id === button.closest(".evidence").id));
  });
  on(day, "change", recount);
  click(one(".set button", falls), close);
  on(falls, "keydown", e => e.key === "Escape" && close());
}
