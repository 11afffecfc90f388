// Editing in the page: a pencil beside each thing, its text and its keys as a form, findings while it is filled in, and a
// save that never lays itself over what somebody else has saved.
"use strict";

let fieldCount = 0;
const own = (tag, properties = {}, ...children) => {
  const one = document.createElement(tag);
  for (const [key, value] of Object.entries(properties))
    if (key in one && !key.includes("-")) one[key] = value;
    else if (value !== undefined) one.setAttribute(key, value);
  one.append(...children);
  return one;
};
const newId = () => `f${++fieldCount}`;

// What is answered, and its status: what is refused says why.
const post = async (path, body) => {
  const got = await fetch(`edit/${path}`, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)});
  const text = await got.text();
  try {
    return {status: got.status, ...JSON.parse(text)};
  } catch {
    return {status: got.status, error: text.trim() || "no answer"};
  }
};

// --- a search: a box with a list below it, by keyboard or mouse ---

const picker = (label, among, pick, shownLabel = true) => {
  const id = newId(), list = own("ul", {id: `${id}-list`, role: "listbox", "aria-label": label, hidden: true});
  const input = own("input", {id, type: "text", autocomplete: "off", role: "combobox", "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list"});
  let at = -1, found = [], asked = 0, pending = Promise.resolve();
  const options = () => [...list.querySelectorAll("[role=option]")];
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
  };
  const choose = index => {
    const one = found[index];
    if (!one) return;
    input.value = "";
    close();
    pick(one);
  };
  const move = to => {
    at = to;
    options().forEach((one, i) => one.setAttribute("aria-selected", `${i === at}`));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", `${id}-${at}`);
      options()[at].scrollIntoView({block: "nearest"});
    }
  };
  const search = async () => {
    const mine = ++asked, got = await post("find", {q: input.value, find: among});
    if (mine !== asked || !got.found) return;
    found = among !== "figures" ? got.found : got.found.flatMap(one => [{...one, mark: `[@${one.id}]`}, ...one.figures.map(figure => ({...one, ...figure}))]);
    list.replaceChildren(...found.map((one, i) => {
      const item = own("li", {id: `${id}-${i}`, role: "option", "aria-selected": "false"}, own("b", {}, one.mark ?? one.id), " ", one.prints ? `prints ${one.prints}` : one.title);
      item.addEventListener("mousedown", event => event.preventDefault());
      item.addEventListener("click", () => choose(i));
      return item;
    }));
    if (!found.length) list.append(own("li", {role: "option", "aria-disabled": "true", "aria-selected": "false"}, "Nothing has these words."));
    else if (got.more) list.append(own("li", {role: "option", "aria-disabled": "true", "aria-selected": "false"}, `and ${got.more} more: write another word`));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    move(found.length ? 0 : -1);
  };
  const look = () => { pending = search(); };
  input.addEventListener("input", look);
  input.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" && list.hidden) look();
    else if (event.key === "ArrowDown") move(Math.min(at + 1, found.length - 1));
    else if (event.key === "ArrowUp") move(Math.max(at - 1, 0));
    else if (event.key === "Enter") pending.then(() => choose(at)); // what the last letters find
    else if (event.key === "Escape" && !list.hidden) {
      close();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  const box = own("div", {className: "picker"}, own("label", {htmlFor: id}, label), input, list);
  if (!shownLabel) {
    box.firstChild.remove();
    input.setAttribute("aria-label", label);
    input.placeholder = label;
  }
  box.focusInput = () => input.focus();
  return box;
};

const titles = new Map();
const titleOf = async id => {
  if (!titles.has(id)) titles.set(id, post("find", {q: id, find: ""}).then(got => got.found?.find(one => one.id === id)?.title ?? ""));
  return titles.get(id);
};

// --- controls: each is {box, read}; read gives what the file is to hold, null for nothing ---

