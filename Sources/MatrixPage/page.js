"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const words = { allowed: "✓", refused: "✗", undecided: "?", oneWay: "→" };
const step = 500;
let limit = step;
let pressed = null;

/* Names are only ever set as text. */
function make(tag, text, attributes) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
  return node;
}

const number = (value) => value.toLocaleString("en");
const plural = (count, word, words) => number(count) + " " + (count === 1 ? word : words || word + "s");
function cellOf(row, column) {
  const [verdict, back, ...lists] = data.cells[data.rows[row].cells[column]];
  return { verdict, back, lists };
}
const isSafe = (cell) => cell.verdict === "allowed" && (cell.back === "" || cell.back === "allowed");
const pairsOf = (row, column) =>
  data.rows[row].count * data.hosts[column].count - (data.rows[row].own[column] || 0);

function shownColumns() {
  const pool = byId("pool").value;
  return data.hosts.map((_, column) => column)
    .filter((column) => pool === "" || data.hosts[column].pools.includes(pool));
}

function shownRows(columns) {
  const kind = byId("shown").value;
  const wanted = byId("name").value.trim().toLowerCase();
  const fits = (names) => names.some((name) => name.toLowerCase().includes(wanted));
  return data.rows.map((_, row) => row).filter((row) => {
    const real = columns.filter((column) => pairsOf(row, column) > 0);
    if (kind === "stranded" && real.some((column) => isSafe(cellOf(row, column)))) return false;
    if (kind === "refused" && !real.some((column) => cellOf(row, column).verdict === "refused")) return false;
    return wanted === "" || fits(data.rows[row].names) || columns.some((c) => fits(data.hosts[c].names));
  });
}

function button(row, column) {
  const cell = cellOf(row, column);
  const pairs = pairsOf(row, column);
  const verdict = pairs > 0 ? cell.verdict : "none";
  const oneWay = pairs > 0 && cell.back !== "" && cell.back !== "allowed";
  const node = make("button", oneWay ? words.oneWay : words[verdict] || "·", {
    type: "button", class: oneWay ? "allowed one-way" : verdict, tabindex: "-1", "data-row": row, "data-column": column,
    "aria-pressed": "false",
    "aria-label": `v${row + 1} (${data.rows[row].names[0]}) to h${column + 1} (${data.hosts[column].names[0]}): `
      + (pairs > 0 ? verdict : "no such pair") + (oneWay ? `, way back ${cell.back}` : ""),
  });
  return node;
}

function draw() {
  const columns = shownColumns();
  const rows = shownRows(columns);
  const head = make("tr");
  head.append(make("td"));
  for (const column of columns) {
    const host = data.hosts[column];
    const cell = make("th", `h${column + 1}`, { scope: "col", title: host.names.join(", ") });
    cell.append(make("small", `${host.kernel.split(/[-+]/)[0]} ×${host.count}`));
    head.append(cell);
  }
  document.querySelector("thead").replaceChildren(head);
  document.querySelector("tbody").replaceChildren(...rows.slice(0, limit).map((row) => {
    const line = make("tr");
    const vms = data.rows[row];
    const name = make("th", `v${row + 1} `, { scope: "row", title: vms.names.join(", ") });
    name.append(make("small", `${vms.names[0]} ×${vms.count}`));
    line.append(name);
    for (const column of columns) {
      const cell = make("td", undefined, { role: "gridcell" });
      cell.append(button(row, column));
      line.append(cell);
    }
    return line;
  }));
  const first = document.querySelector("td button");
  if (first) first.tabIndex = 0;
  const rest = rows.length - limit;
  byId("more").hidden = rest <= 0;
  byId("more").textContent = `Show ${number(Math.min(rest, step))} of ${number(rest)} classes more`;
}

function entry(list, term, text) {
  list.append(make("dt", term), make("dd", text));
}

/* A name as a shell takes it, whatever it holds. */
const quoted = (name) =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(name) ? name : "'" + name.replaceAll("'", "'\\''") + "'";

function members(group, one, many) {
  const rest = group.count - group.names.length;
  return `${plural(group.count, one, many)}: ${group.names.join(", ")}` + (rest > 0 ? ` and ${number(rest)} more` : "");
}

/* The parts of a verdict, as check prints them. */
const parts = [
  ["refuse", "Refused"], ["undecided", "Undecided"], ["warn", "Warnings"], ["note", "Notes"],
];

/* What stands in texts for the names of a move. */
const standIns = ["vm", "source", "target", "start"];

/* The places of the findings of a list, which has the steps between them. */
function places(list) {
  let place = 0;
  return data.lists[list].map((step) => (place += step));
}

/* A finding of the page, by the names of one move. */
function finding(place, names) {
  const told = {};
  data.findings[place].forEach((text, field) => {
    told[data.fields[field]] = data.texts[text].replace(/[\uE000-\uE003]/g, (mark) =>
      names[standIns[mark.charCodeAt(0) - 0xE000]]);
  });
  return told;
}

