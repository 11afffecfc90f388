// Beside the form of a thing: where it stands and may stand, what refers to it and that it may go, what became of it in git.
"use strict";

// Asked for when it is opened, and not before.
const drawer = (title, fill) => {
  const body = own("div"), one = own("details", {}, own("summary", {}, title), body);
  one.addEventListener("toggle", () => one.open && fill(body));
  return one;
};
const says = (...children) => own("p", {}, ...children);

// --- where it stands ---

const placeBox = form => drawer("Where it stands", async body => {
  const got = await post("place", {id: form.id}), status = own("p", {role: "status"});
  if (got.error) return body.replaceChildren(says(`${titleCase(got.error)}.`));
  const select = own("select", {}), groups = new Map(), go = own("button", {type: "button"}, "Move it there");
  got.slots.forEach((slot, i) => {
    const of = slot.after || slot.part, name = of ? `${slot.group && !slot.after ? "first in" : "after"} ${slot.after ? `${slot.after} ` : ""}${slot.title}` : "first";
    const option = new Option(slot.here ? `${name} (now)` : name, `${i}`, slot.here, slot.here);
    if (!slot.group) return select.add(option);
    if (!groups.has(slot.group)) select.append(groups.set(slot.group, own("optgroup", {label: slot.group})).get(slot.group));
    groups.get(slot.group).append(option);
  });
  go.addEventListener("click", async () => {
    const {part, after, here} = got.slots[select.value];
    if (here) return status.replaceChildren("It stands there.");
    const moved = await post("move", {id: form.id, digest: got.digest, part, after});
    if (moved.error) return status.replaceChildren(`Not moved: ${moved.error}.`);
    body.replaceChildren(own("p", {role: "status"}, `${form.id} stands there now: strategy.yaml says so.`));
    lead(form.id);
  });
  body.replaceChildren(labelled({label: "Its place in the document"}, select), go, status);
});
const lead = id => document.addEventListener("shown", () => by("reader").contentDocument?.getElementById(id)?.scrollIntoView({block: "start"}), {once: true});

// --- what refers to it, and that it may go ---

const listUses = uses => own("ul", {className: "uses"}, ...uses.map(one => {
  const item = own("li", {}, own("b", {}, `${one.file}:${one.line}`), ` ${one.text} `);
  if (one.id) {
    const show = own("button", {type: "button"}, `Open ${one.id}`);
    show.addEventListener("click", () => mayLeave() && openForm({id: one.id}, current.back));
    item.append(show);
  }
  return item;
}));

const removeBox = form => drawer("Delete it", async body => {
  const got = await post("uses", {id: form.id}), status = own("p", {role: "status"});
  if (got.error) return body.replaceChildren(says(`${titleCase(got.error)}.`));
  if (got.count)
    return body.replaceChildren(says(`${got.count === 1 ? "One place refers" : `${got.count} places refer`} to it. Take it out there first; then it can be deleted.`), listUses(got.uses));
  const go = own("button", {type: "button"}, `Delete ${form.id}`);
  go.addEventListener("click", async () => {
    const gone = await post("remove", {id: form.id, digest: got.digest});
    if (gone.error) return status.replaceChildren(`Not deleted: ${gone.error}.`, gone.uses ? listUses(gone.uses) : "");
    titles.clear();
    close();
    tell(`${gone.id} is deleted. The file as it was is kept: ${gone.copy}`);
    offerUndo(gone);
    by("undo").focus();
  });
  body.replaceChildren(says(`Nothing refers to it. The file as it is now is kept in the folder ${got.folder}, which no reading takes and git passes over; what was committed is in git too.`,
    got.stamps ? ` ${got.stamps === 1 ? "One stamp" : `${got.stamps} stamps`} of its links stop to count.` : ""), go, status);
});

// --- what became of it ---

const redline = change => {
  if (change.how === "same") return says("Nothing of it has changed since.");
  const out = own("div", {className: "redline", tabIndex: 0, role: "group", "aria-label": "From then to now"});
  if (change.how === "new") out.append(says("It was not there then."));
  for (const one of change.fields)
    out.append(own("p", {}, own("b", {}, `${titleCase(one.label)}: `), ...one.gone.flatMap(text => [own("del", {}, text), " "]), ...one.come.flatMap(text => [own("ins", {}, text), " "])));
  for (const block of change.blocks)
    out.append(own("p", {}, ...block.flatMap(([kind, text]) => kind === "kept" ? [text] : [own(kind === "gone" ? "del" : "ins", {}, text.trimEnd()), kind === "gone" || /\s$/.test(text) ? " " : ""])));
  return out;
};

const historyBox = form => drawer("What changed before", async body => {
  const got = await post("history", {id: form.id}), shown = own("div", {"aria-live": "polite"});
  if (got.error) return body.replaceChildren(says(`${titleCase(got.error)}.`));
  if (!got.known || !got.commits.length) return body.replaceChildren(says("git knows nothing of it yet."));
  const list = own("ol", {className: "commits"}, ...got.commits.map(one => {
    const show = own("button", {type: "button", "aria-pressed": "false"}, `${one.date} ${one.what}`);
    show.addEventListener("click", async () => {
      for (const other of list.querySelectorAll("button")) other.setAttribute("aria-pressed", `${other === show}`);
      shown.replaceChildren(says("Looking …"));
      const change = await post("since", {id: form.id, commit: one.id});
      shown.replaceChildren(own("h3", {}, `From ${one.date} to now`), change.error ? says(`${titleCase(change.error)}.`) : redline(change));
    });
    return own("li", {}, show, " ", own("small", {}, one.by));
  }));
  body.replaceChildren(says("Choose a version: what has changed since is shown below."), list, got.more ? says("Older ones are in git.") : "", shown);
});

const thingBoxes = form => form.isNew ? [] : [...form.kind === "item" ? [placeBox(form)] : [], historyBox(form), removeBox(form)];