const labelled = (field, control, ...rest) => {
  control.id = newId();
  const doc = field.doc && field.doc !== field.label ? own("span", {className: "doc", id: `${control.id}-doc`}, field.example ? `${field.doc} Such as: ${field.example}` : field.doc) : "";
  if (doc) control.setAttribute("aria-describedby", doc.id);
  if (field.required) control.setAttribute("aria-required", "true");
  return own("div", {className: "field"}, own("label", {htmlFor: control.id}, titleCase(field.label), field.required ? own("span", {className: "required"}, " (needed)") : ""), doc, control, ...rest);
};
const titleCase = text => text === "id" ? "ID" : text.charAt(0).toUpperCase() + (/\s/.test(text) ? text.slice(1) : text.slice(1).replace(/-/g, " "));
const grouped = (field, ...children) => {
  const one = own("fieldset", {}, own("legend", {}, titleCase(field.label), field.required ? own("span", {className: "required"}, " (needed)") : ""));
  if (field.doc && field.doc !== field.label) one.append(own("span", {className: "doc"}, field.doc));
  one.append(...children);
  return one;
};

const TYPES = {date: "date", month: "month", url: "url"};
const plain = (field, value) => {
  const long = (field.kind === "text" || field.kind === "markdown") && (field.printed || `${value ?? ""}`.length > 60 || /said|done|note|statement/.test(field.name));
  const control = long ? own("textarea", {rows: Math.min(8, Math.max(/said|done|statement/.test(field.name) ? 3 : 1, Math.ceil(`${value ?? ""}`.length / 60))), value: value ?? ""}) : own("input", {type: TYPES[field.kind] ?? "text", value: value ?? ""});
  if (value && control.value !== value) control.type = "text"; // not as a calendar has it: shown as it stands
  if (/number|integer/.test(field.kind)) control.inputMode = "decimal";
  control.readOnly = !!field.readOnly;
  return {box: labelled(field, control), read: () => control.value === "" ? null : control.value};
};

const choice = (field, value) => {
  const words = field.kind === "boolean" ? ["true", "false"] : field.choices;
  const control = own("select", {}, new Option("–", ""), ...words.map(one => new Option(field.kind === "boolean" ? {true: "yes", false: "no"}[one] : one, one)));
  if (value && !words.includes(value)) control.add(new Option(value, value));
  control.value = value ?? "";
  return {box: labelled(field, control), read: () => control.value || null};
};

const checks = (field, value) => {
  const now = value === null ? [] : [value].flat();
  const boxes = [...new Set([...field.choices, ...now])].map(word => own("input", {type: "checkbox", value: word, checked: now.includes(word)}));
  return {
    box: grouped(field, own("div", {className: "checks"}, ...boxes.map(box => own("label", {}, box, box.value)))),
    read: () => {
      const chosen = boxes.filter(box => box.checked).map(box => box.value);
      return !chosen.length ? null : typeof value === "string" && chosen.length === 1 ? chosen[0] : chosen;
    },
  };
};

// One on each line; in few words the file parts them by semicolons.
const lines = (field, value) => {
  const list = value === null ? [] : typeof value === "string" ? value.split(/;\s*/) : value;
  const control = own("textarea", {rows: Math.max(2, list.length + 1), value: list.join("\n")});
  const box = labelled({...field, example: undefined, doc: `${field.doc && field.doc !== field.label ? field.doc : ""} One on each line.`.trim()}, control);
  return {
    box,
    read: () => {
      const now = control.value.split("\n").map(one => one.trim()).filter(Boolean);
      return now.length ? now : null;
    },
  };
};

const UNITS = ["GBP", "GBP thousand", "GBP million", "GBP billion"];
const money = (field, value) => {
  const now = value && typeof value === "object" ? value : {};
  const make = {amount: own("input", {inputMode: "decimal", value: now.amount ?? ""}), unit: own("select", {}, ...[...new Set([...UNITS, ...now.unit ? [now.unit] : []])].map(one => new Option(one.replace("GBP", "£"), one))),
    years: own("input", {value: now.years ?? ""}), source: own("input", {value: now.source ?? ""})};
  make.unit.value = now.unit ?? "GBP million";
  const names = {amount: "Amount", unit: "Unit", years: "Years, such as 2027 to 2031", source: "Who pays"};
  return {
    box: grouped(field, own("div", {className: "sum"}, ...Object.entries(make).map(([key, control]) => own("label", {}, names[key], control)))),
    read: () => make.amount.value.trim() === "" ? null : {amount: make.amount.value.trim().replace(/,/g, ""), unit: make.unit.value,
      ...make.years.value.trim() && {years: make.years.value.trim()}, ...make.source.value.trim() && {source: make.source.value.trim()}},
  };
};

