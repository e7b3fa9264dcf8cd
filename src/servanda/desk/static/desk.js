/* The desk's keys, marked words and drafts. Every page works without this file. */
"use strict";
(() => {
  const CYRILLIC = "йцукенгшщзфывапролдячсмить";
  const LATIN = "qwertyuiopasdfghjklzxcvbnm";
  const form = document.querySelector("form.act");
  const text = document.getElementById("text");

  /* The Latin letter on a key, whatever alphabet the keyboard types. */
  function latin(key) {
    const lower = key.toLowerCase();
    const at = CYRILLIC.indexOf(lower);
    return at < 0 ? lower : LATIN[at];
  }

  function store(action) {
    try {
      return action(window.localStorage);
    } catch {
      return null; /* a browser that keeps nothing */
    }
  }

  const areOff = () => store((kept) => kept.getItem("desk-keys")) === "off";
  const isField = (one) => one.matches("input:not([type=checkbox]), textarea, select");

  /* Words marked in the document, and how far into it they begin. */
  function marked() {
    const chosen = window.getSelection();
    if (!text || !chosen || chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) {
      return null;
    }
    const range = chosen.getRangeAt(0);
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const cut = text.textContent.startsWith("… ") ? 2 : 0;
    const words = range.toString();
    const space = words.length - words.trimStart().length;
    return { words: words.trim(), near: Number(text.dataset.low) + Math.max(0, before.toString().length - cut) + space };
  }

  /* Put marked words into a role's field, or go there. */
  function into(field) {
    const found = marked();
    if (found && found.words && field.tagName === "TEXTAREA" && !field.readOnly && field.name !== "why") {
      field.value = found.words;
      form.elements[`near-${field.name}`].value = String(found.near);
      window.getSelection().removeAllRanges();
      keep();
    } else {
      field.focus();
    }
  }

  document.addEventListener("keydown", (event) => {
    const inField = isField(event.target);
    if (inField && event.key === "Escape") {
      event.target.blur();
      return;
    }
    if (inField && event.key === "Enter" && event.ctrlKey && form) {
      const correct = form.querySelector("[data-key=c]");
      if (correct) correct.click();
      return;
    }
    if (inField || event.ctrlKey || event.metaKey || event.altKey || event.repeat || areOff()) return;
    const key = latin(event.key);
    const field = document.querySelector(`[data-role="${CSS.escape(key)}"]`);
    const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (field) {
      event.preventDefault();
      into(field);
    } else if (button) {
      event.preventDefault();
      button.click();
    }
  });

  /* The words of the statement, in sight. */
  const first = text && text.querySelector(".said, .who, .how");
  if (first) text.scrollTop = first.offsetTop - text.offsetTop - text.clientHeight / 3;

  /* What is typed is kept in this browser until it is sent. */
  const draftOf = (item) => `desk-draft ${document.body.dataset.account} ${item}`;
  const name = form && draftOf(form.dataset.draft);
  const fields = form ? [...form.elements].filter((one) => one.name && one.type !== "submit" && !["csrfmiddlewaretoken", "seen"].includes(one.name)) : [];
  const value = (one) => (one.type === "checkbox" ? one.checked : one.value);
  const given = new Map(fields.map((one) => [one.name, value(one)]));

  function keep() {
    const typed = Object.fromEntries(fields.filter((one) => value(one) !== given.get(one.name)).map((one) => [one.name, value(one)]));
    store((kept) => (Object.keys(typed).length ? kept.setItem(name, JSON.stringify(typed)) : kept.removeItem(name)));
  }

  /* A draft whose item has been decided is of no use: the page after it says so. */
  const sent = document.querySelector("[data-sent]");
  if (sent) store((kept) => kept.removeItem(draftOf(sent.dataset.sent)));

  if (form) {
    const draft = store((kept) => JSON.parse(kept.getItem(name) || "null"));
    for (const one of draft ? fields : []) {
      if (!(one.name in draft)) continue;
      if (one.type === "checkbox") one.checked = draft[one.name];
      else one.value = draft[one.name];
    }
    form.addEventListener("draft", keep);
    form.addEventListener("input", (event) => {
      const near = form.elements[`near-${event.target.name}`];
      if (near) near.value = "";
      keep();
    });
  }

  /* How far the work on an upload is, until it is done; then the whole page anew. */
  const state = document.getElementById("state");
  async function look() {
    try {
      const answer = await fetch(window.location.href, { headers: { Accept: "text/html" }, redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("state");
      if (answer.ok && page && !page.dataset.open) return void window.location.reload();
      if (answer.ok && page && page.innerHTML !== state.innerHTML) state.replaceChildren(...page.childNodes);
    } catch {
      /* the network is away: look again later */
    }
    window.setTimeout(look, 2000);
  }
  if (state && state.dataset.open) window.setTimeout(look, 1000);

  const off = document.getElementById("keys-off");
  if (off) {
    const show = () => {
      off.textContent = areOff() ? off.dataset.on : off.dataset.off;
    };
    off.hidden = false;
    show();
    off.addEventListener("click", () => {
      store((kept) => kept.setItem("desk-keys", areOff() ? "on" : "off"));
      show();
    });
  }
})();