/* One finding: code and message as check prints them, then what it is about. */
function item(told) {
  const node = make("li");
  const text = make("p");
  text.append(make("b", told.code, { title: data.codes[told.code] || "" }), " " + told.message);
  node.append(text);
  const line = (name, value) => { if (value) node.append(make("p", `${name}: ${value}`)); };
  line("vCPUs", told.vcpus);
  line("waived", told.waived);
  if (told.severity !== "note" && !told.waived) line("remedy", told.remedy);
  const about = [told.subject];
  if (told.register && told.register !== told.subject) about.push("register " + told.register);
  if (told.field) about.push("field " + told.field);
  if (told.feature && told.feature !== told.subject) about.push("feature " + told.feature);
  if (told.source) about.push("from " + told.source);
  if (told.target) about.push("to " + told.target);
  node.append(make("p", about.join(" · "), { class: "about" }));
  return node;
}

function section(title, findings) {
  if (findings.length === 0) return [];
  const list = make("ul");
  list.append(...findings.map(item));
  return [make("h3", `${title} (${number(findings.length)})`), list];
}

function show(row, column) {
  const cell = cellOf(row, column);
  const pairs = pairsOf(row, column);
  const vms = data.rows[row];
  const host = data.hosts[column];
  const panel = byId("details");
  const list = make("dl");
  entry(list, "VMs", members(vms, "VM"));
  entry(list, "Hosts", members(host, "host"));
  entry(list, "Kernel", host.kernel);
  if (host.pools.length) entry(list, "Pools", host.pools.join(", "));
  entry(list, "Pairs", number(pairs));
  if (cell.back !== "") entry(list, "The way back", cell.back);
  const verdict = pairs > 0 ? cell.verdict : "no such pair";
  panel.replaceChildren(make("h2", `v${row + 1} to h${column + 1}: ${verdict}`), list);
  if (pairs === 0) return;
  const example = vms.others[column] || vms.example;
  const vm = example.vm;
  const target = host.names.find((name) => name !== example.host) || host.names[0];
  const names = { vm, source: example.host, target, start: example.start };
  const findings = cell.lists.flatMap(places).map((place) => finding(place, names));
  panel.append(make("h2", `For example ${vm} on ${target}`));
  if (pairs > 1) {
    panel.append(make("p", "The other pairs get the same answer for the same reasons; names, vCPUs and "
      + "values without influence may differ.", { class: "about" }));
  }
  for (const [severity, title] of parts) {
    panel.append(...section(title, findings.filter((one) => one.severity === severity && !one.waived)));
  }
  panel.append(...section("Waived", findings.filter((one) => one.waived)));
  panel.append(make("h3", "The same from the command line"),
    make("code", `migrate-check matrix --explain ${quoted(vm)} ${quoted(target)}${data.options}`));
}

function press(node) {
  if (pressed) pressed.setAttribute("aria-pressed", "false");
  pressed = node;
  node.setAttribute("aria-pressed", "true");
  show(Number(node.dataset.row), Number(node.dataset.column));
}

/* One cell at a time can be reached with Tab; arrows move among them. */
function focus(node) {
  const old = document.querySelector('td button[tabindex="0"]');
  if (old) old.tabIndex = -1;
  node.tabIndex = 0;
  node.focus();
}

const grid = document.querySelector("tbody");
grid.addEventListener("click", (event) => {
  const node = event.target.closest("button");
  if (!node) return;
  focus(node);
  press(node);
});
grid.addEventListener("keydown", (event) => {
  const node = event.target.closest("button");
  if (!node) return;
  const line = node.closest("tr");
  const place = [...line.querySelectorAll("button")].indexOf(node);
  const cells = (row) => (row ? [...row.querySelectorAll("button")] : []);
  const target = {
    ArrowLeft: () => cells(line)[place - 1],
    ArrowRight: () => cells(line)[place + 1],
    ArrowUp: () => cells(line.previousElementSibling)[place],
    ArrowDown: () => cells(line.nextElementSibling)[place],
    Home: () => cells(event.ctrlKey ? grid.firstElementChild : line)[0],
    End: () => cells(event.ctrlKey ? grid.lastElementChild : line).at(-1),
  }[event.key];
  if (!target) return;
  event.preventDefault();
  const next = target();
  if (next) focus(next);
});

byId("summary").textContent =
  `${plural(data.vms, "VM")} of ${plural(data.rows.length, "class", "classes")}, `
  + `${plural(data.hosts.reduce((sum, host) => sum + host.count, 0), "host")} of `
  + `${plural(data.hosts.length, "class", "classes")}; pairs: ${number(data.counts.allowed)} allowed`
  + (data.counts.bothWays === undefined ? ", " : ` (${number(data.counts.bothWays)} of them both ways), `)
  + `${number(data.counts.refused)} refused, ${number(data.counts.undecided)} undecided`;
byId("one-way").hidden = data.counts.bothWays === undefined;
const pools = [...new Set(data.hosts.flatMap((host) => host.pools))].sort();
byId("pool").append(make("option", "all hosts", { value: "" }), ...pools.map((pool) => make("option", pool, { value: pool })));
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("filters").addEventListener("input", () => { limit = step; draw(); });
byId("more").addEventListener("click", () => { limit += step; draw(); });
draw();
