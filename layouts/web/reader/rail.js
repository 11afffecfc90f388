// --- the line of sight of where the reader stands, beside the text of a wide window ---
const rail = one(".rail"), railed = matchMedia("(min-width: 80rem)");
let shown;
const stand = () => {
  const section = here && byId(target(here)), frank = section && one(".frank", section);
  const e = railed.matches && frank ? section : null;
  if (e === shown) return;
  shown = e;
  if (!e) return rail.replaceChildren();
  const parts = all(".facts,.frank,.links", e).filter(part => part.closest("section") === e);
  const copies = [one(".sight", e), ...parts].filter(Boolean).map(copyOf);
  rail.replaceChildren(make("p", here.textContent, "box-kicker"), ...copies);
};
on(window, "scroll", () => frame(() => frame(stand)));
on(railed, "change", stand);
// The last part: all that the page can do is there, and it is on its way to its place.
const ready = () => root.classList.add("ready");
if (document.readyState === "complete") ready();
else on(window, "load", ready);
frame(() => frame(stand));