const links = (field, value, changed) => {
  const single = field.many === "one", list = own("ul", {className: "chips"});
  let now = value === null ? [] : [value].flat();
  const show = () => {
    list.hidden = !now.length;
    list.replaceChildren(...now.map((one, i) => {
      const id = typeof one === "string" ? one : one.id, more = typeof one === "string" ? "" : Object.entries(one).filter(([key]) => key !== "id").map(pair => pair.join(": ")).join("; ");
      const said = own("span", {}, own("b", {}, id), more ? ` (${more})` : "");
      titleOf(id).then(title => title && said.append(` ${title}`));
      const remove = own("button", {type: "button", "aria-label": `Remove ${id}`}, "Remove");
      remove.addEventListener("click", () => {
        now = now.filter((_, k) => k !== i);
        show();
        changed();
        box.querySelector("input").focus();
      });
      return own("li", {}, said, remove);
    }));
  };
  const add = picker(`Find by title or ID: ${titleCase(field.label)}`, field.find ?? "", one => {
    now = single ? [one.id] : now.some(other => (other.id ?? other) === one.id) ? now : [...now, one.id];
    show();
    changed();
  }, false);
  const box = grouped(field, list, add);
  show();
  return {box, read: () => !now.length ? null : single || (typeof value === "string" && now.length === 1) ? now[0] : [...now]};
};

const nested = (field, value, changed, legend = field) => {
  const parts = field.of.map(one => ({name: one.name, ...control(one, value?.[one.name] ?? null, changed)}));
  const known = new Set(field.of.map(one => one.name)), rest = Object.fromEntries(Object.entries(value ?? {}).filter(([key]) => !known.has(key)));
  return {
    box: grouped(legend, ...parts.map(one => one.box)),
    read: () => {
      const out = {...rest};
      for (const one of parts) {
        const said = one.read();
        if (said !== null) out[one.name] = said;
      }
      return Object.keys(out).length ? out : null;
    },
  };
};

// Several of a kind, some of them in few words.
const several = (field, value, changed) => {
  const list = own("div"), entries = [];
  const isShort = field.example || !field.of;
  const put = (one, i) => {
    const single = {...field, many: "one", required: false, label: `${field.label} ${i + 1}`, doc: ""};
    const entry = typeof one === "string" || !field.of ? plain({...single, kind: "text"}, one) : nested(field, one, changed, single);
    const remove = own("button", {type: "button"}, `Remove ${single.label}`);
    remove.addEventListener("click", () => {
      entries.splice(entries.indexOf(entry), 1);
      entry.box.remove();
      changed();
      add.focus();
    });
    entry.box.append(remove);
    entries.push(entry);
    list.append(entry.box);
    return entry;
  };
  (value === null ? [] : [value].flat()).forEach(put);
  const add = own("button", {type: "button"}, `Add to ${field.label}`);
  add.addEventListener("click", () => {
    const entry = put(isShort ? "" : {}, entries.length);
    changed();
    entry.box.querySelector("input, textarea, select")?.focus();
  });
  return {box: grouped({...field, doc: field.example ? `${field.doc} Such as: ${field.example}` : field.doc}, list, add), read: () => {
    const now = entries.map(one => one.read()).filter(one => one !== null);
    return now.length ? now : null;
  }};
};

const pairs = (field, value) => {
  const control = own("textarea", {rows: 3, value: Object.entries(value ?? {}).map(([key, one]) => `${key}: ${one}`).join("\n")});
  return {
    box: labelled({...field, example: undefined, doc: `${field.doc || ""} On each line a name, a colon and what it is.`.trim()}, control),
    read: () => {
      const now = control.value.split("\n").map(line => /^\s*([^:]+?)\s*:\s*(.+?)\s*$/.exec(line)).filter(Boolean);
      return now.length ? Object.fromEntries(now.map(([, key, one]) => [key, one])) : null;
    },
  };
};

