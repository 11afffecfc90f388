// --- the line of sight of where the reader stands, beside the text of a wide window ---
const rail = one(".rail"), railed = matchMedia("(min-width: 80rem)");
let shown;
// What was said about an item, and agreed.
const replies = all("#annex-responses tr,#annex-co-design tr");
const heard = section => {
  const ul = make("ul", "", "heard");
  for (const tr of replies)
    if (one(`a[href="#${section.id}"]`, tr)) ul.append(make("li", [...tr.cells].filter(c => !one("a:not([role])", c)).map(c => says(c).trim()).join(". ")));
  return ul;
};
// Its own small graph: what it rests on, a column for each step.
const graph = section => {
  const at = new Map([[section, [0, 0]]]), rows = [1];
  let lines = "", nodes = "";
  for (const [from, [x, y]] of at) {
    const head = headOf(from);
    nodes += `<a href="#${from.id}"><title></title><text x="${x * 54}" y="${y * 24 + 16}">${/^[\d.]*/.exec(head)[0] || "o"}</text></a>`;
    for (const a of all(".rests a", from)) {
      const to = byId(target(a));
      if (!to?.dataset.f) continue;
      if (!at.has(to)) at.set(to, [x + 1, (rows[x + 1] = (rows[x + 1] || 0) + 1) - 1]);
      const [toX, toY] = at.get(to);
      lines += `M${x * 54 + 30} ${y * 24 + 12}L${toX * 54 - 4} ${toY * 24 + 12}`;
    }
  }
  const figure = make("figure");
  if (lines) figure.innerHTML = `<svg width="${rows.length * 54}" viewBox="0 0 ${rows.length * 54} ${Math.max(...rows) * 24}"><path d="${lines}"/>${nodes}</svg>`;
  all("title", figure).forEach((e, i) => e.textContent = headOf([...at.keys()][i]));
  return figure;
};
stand = () => {
  const section = here && byId(target(here)), frank = section && one(".frank", section);
  const e = railed.matches && frank ? section : null;
  if (e === shown) return;
  shown = e;
  if (!e) return rail.replaceChildren();
  const parts = all(".facts,.frank,.links", e).filter(part => part.closest("section") === e);
  const copies = [one(".sight", e), ...parts].filter(Boolean).map(copyOf);
  rail.replaceChildren(make("p", says(here), "box-kicker"), graph(e), ...copies, heard(e));
};
on(railed, "change", stand);
// The last part: all that the page can do is there, and it is on its way to its place.
loaded(() => flag(root, "ready", true));
frame(() => frame(stand));
