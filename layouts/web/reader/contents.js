// --- contents: the section being read is marked and kept in view, its chapter alone is unfolded ---
const bar = one(".bar"), whereabouts = one(".here", bar);
const lines = new Map(all("a", nav).map(a => [target(a), a]));
let here, planned, stand = () => {}; // rail.js
// Far parts of the contents take their own room once they are near: look again.
const keep = times => {
  const line = rect(here), box = rect(nav);
  if (line.top < box.top || line.bottom > box.bottom) nav.scrollTop += line.top - box.top - box.height / 3;
  if (times) frame(() => keep(times - 1));
};
const mark = () => {
  planned = 0;
  // On the way, where it leads: what lies there now may be laid out otherwise in a moment.
  let at = goal ? byId(goal.id) : document.elementFromPoint(inText(), Math.min(pad() + 60, innerHeight / 4)), a;
  while (at && !(a = lines.get(at.id))) at = at.parentElement;
  if (!a || a === here) return;
  here?.removeAttribute("aria-current");
  here = a;
  a.setAttribute("aria-current", "location");
  whereabouts.textContent = says(a);
  for (const li of all("li.open", nav)) li.contains(a) || flag(li, "open", false);
  for (let li = a.closest("li"); li; li = li.parentElement.closest("li")) flag(li, "open", true);
  const list = a.closest("details details");
  if (list) list.open = true;
  frame(stand);
  keep(1);
};
const plan = () => planned ||= frame(mark);
on(window, "scroll", plan);
on(window, "resize", plan);
plan();

// --- the bar of a narrow window opens the contents or the find box over the text ---
const sheet = name => {
  const open = side.dataset.sheet !== name && name;
  if (open) side.dataset.sheet = name;
  else delete side.dataset.sheet;
  for (const b of all("[data-open]", bar)) b.setAttribute("aria-expanded", b.dataset.open === open);
  return open;
};
for (const button of all("[data-open]", bar)) {
  button.setAttribute("role", "button");
  button.setAttribute("aria-expanded", "false");
  on(button, "keydown", e => e.key === " " && (stop(e), button.click()));
  click(button, e => {
    stop(e);
    if (!sheet(button.dataset.open)) return;
    if (button.dataset.open === "find") one("#_find").focus();
    else {
      attend(here || one("a", nav));
      if (here) here.scrollIntoView({block: "center"});
    }
  });
}
click(nav, e => within(e, "a") && sheet());
on(wide, "change", () => sheet());
on(document, "keydown", e => {
  const open = side.dataset.sheet;
  if (e.key !== "Escape" || !open) return;
  sheet();
  one(`[data-open=${open}]`, bar).focus();
});
