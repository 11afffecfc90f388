// --- the colours: the system's until others are chosen ---
const theme = one("#_theme"), dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
const name = () => theme.textContent = isDark() ? texts.light : texts.dark;
click(theme, () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  remember("theme", root.dataset.theme);
  name();
});
on(dark, "change", name);
name();

// --- each table, and the figures of each chart, as CSV with their source ---
const cell = e => {
  const copy = e.cloneNode(true);
  for (const said of all(".web", copy)) said.remove();
  let text = says(copy).replace(/\s+/g, " ").trim();
  // Figures are figures; what a spreadsheet would compute is text.
  const figure = text.replace(/^([-\u2212]?)\u00a3?([\d,]+(\.\d+)?)%?$/, "$1$2").replace(/,/g, "").replace("\u2212", "-");
  if (/^-?\d+(\.\d+)?$/.test(figure)) text = figure;
  else if (/^[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text)) text = "'" + text;
  return '"' + text.replaceAll('"', '""') + '"';
};
const csv = table => {
  const rows = all("tr,g", table).map(tr => all("th,td,text", tr).map(cell).join());
  const title = one("caption", table), after = table.closest(".scroll")?.nextElementSibling.nextElementSibling;
  const source = one(".source:not(.web)", byId(table.id.replace(/-data$/, ""))) || (after?.matches(".source") ? after : null);
  return [...rows, "", ...title ? [cell(title)] : [], ...source ? [cell(source)] : [], cell(make("p", document.title + ", " + addressOf(table.closest("[id]"))))].join("\r\n") + "\r\n";
};
click(document, e => {
  const a = within(e, "a[data-csv]");
  if (!a) return;
  a.href = csvOf("\ufeff" + csv(byId(a.dataset.csv)));
});
