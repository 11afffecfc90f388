// --- a sentence of the text copies with its number, its sources, the address and the digest: words that
// `sightline quote` finds again ---
on(document, "copy", e => {
  const picked = getSelection(), words = String(picked).trim();
  const block = picked.rangeCount && picked.getRangeAt(0).commonAncestorContainer, around = block && (block.nodeType === 3 ? block.parentElement : block);
  const section = around?.closest("main section[id],main .evidence[id]");
  if (!section || words.split(/\s+/).length < 4) return;
  const sources = all("[role=doc-noteref]", around).filter(a => picked.containsNode(a, true)).map(a => describe(byId(target(a))).slice(0, -1).map(says).join(" "));
  e.clipboardData.setData("text/plain", `${words}\n\u2014 ${[headOf(section), document.title, ...sources, addressOf(section)].join("; ")}; ${copied.dataset.digest}`);
  stop(e);
});
