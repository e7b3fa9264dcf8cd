// Charts that answer: a mark that is pointed at, or reached by the arrow keys, tells its row of the table below the chart.
// Without this script the chart and the table are the same; nothing is loaded from anywhere.

const LINGERS = 300; // milliseconds, so that the pointer can go over to what is told

function answer(figure) {
  const heads = [...figure.querySelectorAll(".values thead th")].map((head) => head.textContent.trim());
  const rows = new Map();
  for (const row of figure.querySelectorAll(".values tbody tr")) {
    const number = [...row.cells].slice(0, 2).map((cell) => cell.textContent.trim()).find((words) => /^\d+$/.test(words));
    if (number) rows.set(number, row); // behind the day, where rows have one
  }
  const marks = [...figure.querySelectorAll("[data-row]")].filter((mark) => rows.has(mark.dataset.row));
  if (marks.length === 0) return;
  const numbers = [...new Set(marks.map((mark) => mark.dataset.row))].sort((one, other) => one - other);
  const told = document.createElement("div");
  told.className = "told";
  told.setAttribute("role", "status");
  told.hidden = true;
  figure.append(told);
  let shown = null;
  let leaving = 0;

  function light(isLit) {
    for (const mark of marks) if (mark.dataset.row === shown) mark.classList.toggle("lit", isLit);
    rows.get(shown)?.classList.toggle("lit", isLit);
  }

  function hide() {
    light(false);
    shown = null;
    told.hidden = true;
  }

  function tell(number, beside) {
    clearTimeout(leaving);
    if (shown === number) return;
    if (shown !== null) light(false);
    shown = number;
    light(true);
    const list = document.createElement("dl");
    [...rows.get(number).cells].forEach((cell, place) => {
      const words = cell.textContent.trim();
      if (!words) return;
      const name = document.createElement("dt");
      const value = document.createElement("dd");
      name.textContent = heads[place] ?? "";
      value.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
      list.append(name, value);
    });
    told.replaceChildren(list);
    told.hidden = false;
    const frame = figure.getBoundingClientRect();
    const mark = beside.getBoundingClientRect();
    const left = mark.left + mark.width / 2 - frame.left - told.offsetWidth / 2;
    told.style.left = `${Math.max(0, Math.min(left, frame.width - told.offsetWidth))}px`;
    told.style.top = `${mark.bottom - frame.top + 6}px`;
  }

  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(hide, LINGERS);
  }

  for (const mark of marks) {
    mark.addEventListener("pointerenter", () => tell(mark.dataset.row, mark));
    mark.addEventListener("pointerleave", leave);
  }
  told.addEventListener("pointerenter", () => clearTimeout(leaving));
  told.addEventListener("pointerleave", leave);
  for (const chart of figure.querySelectorAll(".wide, .narrow")) {
    chart.tabIndex = 0;
    chart.setAttribute("role", "group");
    chart.setAttribute("aria-label", figure.dataset.keys);
    chart.addEventListener("blur", hide);
    chart.addEventListener("keydown", (event) => {
      const here = numbers.indexOf(shown);
      const next = { ArrowRight: here + 1, ArrowLeft: here < 0 ? numbers.length - 1 : here - 1, Home: 0, End: numbers.length - 1 }[event.key];
      if (next === undefined) return;
      const number = numbers[(next + numbers.length) % numbers.length];
      tell(number, [...chart.querySelectorAll(`[data-row="${number}"]`)].at(-1));
      event.preventDefault();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown !== null) hide();
  });
}

document.querySelectorAll(".chart-figure").forEach(answer);
