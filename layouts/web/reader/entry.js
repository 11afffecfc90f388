// --- what a link leads to, beside the text: on hover or focus, or tap for evidence; Esc closes it ---
const entry = one("#_entry"), copied = one("#_say");
let ref, tapped, wait, closing;
const later = (ms, f, a) => {
  clearTimeout(wait);
  wait = setTimeout(f, ms, a);
};
// Closing gives the focus back: that is no wish to see it again.
const hide = () => {
  closing = true;
  entry.hidePopover();
  closing = false;
};
const short = (text, most) => text.length > most ? text.slice(0, text.lastIndexOf(" ", most)) + " \u2026" : text;
const describe = from => {
  if (!from.matches(".evidence")) {
    const title = one(from.matches(".gloss") ? ".evidence-head" : "h2,h3,h4,h5,figcaption,caption", from), text = one("p:not([class]),p.lead", from);
    return title ? [make("p", says(title), "evidence-head"), ...text ? [make("p", short(says(text), 260), "source")] : []] : [];
  }
  const parts = [make("p", headOf(from), "evidence-head")];
  for (const p of all(".evidence-source,.evidence-state,.evidence-against", from))
    parts.push(make("p", says(p.matches(".evidence-source") ? p.firstChild : p), "source"));
  parts.push(make("p", told("places", {n: all(".evidence-cited a", from).length}), "source"));
  return parts;
};
const show = a => {
  const from = byId(target(a));
  if (a === ref || !from) return;
  hide();
  const parts = describe(from);
  if (!parts.length) return;
  const more = link(a.getAttribute("href"), from.matches(".evidence") ? texts["whole-entry"] : texts.go);
  parts.at(-1).append(" ", more);
  entry.replaceChildren(...parts);
  ref = a;
  entry.showPopover();
  const at = a.getClientRects()[0] || rect(a), {offsetWidth: w, offsetHeight: h} = entry;
  entry.style.left = Math.max(8, Math.min(at.left - 16, innerWidth - w - 8)) + "px";
  entry.style.top = (at.bottom + h + 8 < innerHeight || at.top < h ? at.bottom + 4 : at.top - h - 4) + "px";
  a.setAttribute("aria-describedby", entry.id);
};
const linked = e => within(e, ":is(.column,.rail) a[href^='#']:not(.id,[data-csv])");
const cited = e => within(e, "[role=doc-noteref],[role=doc-glossref]");
on(entry, "beforetoggle", e => {
  if (e.newState === "open") return;
  ref?.removeAttribute("aria-describedby");
  ref = null;
});
on(document, "pointerover", e => {
  if (e.pointerType === "touch") return;
  const a = linked(e);
  if (a) later(cited(e) ? 120 : 400, show, a);
  else if (entry.contains(e.target)) clearTimeout(wait);
  else if (!ref || ref !== document.activeElement) later(300, hide);
});
on(document, "focusin", e => {
  const a = cited(e);
  if (closing) return;
  if (a) show(a);
  else if (!entry.contains(e.target)) hide();
});
click(document, e => {
  const a = cited(e), any = within(e, "a[href^='#']");
  clearTimeout(wait);
  if (a && e.pointerType === "touch" && tapped !== a) {
    stop(e);
    show(a);
  } else if (a || entry.contains(e.target) || any) hide();
  tapped = a;
  // The address is there to copy even where the clipboard is not.
  if (any?.matches(".id")) navigator.clipboard?.writeText(any.href).then(() => {
    copied.textContent = told("copied", {title: says(any)});
    setTimeout(() => copied.textContent = "", 4000);
  }, () => {});
});
