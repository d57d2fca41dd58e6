"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const [NAME, FOLDER, DISTRICT, STATUS, ERRORS, WARNINGS, CHECKS, FIGURES, OUTPUTS, LETTER, SOURCE, LATE, UNLISTED] =
    Array.from({ length: 13 }, (_, at) => at);
  const PAGE = 50, words = data.words, units = data.units;
  const at = (id) => document.getElementById(id);
  const state = { search: "", district: "", status: "", figure: 0, sort: "", down: false, page: 0, heat: 0 };

  // Everything shown is put in as text: nothing that a unit wrote can become markup.
  const make = (tag, text, kind) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };
  const link = (folder, name, text) => {
    const element = make("a", text);
    element.href = encodeURIComponent(folder) + "/" + encodeURIComponent(name);
    return element;
  };
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const number = (text) => (text === undefined || text === "" ? NaN : Number(text));
  const value = (unit) => number(unit[FIGURES][state.figure]);
  const keys = {
    name: (unit) => unit[NAME], district: (unit) => unit[DISTRICT],
    status: (unit) => Object.keys(data.states).indexOf(unit[STATUS]),
    errors: (unit) => unit[ERRORS], warnings: (unit) => unit[WARNINGS], figure: value,
  };
  const found = units.map((unit) => folded(
    [unit[NAME], unit[DISTRICT], unit[SOURCE], ...unit[CHECKS].map((c) => data.checks[c[0]][0])].join(" ")));

  const compared = (one, other) => {
    if (typeof one === "string") return one.localeCompare(other, document.documentElement.lang);
    // What is no number comes last, whichever way the others stand.
    if (Number.isNaN(one) || Number.isNaN(other)) return (Number.isNaN(one) - Number.isNaN(other)) * (state.down ? -1 : 1);
    return one - other;
  };
  const chosen = () => {
    const asked = folded(state.search).split(/\s+/).filter(Boolean);
    const picked = units.filter((unit, place) =>
      (!state.district || unit[DISTRICT] === state.district) && (!state.status || unit[STATUS] === state.status) &&
      asked.every((word) => found[place].includes(word)));
    if (state.sort) {
      const key = keys[state.sort];
      picked.sort((one, other) => compared(key(one), key(other)) * (state.down ? -1 : 1));
    }
    return picked;
  };

  const files = (unit) => {
    const cell = make("td", undefined, "files");
    for (const name of unit[OUTPUTS]) {
      const text = /\.docx$/i.test(name) ? words.document : /\.xlsx$/i.test(name) ? words.marked : name.split(".").pop().toUpperCase();
      cell.append(link(unit[FOLDER], name, text), " ");
    }
    if (unit[LETTER]) cell.append(link(unit[FOLDER], unit[LETTER], words.letter), " ");
    if (unit[STATUS] === "superseded") cell.append(make("span", unit[SOURCE].split(/[\\/]/).pop(), "note"));
    else if (unit[STATUS] !== "missing") cell.append(link(unit[FOLDER], data.result, words.result));
    return cell;
  };
  const bar = (unit, most) => {
    const cell = make("td", undefined, "bar"), own = value(unit);
    if (Number.isNaN(own)) return cell;
    const line = make("span", undefined, own < 0 ? "line less" : "line");
    line.style.width = (most ? Math.abs(own) / most * 100 : 0) + "%";
    const track = make("span", undefined, "track"), pair = make("div", undefined, "pair");
    track.append(line);
    pair.append(make("span", unit[FIGURES][state.figure], "number"), track);
    cell.append(pair);
    return cell;
  };
  const rowOf = (unit, most) => {
    const row = make("tr"), name = make("th", unit[NAME]), status = make("td");
    name.scope = "row";
    if (unit[SOURCE]) name.title = unit[SOURCE];
    status.append(make("span", data.states[unit[STATUS]], "state " + unit[STATUS]));
    if (unit[LATE]) status.append(" ", make("span", words.late, "state noted"));
    if (unit[UNLISTED]) {
      const tag = make("span", words.unlisted, "state noted");
      tag.title = unit[UNLISTED];
      status.append(" ", tag);
    }
    row.append(name, make("td", unit[DISTRICT], "district"), status, make("td", unit[ERRORS] || "", "count"),
      make("td", unit[WARNINGS] || "", "count"), bar(unit, most), files(unit));
    return row;
  };
  const paged = (name, list, page, draw) => {
    const pages = Math.max(1, Math.ceil(list.length / PAGE)), own = Math.min(page, pages - 1);
    const body = at(name), from = own * PAGE;
    body.replaceChildren(...list.slice(from, from + PAGE).map(draw));
    at(name + "-none").hidden = list.length > 0;
    at(name + "-pages").hidden = pages < 2;
    at(name + "-shown").textContent = words.shown.replace("{n}", list.length)
      .replace("{a}", from + 1).replace("{b}", Math.min(list.length, from + PAGE));
    at(name + "-before").disabled = own === 0;
    at(name + "-after").disabled = own === pages - 1;
    return own;
  };
  const heatRow = (unit) => {
    const row = make("tr"), name = make("th", unit[NAME]);
    name.scope = "row";
    row.append(name);
    const by = new Map();
    for (const [check, mild, times] of unit[CHECKS]) {
      const was = by.get(check) || [1, 0];
      by.set(check, [Math.min(was[0], mild), was[1] + times]);
    }
    data.checks.forEach(([code, about], check) => {
      const own = by.get(check), cell = make("td", own ? own[1] : "");
      if (own) {
        cell.className = (own[0] ? "mild" : "grave") + " d" + Math.min(4, Math.ceil(Math.log2(own[1] + 1)));
        cell.title = unit[NAME] + " " + code + " " + about;
      }
      row.append(cell);
    });
    return row;
  };
  const show = () => {
    const list = chosen(), figures = list.map((unit) => Math.abs(value(unit))).filter((each) => !Number.isNaN(each));
    let most = 0;
    for (const each of figures) most = Math.max(most, each);
    state.page = paged("rows", list, state.page, (unit) => rowOf(unit, most));
    state.heat = paged("heat", list.filter((unit) => unit[CHECKS].length), state.heat, heatRow);
    const total = (data.sums[state.district] || [])[state.figure];
    const [name, unit] = data.figures[state.figure] || [];
    at("sum").textContent = total === undefined || state.search || state.status ? "" : words.sum + "：" + name + " " + total + (unit || "");
    for (const head of document.querySelectorAll("[data-sort]"))
      head.setAttribute("aria-sort", head.dataset.sort !== state.sort ? "none" : state.down ? "descending" : "ascending");
    for (const chip of document.querySelectorAll("[data-status]"))
      chip.setAttribute("aria-pressed", String(chip.dataset.status === state.status));
  };

  const select = (id, options, put) => {
    at(id).append(...options.map(([key, text]) => { const option = make("option", text); option.value = key; return option; }));
    at(id).addEventListener("change", () => { put(at(id).value); state.page = state.heat = 0; show(); });
  };
  const districts = [...new Set(units.map((unit) => unit[DISTRICT]).filter(Boolean))];
  select("district", [["", words.all_districts], ...districts.map((each) => [each, each])], (key) => { state.district = key; });
  select("figure", data.figures.map(([name, unit], place) => [String(place), unit ? name + "（" + unit + "）" : name]), (key) => { state.figure = Number(key); });
  at("district").hidden = districts.length === 0;
  document.body.classList.toggle("one-district", districts.length === 0);
  at("figure").hidden = data.figures.length === 0;
  at("search").addEventListener("input", () => { state.search = at("search").value; state.page = state.heat = 0; show(); });
  for (const chip of document.querySelectorAll("[data-status]"))
    chip.addEventListener("click", () => {
      state.status = state.status === chip.dataset.status ? "" : chip.dataset.status;
      state.page = state.heat = 0;
      show();
    });
  for (const head of document.querySelectorAll("[data-sort]"))
    head.querySelector("button").addEventListener("click", () => {
      const own = head.dataset.sort, first = !["name", "district", "status"].includes(own);
      if (state.sort === own) state.down = !state.down;
      else { state.sort = own; state.down = first; }
      state.page = 0;
      show();
    });
  for (const [name, key] of [["rows", "page"], ["heat", "heat"]]) {
    at(name + "-before").addEventListener("click", () => { state[key] -= 1; show(); });
    at(name + "-after").addEventListener("click", () => { state[key] += 1; show(); });
  }
  at("heat-head").append(...data.checks.map(([code, about]) => { const head = make("th", code); head.title = about; head.scope = "col"; return head; }));
  at("legend").append(...data.checks.flatMap(([code, about]) => [make("dt", code), make("dd", about)]));
  at("apart").append(...data.apart.map(([line, figure, own, median]) => {
    const row = make("tr"), name = make("th", units[line][NAME]);
    name.scope = "row";
    row.append(name, make("td", data.figures[figure][0]), make("td", own + data.figures[figure][1], "count"), make("td", median + data.figures[figure][1], "count"));
    return row;
  }));
  at("apart-table").hidden = data.apart.length === 0;
  at("apart-none").hidden = data.apart.length > 0;
  show();
  at("scripted").hidden = false;
})();