const isDeep = value => value && typeof value === "object" && Object.values(value).some(one => one && typeof one === "object");
const untouched = (field, value) => ({
  box: own("div", {className: "field"}, own("span", {className: "label"}, titleCase(field.label)), own("span", {className: "doc"}, "It is written in a way that is changed in the file."), own("code", {}, JSON.stringify(value))),
  read: () => value,
});

const control = (field, value, changed) => {
  const isMap = value && typeof value === "object" && !Array.isArray(value);
  if (field.kind === "money") return money(field, value);
  if (field.many === "keyed") return isDeep(value) ? untouched(field, value) : pairs(field, value);
  if (field.kind === "map") return field.many !== "one" ? several(field, value, changed) : isMap || value === null ? nested(field, value, changed) : plain({...field, kind: "text"}, value);
  if (field.kind === "id" && !field.readOnly && (field.find || field.many !== "one")) return links(field, value, changed);
  if (field.printed && isMap) return nested({...field, of: Object.keys(value).map(name => ({name, label: name, kind: "text", many: "one", printed: true}))}, value, changed);
  if (field.choices && field.many !== "one") return checks(field, value);
  if (field.choices || field.kind === "boolean") return choice(field, value);
  if (value && typeof value === "object" && (isMap || isDeep(value))) return untouched(field, value);
  if (field.many === "many") return lines(field, value);
  if (Array.isArray(value)) return lines(field, value);
  return plain(field, value);
};

// --- a text as it is read: its paragraphs without the ends of lines that the file has in them ---

