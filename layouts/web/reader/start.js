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
