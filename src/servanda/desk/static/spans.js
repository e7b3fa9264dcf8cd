/* The edges of a statement's words in its document, dragged by a pointer or moved by keys. Without this file the words are typed. */
"use strict";
(() => {
  const text = document.getElementById("text");
  const form = document.querySelector("form.act");
  const CLASSES = { source: ".who", cue: ".how", content: ".said" };
  const fields = form ? Object.keys(CLASSES).map((role) => form.querySelector(`textarea[name=${role}]`)).filter(Boolean) : [];
  if (!text || !fields.length || fields[0].readOnly) return;

  const whole = text.textContent;
  const cut = whole.startsWith("… ") ? 2 : 0;
  const last = whole.length - (whole.endsWith(" …") ? 2 : 0);

  function offsetOf(node, at) {
    const range = document.createRange();
    range.setStart(text, 0);
    range.setEnd(node, at);
    return range.toString().length;
  }

  /* The text node and place in it of a character; before the character where an edge begins words, behind it where it ends them. */
  function pointAt(offset, begins) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let left = offset;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left < node.data.length || (left === node.data.length && !begins)) return [node, left];
      left -= node.data.length;
    }
    return [text, text.childNodes.length];
  }

  function rangeOf([start, end]) {
    const range = document.createRange();
    range.setStart(...pointAt(start, true));
    range.setEnd(...pointAt(end, false));
    return range;
  }

  /* Where the words of a role stand on the page; pieces that touch are one. */
  function marked(role) {
    const found = [];
    for (const one of text.querySelectorAll(CLASSES[role])) {
      const start = offsetOf(one, 0);
      const end = start + one.textContent.length;
      if (found.length && found.at(-1)[1] === start) found.at(-1)[1] = end;
      else found.push([start, end]);
    }
    return found;
  }

  const spans = Object.fromEntries(fields.map((field) => [field.name, marked(field.name)]));
  let active = spans.content && spans.content.length ? "content" : fields[0].name;
  let handles = [];

  function place(handle, span, side) {
    const range = rangeOf(span);
    const rects = range.getClientRects();
    const rect = side ? rects[rects.length - 1] : rects[0];
    if (!rect) return;
    const box = text.getBoundingClientRect();
    handle.style.setProperty("left", `${(side ? rect.right : rect.left) - box.left + text.scrollLeft - text.clientLeft}px`);
    handle.style.setProperty("top", `${rect.top - box.top + text.scrollTop - text.clientTop}px`);
    handle.style.setProperty("height", `${rect.height}px`);
    const [start, end] = span;
    const near = side ? whole.slice(Math.max(start, end - 24), end) : whole.slice(start, Math.min(end, start + 24));
    handle.setAttribute("aria-label", `${side ? text.dataset.end : text.dataset.begin}: ${near.trim()}`);
  }

  function show() {
    for (const [handle, span, side] of handles) place(handle, span, side);
    if (window.CSS && CSS.highlights) {
      const ranges = text.classList.contains(`moved-${active}`) ? spans[active].map(rangeOf) : [];
      CSS.highlights.set("moved", new Highlight(...ranges));
    }
  }

  /* The words between the edges into the field, as if they were typed, with where they begin. */
  function tell(role) {
    const field = form.elements[role];
    field.value = spans[role].map(([start, end]) => whole.slice(start, end)).join(" ... ");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    form.elements[`near-${role}`].value = String(Number(text.dataset.low) + [...whole.slice(cut, spans[role][0][0])].length);
    form.dispatchEvent(new Event("draft"));
    text.classList.add(`moved-${role}`);
    show();
  }

  function move(span, side, offset) {
    const others = spans[active].filter((one) => one !== span);
    const low = Math.max(cut, ...others.filter((one) => one[1] <= span[0]).map((one) => one[1]));
    const high = Math.min(last, ...others.filter((one) => one[0] >= span[1]).map((one) => one[0]));
    const at = side ? Math.min(high, Math.max(span[0] + 1, offset)) : Math.max(low, Math.min(span[1] - 1, offset));
    if (at === span[side]) return;
    span[side] = at;
    tell(active);
  }

  const isSpace = (at) => /\s/u.test(whole[at] || " ");

  /* One word on or back: an edge that ends words stands behind one, an edge that begins them before one. */
  function wordFrom(at, side, step) {
    const next = (place) => (step > 0 ? place : place - 1);
    const isFirst = step > 0 ? side === 1 : side === 0;
    const inside = (place) => place >= cut && place <= last && next(place) >= 0 && next(place) < whole.length;
    let place = at;
    while (inside(place) && isSpace(next(place)) === isFirst) place += step;
    while (inside(place) && isSpace(next(place)) !== isFirst) place += step;
    return place;
  }

  function begin(handle, span, side) {
    handle.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      move(span, side, event.shiftKey ? span[side] + step : wordFrom(span[side], side, step));
    });
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.focus({ preventScroll: true });
      text.classList.add("dragging");
      const drag = (moved) => {
        const at = document.caretPositionFromPoint
          ? document.caretPositionFromPoint(moved.clientX, moved.clientY)
          : document.caretRangeFromPoint(moved.clientX, moved.clientY);
        const [node, place] = at ? [at.offsetNode || at.startContainer, at.offset ?? at.startOffset] : [];
        if (node && node.nodeType === Node.TEXT_NODE && text.contains(node)) move(span, side, offsetOf(node, place));
      };
      const drop = () => {
        text.classList.remove("dragging");
        for (const [name, does] of [["pointermove", drag], ["pointerup", drop], ["pointercancel", drop]]) document.removeEventListener(name, does);
      };
      for (const [name, does] of [["pointermove", drag], ["pointerup", drop], ["pointercancel", drop]]) document.addEventListener(name, does);
    });
  }

  /* Handles at the edges of one role's words. */
  function take(role) {
    active = role;
    for (const [handle] of handles) handle.remove();
    handles = spans[role].flatMap((span) =>
      [0, 1].map((side) => {
        const handle = document.createElement("button");
        handle.type = "button";
        handle.className = `handle ${side ? "ends" : "begins"}`;
        text.append(handle);
        begin(handle, span, side);
        return [handle, span, side];
      }),
    );
    show();
  }

  for (const field of fields) field.addEventListener("focus", () => take(field.name));
  window.addEventListener("resize", show);
  document.addEventListener("keydown", (event) => {
    const isTyped = event.target.matches("input:not([type=checkbox]), textarea, select");
    if (isTyped || event.ctrlKey || event.metaKey || event.altKey || !["e", "у"].includes(event.key.toLowerCase())) return;
    if (window.localStorage.getItem("desk-keys") === "off" || !handles.length) return;
    event.preventDefault();
    const at = handles.findIndex(([handle]) => handle === document.activeElement);
    handles[(at + 1) % handles.length][0].focus();
  });
  take(active);
})();