const PROSE_LINE = /^(?!\d+[.)]\s|[*_-]\s|\[\^|\[[^\]]*\]:)[\p{L}\d“"'‘’(£$€[*_](?!.*(?: {2}|\\)$)/u;
// A paragraph of text alone: no list, table, heading, note or block.
const isProse = block => block.split("\n").every(line => PROSE_LINE.test(line) && !line.includes("|"));
const blocksOf = text => {
  let fenced = false;
  return text.split(/(\n{2,}|\n$)/).map((block, i) => {
    const fences = i % 2 ? 0 : block.split("\n").filter(line => /^\s*(```|~~~|:::)/.test(line)).length, prose = !(i % 2) && !fenced && !fences && block && isProse(block);
    if (fences % 2) fenced = !fenced;
    return {block, prose};
  });
};
const unwrap = text => blocksOf(text).map(({block, prose}) => prose ? block.replace(/\n/g, " ") : block).join("");

const WIDTH = 100;
// Lines with a word that is new, where they have become too long, end earlier; all others end where they did.
const wrap = tokens => {
  const lines = [[]];
  for (const one of tokens) {
    lines.at(-1).push(one);
    if (one.end) lines.push([]);
  }
  if (!lines.at(-1).length) lines.pop();
  return lines.flatMap(words => {
    const out = [[]];
    let n = 0;
    if (!words.some(one => one.isNew)) return words.map(one => one.word).join(" ");
    for (const {word} of words) {
      if (n && n + 1 + word.length > WIDTH && /^[\p{L}\d“‘(£[]/u.test(word)) {
        out.push([]);
        n = 0;
      }
      n += (n ? 1 : 0) + word.length;
      out.at(-1).push(word);
    }
    return out.map(one => one.join(" "));
  }).join("\n");
};
const tokensOf = block => block.split("\n").flatMap(line => line.split(" ").map((word, i, all) => ({word, end: i === all.length - 1})));
const common = (a, b) => {
  let head = 0, tail = 0;
  while (head < a.length && head < b.length && a[head].word === b[head].word) head++;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail].word === b[b.length - 1 - tail].word) tail++;
  return {head, tail, same: head + tail};
};

// The text for the file: paragraphs that are as they were have the ends of lines that they had, of others all that stays has.
const rewrap = (shown, original) => {
  const old = blocksOf(original).filter(one => one.prose).map(one => one.block), kept = new Map(old.map(block => [block.replace(/\n/g, " "), block]));
  const now = blocksOf(shown), there = new Set(now.map(one => one.block)), gone = old.filter(block => !there.has(block.replace(/\n/g, " "))).map(tokensOf);
  return now.map(({block, prose}) => {
    if (kept.has(block)) return kept.get(block);
    if (!prose) return block;
    const words = tokensOf(block), best = gone.map(tokens => ({tokens, ...common(tokens, words)})).sort((a, b) => b.same - a.same)[0];
    if (!best?.same) return block.split("\n").map(line => wrap(tokensOf(line).map(one => ({...one, isNew: true})))).join("\n");
    const {tokens, head, tail} = best;
    return wrap(words.map((one, i) => i < head - 1 ? tokens[i] : i >= words.length - tail ? tokens[tokens.length - (words.length - i)]
      : {word: one.word, isNew: i >= head, end: one.end && i < words.length - 1 || i === head - 1 && tokens[i].end}));
  }).join("");
};

// --- the form ---

let current = null; // what is being edited
const editor = by("editor");

const isDirty = () => !!current && JSON.stringify(current.changes()) !== "{}";

const listFound = (list, findings) => list.replaceChildren(...findings.map(one => own("li", {className: one.severity}, own("b", {}, `${one.severity} ${one.code}`), ` ${one.message} `, own("small", {}, one.help))));

const close = () => {
  const back = current?.back;
  current = null;
  editor.hidden = true;
  editor.replaceChildren();
  by("right").hidden = false;
  document.body.classList.remove("editing");
  (back?.isConnected ? back : by("finder").querySelector("input"))?.focus();
};

const mayLeave = () => !isDirty() || confirm("Leave what you have written unsaved?");

const check = async () => {
  const mine = current, round = ++mine.round;
  mine.say("Looking …");
  const got = await post("check", mine.request());
  if (mine !== current || round !== mine.round) return;
  if (got.status === 409) mine.say("The file has changed since you opened it: saving will show both versions.");
  else if (got.error) mine.say(got.error);
  else {
    const n = got.findings.length, others = got.elsewhere.length;
    mine.say(n + others ? `${n} found here${others ? `, ${others} elsewhere` : ""}` : "Nothing wrong.");
    listFound(mine.found, [...got.findings, ...got.elsewhere.map(one => ({...one, message: `${one.file}: ${one.message}`}))]);
  }
};

const later = () => {
  clearTimeout(current.timer);
  current.timer = setTimeout(check, 350);
};

// Lines of one version that the other does not have are marked.
const versionBox = (title, text, other) => {
  const there = new Set((other ?? "").split("\n")), pre = own("pre", {tabIndex: 0, "aria-label": title});
  for (const line of (text ?? "").split("\n")) pre.append(there.has(line) || !line ? line : own("mark", {}, line), "\n");
  return own("div", {}, own("h3", {}, title), pre);
};

const showConflict = got => {
  const mine = current, both = own("button", {type: "button", className: "main"}, "Save both together"), over = own("button", {type: "button"}, "Save mine over it"), take = own("button", {type: "button"}, "Take what is there"), on = own("button", {type: "button"}, "Go on editing");
  const box = own("div", {className: "conflict", role: "alert"}, own("h3", {tabIndex: -1}, "Somebody else has saved this file"), own("p", {}, `${titleCase(got.error)}. ${got.why ?? ""}${got.both ? "Your changes and theirs are of different lines: both can be kept." : ""}`),
    own("div", {className: "versions"}, versionBox("As it is now", got.theirs, got.yours), versionBox("With your changes", got.yours, got.theirs)),
    got.both ? versionBox("Both together", got.both, got.theirs) : "", own("p", {}, ...got.both ? [both, " "] : [], over, " ", take, " ", on));
  over.disabled = !got.digest || !!got.why;
  over.addEventListener("click", () => {
    mine.form.digest = got.digest;
    box.remove();
    save();
  });
  both.addEventListener("click", () => {
    box.remove();
    save({base: mine.form.digest, digest: got.digest});
  });
  take.addEventListener("click", () => openForm({id: mine.form.id}, mine.back));
  on.addEventListener("click", () => {
    box.remove();
    editor.querySelector("textarea, input")?.focus();
  });
  editor.querySelector(".conflict")?.remove();
  editor.querySelector(".bar").after(box);
  for (const pre of box.querySelectorAll("pre")) pre.scrollTop = Math.max(0, (pre.querySelector("mark")?.offsetTop ?? 0) - pre.offsetTop - 40);
  box.querySelector("h3").focus();
};

const save = async (how = {}) => {
  const mine = current;
  if (!isDirty()) return mine.say("There is nothing to save.");
  clearTimeout(mine.timer);
  mine.round++;
  mine.say("Saving …");
  const got = await post("save", {...mine.request(), ...how});
  if (mine !== current) return;
  if (got.status === 409) {
    mine.say("Nothing is saved.");
    showConflict(got);
  } else if (got.error) {
    mine.say(`Not saved: ${got.error}`);
  } else {
    titles.clear();
    await openForm({id: got.id}, mine.back, `Saved in ${got.path}.`, got.findings);
  }
};

const stampBox = form => {
  if (!form.reviews?.length) return "";
  const name = own("input", {type: "text", value: stampBox.by ?? "", autocomplete: "name"}), go = own("button", {type: "button"}, "I have read these"), told = own("p", {role: "status"});
  go.addEventListener("click", async () => {
    stampBox.by = name.value.trim();
    const got = await post("stamp", {id: form.id, by: stampBox.by});
    told.textContent = got.error ?? `${got.stamped} ${got.stamped === 1 ? "link is" : "links are"} stamped as read.`;
    if (!got.error) go.disabled = true;
  });
  return own("details", {}, own("summary", {}, `${form.reviews.length} ${form.reviews.length === 1 ? "link waits" : "links wait"} to be read again`),
    own("ul", {}, ...form.reviews.map(one => own("li", {}, `${one.role}: ${one.id}`, one.stamped ? ` (last read ${one.stamped})` : " (not read yet)"))),
    labelled({label: "Who has read them", doc: "It stands in reviews.lock."}, name), go, told);
};

const textBox = form => {
  const area = own("textarea", {className: "text", value: unwrap(form.text), spellcheck: true}), id = area.id = newId();
  area.rows = Math.min(40, Math.max(10, Math.ceil(form.text.length / 80)));
  const insert = picker("Put in a figure or a citation: search the register", "figures", one => {
    area.focus();
    area.setRangeText(one.mark, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", {bubbles: true}));
  }, false);
  return {area, box: own("div", {className: "field"}, own("label", {htmlFor: id}, "Text"), insert, area)};
};

const openForm = async (what, back, told = "", findings = []) => {
  const form = await post("form", what);
  if (form.error) return tell(form.error);
  const fields = form.fields.map(field => ({field, ...control(field, field.value, () => later())}));
  const text = form.text === undefined ? null : textBox(form);
  const initial = new Map(fields.map(one => [one.field.name, JSON.stringify(one.read())])), firstText = text?.area.value;
  const status = own("p", {role: "status"}), found = own("ul", {className: "found", "aria-label": "Findings here"});
  const mine = {
    form, back, found, round: 0, timer: 0,
    say: said => { status.textContent = said; },
    changes: () => {
      const out = {}, values = {};
      for (const {field, read} of fields) {
        const now = read();
        if (form.isNew ? now !== null && !(field.name === "type") : JSON.stringify(now) !== initial.get(field.name)) values[field.name] = now;
      }
      if (form.isNew && Object.keys(values).every(name => JSON.stringify(values[name]) === initial.get(name)) && (!text || text.area.value === firstText)) return {};
      if (Object.keys(values).length) out.fields = values;
      if (text && (form.isNew || text.area.value !== firstText)) out.text = rewrap(text.area.value, form.text);
      return out;
    },
    request: () => ({...form.isNew ? {new: form.type || form.kind} : {id: form.id}, digest: form.digest, ...mine.changes()}),
  };
  current = mine;
  const isFirst = ({field}) => field.required || field.value !== null || ["state", "said", "decision", "done", "value", "unit", "period", "items", "evidence"].includes(field.name) || field.kind === "money" || field.find && field.label !== field.name;
  const shown = fields.filter(one => isFirst(one) && !one.field.readOnly), more = fields.filter(one => !isFirst(one) && !one.field.readOnly);
  const saveButton = own("button", {type: "submit", className: "main"}, form.isNew ? "Add" : "Save"), cancel = own("button", {type: "button"}, "Close");
  cancel.addEventListener("click", () => mayLeave() && close());
  const body = own("form", {noValidate: true},
    own("div", {className: "bar"}, saveButton, cancel, status), found,
    ...text && !form.isNew ? [text.box] : [], ...shown.map(one => one.box), ...text && form.isNew ? [text.box] : [],
    more.length ? own("details", {}, own("summary", {}, "More that can be said"), ...more.map(one => one.box)) : "", stampBox(form));
  body.addEventListener("submit", event => {
    event.preventDefault();
    save();
  });
  body.addEventListener("input", event => !event.target.closest(".picker") && later());
  editor.replaceChildren(own("h2", {id: "editor-title", tabIndex: -1}, form.isNew ? `A new one: ${form.what}` : `${form.id} ${form.title}`), own("p", {}, own("small", {}, form.path)), body, ...thingBoxes(form));
  editor.hidden = false;
  editor.scrollTop = 0;
  by("right").hidden = true;
  document.body.classList.add("editing");
  listFound(found, findings);
  mine.say(told);
  by("editor-title").focus();
  const section = by("reader").contentDocument?.getElementById(form.id);
  section?.scrollIntoView({block: "start"});
};

editor.addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    save();
  } else if (event.key === "Escape" && mayLeave()) close();
});
addEventListener("beforeunload", event => isDirty() && event.preventDefault());

// --- pencils beside what can be edited: they lie over the page and are none of it ---

const showPencils = () => {
  const live = by("reader").contentDocument;
  if (!live?.body) return;
  live.getElementById("pencils-layer")?.remove();
  if (readOnly) return;
  const layer = make(live, "nav", "position:absolute;top:0;left:0;width:100%;height:0;z-index:8"), view = live.defaultView;
  layer.id = "pencils-layer";
  layer.setAttribute("aria-label", "Edit");
  for (const id of live.querySelectorAll("a.id[href^='#']")) {
    const box = id.getBoundingClientRect(), name = id.textContent.trim(); // below the heading
    if (!box.height || id.getAttribute("href") !== `#${name}`) continue;
    const button = make(live, "button", `position:absolute;top:${box.top + view.scrollY + box.height / 2 - 12}px;left:${box.right + view.scrollX + 8}px;width:26px;height:24px;min-width:0;min-height:0;margin:0;padding:0;border:1px solid #1a65a6;border-radius:3px;background:#fff;color:#1a65a6;font:14px/1 sans-serif;cursor:pointer`, "✎");
    button.type = "button";
    button.setAttribute("aria-label", `Edit ${name}`);
    button.addEventListener("click", () => mayLeave() && openForm({id: name}, button));
    layer.append(button);
  }
  live.documentElement.append(layer);
};
document.addEventListener("shown", async () => {
  showPencils();
  by("tools").hidden = readOnly;
  if (readOnly || by("add").options.length > 1) return;
  const {kinds = []} = await post("kinds", {});
  for (const one of kinds) by("add").add(new Option(titleCase(one.title), one.name));
});
new ResizeObserver(showPencils).observe(by("reader"));
by("finder").append(picker("Edit: find by title or ID", "", one => mayLeave() && openForm({id: one.id}, by("finder").querySelector("input")), false));
by("add").addEventListener("change", event => {
  const kind = event.target.value;
  event.target.value = "";
  if (kind && mayLeave()) openForm({new: kind}, event.target);
});
