// --- a narrow window shows the rows of tables as cards, each figure with the head of its column ---
const stack = table => {
  const heads = all("thead tr", table);
  if (heads.length !== 1 || one("thead [colspan],tbody [rowspan]", table)) return;
  const names = all("th,td", heads[0]).map(e => says(e).trim());
  for (const tr of all("tbody tr", table)) [...tr.cells].forEach((cell, i) => i && names[i] && (cell.dataset.head = names[i]));
  flag(table, "cards", true);
};

// --- each table, and what a chart is drawn from, is had as CSV (tools.js makes it) ---
const offer = (table, name) => {
  const a = link("#" + table.id, "CSV");
  a.dataset.csv = table.id;
  a.download = name.replace(/^_/, "") + ".csv";
  return a;
};
for (const table of all("main .scroll>table:not(.matrix)")) {
  const p = make("p", "", "web source");
  p.append(offer(table, table.id));
  table.parentElement.after(p);
  stack(table);
}
for (const a of all("figure>.web.source>a")) {
  const table = byId(target(a));
  if (table?.matches("table")) a.after("; ", offer(table, a.closest("figure").id));
}

// --- where the page opens: the place kept, else the address ---
const begin = () => {
  begun = true;
  if (kept?.id || kept?.y) back(kept);
  else if (hash().length > 1 && query() === false) go(hash());
  document.fonts.ready.then(settle);
};
loaded(begin);
let width = innerWidth;
on(window, "resize", () => {
  if (innerWidth === width) return;
  width = innerWidth;
  known.clear();
  aim(goal || history.state || {y: 0});
  settle();
});
