// --- a narrow window shows the rows of tables as cards, each figure with the head of its column ---
for (const table of all(".scroll>table:not(.matrix)")) {
  const heads = all("thead tr", table);
  if (heads.length !== 1 || one("thead [colspan],tbody [rowspan]", table)) continue;
  const names = all("th,td", heads[0]).map(e => e.textContent.trim());
  for (const tr of all("tbody tr", table)) [...tr.cells].forEach((cell, i) => i && names[i] && (cell.dataset.head = names[i]));
  table.classList.add("cards");
}

// --- where the page opens: the place kept, else the address ---
const begin = () => {
  if (history.state?.id || history.state?.y) back(history.state);
  else if (location.hash.length > 1 && !location.hash.startsWith("#?")) go(location.hash);
  document.fonts.ready.then(settle);
};
if (document.readyState === "complete") begin();
else on(window, "load", begin);
let width = innerWidth;
on(window, "resize", () => {
  if (innerWidth === width) return;
  width = innerWidth;
  aim(goal || history.state || {y: 0});
  settle();
});
