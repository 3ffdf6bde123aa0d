// Keys, a queue for decisions that the server did not get, and news of what others decide.
// Without this script every page works by its links and buttons.
"use strict";
(() => {
  const KEYS = {
    next: ["j", "Next finding"], previous: ["k", "Previous finding"],
    nextOpen: ["n", "Next open finding"], previousOpen: ["p", "Previous open finding"],
    nextDocument: ["]", "Next document"], previousDocument: ["[", "Previous document"],
    accept: ["a", "Accept, move on"], reject: ["x", "Reject, move on"], skip: ["s", "Skip, move on"],
    unskip: ["S", "Back to what was skipped last"], undo: ["u", "Undo my last"], redo: ["U", "Redo"],
    edit: ["e", "Edit the text"], comment: ["c", "Write a comment"], flag: ["f", "Flag for another reviewer"],
    alike: ["A", "Decide all alike"], name: ["d", "This is a name or a word"], ignore: ["i", "Ignore: here, document, rule"],
    publish: ["P", "Publish"], view: ["v", "Change, before, after"], search: ["/", "Find words"], keys: ["?", "These keys"],
  };
  // The key that a control names in its data-key, by action; digits choose among suggestions or verdicts.
  const CONTROLS = {
    next: "j", previous: "k", nextOpen: "n", previousOpen: "p", nextDocument: "]", previousDocument: "[",
    accept: "a", reject: "x", skip: "s", undo: "u", redo: "U", flag: "f", alike: "A", name: "d", ignore: "i",
    publish: "P",
  };
  const $ = (selector) => document.querySelector(selector);
  const store = {
    get(name, otherwise) {
      try { return JSON.parse(localStorage.getItem("normalize-" + name)) ?? otherwise; } catch { return otherwise; }
    },
    set(name, value) { try { localStorage.setItem("normalize-" + name, JSON.stringify(value)); } catch { /* private window */ } },
  };
  const keymap = () => ({ ...Object.fromEntries(Object.entries(KEYS).map(([n, [k]]) => [n, k])), ...store.get("keymap", {}) });
  const speak = (text) => { const spoken = $("#spoken"); if (spoken) { spoken.textContent = ""; setTimeout(() => { spoken.textContent = text; }, 50); } };
  const say = (text) => { const status = $("#status"); if (status) status.textContent = text; speak(text); };

  // Keys

  const press = (element) => { if (element) { element.focus({ preventScroll: true }); element.click(); } return Boolean(element); };
  const controlled = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const actions = {
    edit() { const box = $("[data-edit]"); if (!box) return false; box.open = true; const text = $("#text"); text.focus(); text.select(); return true; },
    comment() { const box = $("#reason"); if (box) box.focus(); return Boolean(box); },
    search() { const narrow = $(".facets [data-narrow]"); if (narrow) narrow.open = true; const box = $("#q"); if (box) { box.focus(); box.select(); } return Boolean(box); },
    view() { const links = [...document.querySelectorAll("[data-view]")]; const at = links.findIndex((l) => l.getAttribute("aria-current")); return links.length ? press(links[(at + 1) % links.length]) : false; },
    unskip() { const skipped = store.get("skipped", []); const last = skipped.pop(); if (!last) return false; store.set("skipped", skipped); location.href = last; return true; },
    keys() { showKeys(); return true; },
  };

  function digit(key) {
    const choice = document.querySelector(`[data-choice="${key}"]`);
    if (choice) { choice.checked = true; choice.focus({ preventScroll: true }); return true; }
    return press(controlled(key));
  }

  const writing = (target) => target.closest?.("textarea, select, input:not([type=radio]):not([type=checkbox]), [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (writing(event.target)) {
      if (event.key === "Escape") { const edit = event.target.closest("[data-edit]"); if (edit) edit.open = false; $("#main")?.focus(); }
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        const form = event.target.closest("form");
        const save = event.target.id === "text" ? form?.querySelector("[data-save]") : form?.querySelector("[value=comment]");
        if (save) { event.preventDefault(); $("#main")?.focus({ preventScroll: true }); save.click(); }
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || $("dialog[open]") || store.get("keys-off", false)) return;
    if (event.key === "Escape") { press(controlled("Escape")); return; }
    if (act(event.key)) event.preventDefault();
  });

  // A key that comes while the page changes is meant for the next finding, not for the one that goes away.
  let busy = false, early = [];
  function letGo() {
    busy = false;
    while (early.length && !busy) { if (writing(document.activeElement)) early = []; else act(early.shift()); }
  }

  function act(key) {
    const chosen = /^[1-9]$/.test(key), name = Object.entries(keymap()).find(([, k]) => k === key)?.[0];
    if (!chosen && !name) return false;
    if (busy) { early = [...early, key].slice(-20); return true; }
    if (chosen) return digit(key);
    return actions[name] ? actions[name]() : press(controlled(CONTROLS[name]));
  }

  function showKeys() {
    const body = $("#keymap");
    if (!body) return;
    const now = keymap();
    body.replaceChildren(...Object.entries(KEYS).map(([name, [, what]]) => {
      const row = document.createElement("tr"), told = document.createElement("td"), cell = document.createElement("td"), button = document.createElement("button");
      told.textContent = what;
      button.type = "button";
      button.textContent = now[name];
      button.setAttribute("aria-label", `${what}: ${now[name]}; press to change`);
      button.addEventListener("click", () => {
        button.textContent = "press a key";
        button.addEventListener("keydown", (event) => {
          if (["Shift", "Control", "Alt", "Meta", "Tab"].includes(event.key)) return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key.length === 1 && !/[0-9]/.test(event.key) && !Object.entries(keymap()).some(([n, k]) => k === event.key && n !== name)) {
            store.set("keymap", { ...store.get("keymap", {}), [name]: event.key });
          }
          showKeys();
        }, { once: true });
      });
      cell.append(button);
      row.append(told, cell);
      return row;
    }));
    $("#keys-on").checked = !store.get("keys-off", false);
    const dialog = $("#keys");
    if (!dialog.open) dialog.showModal();
  }

  document.addEventListener("change", (event) => { if (event.target.id === "keys-on") store.set("keys-off", !event.target.checked); });
  document.addEventListener("click", (event) => {
    const what = event.target.closest?.("[data-do]")?.dataset.do;
    if (what === "keys") showKeys();
    if (what === "keys-close") $("#keys").close();
    if (what === "keys-reset") { store.set("keymap", {}); showKeys(); }
    if (event.target.closest?.("[value=defer]")) store.set("skipped", [...store.get("skipped", []).slice(-50), location.href]);
  });

  // Moving on: focus stays with the finding, the list keeps its place

  let scrolled = 0, seen = $("#app")?.dataset.at;
  const narrow = matchMedia("(max-width: 56rem)");
  document.addEventListener("htmx:beforeSwap", () => { scrolled = $(".list")?.scrollTop ?? 0; });
  document.addEventListener("htmx:beforeRequest", () => { busy = true; });
  document.addEventListener("htmx:afterSettle", () => { letGo(); setTimeout(look, 600); });
  document.addEventListener("htmx:sendAbort", letGo);
  document.addEventListener("htmx:afterSwap", () => {
    settle();
    speak($("#status")?.textContent ?? "");
    const main = $("#main"), at = $("#app")?.dataset.at;
    main?.focus({ preventScroll: true });
    // The next finding is read from its beginning, however far down the last one was left.
    if (at !== seen) { if (narrow.matches) main?.scrollIntoView({ block: "start" }); else scrollTo(0, 0); }
    seen = at;
  });

  function settle() {
    for (const folded of document.querySelectorAll("[data-narrow]")) if (narrow.matches) folded.open = false;
    const list = $(".list"), row = list?.querySelector("[aria-current]");
    if (!list || !row) return;
    list.scrollTop = scrolled;
    const top = row.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop;
    if (top < list.scrollTop || top + row.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top - list.clientHeight / 3;
  }

  // Who comes for the first time is told the keys that matter.
  function greet() {
    if (narrow.matches || $("#status")?.textContent || !$("[data-key=n]") || store.get("keys-off", false)) return;
    const key = keymap(), digits = "numbers give a verdict on a conflict";
    say(`${key.accept} accepts, ${key.reject} rejects, ${digits}, ${key.skip} skips, ${key.undo} takes back. All keys: ${key.keys}`);
  }

  // A decision that the server did not get is kept in this browser until it does

  const queue = () => store.get("queue", []);
  document.addEventListener("htmx:sendError", (event) => {
    const config = event.detail.requestConfig;
    if (config.verb !== "post" || config.path !== "/decide") {
      const kept = config.verb === "get" && ahead.get(new URL(config.path, location.href).href);
      if (kept) show(config.path, kept);
      else say(config.verb === "get" ? "No connection to the server: this page cannot be had now." : "No connection to the server. Nothing was saved; try again.");
      letGo();
      return;
    }
    const form = Object.fromEntries([...new FormData(config.elt.closest("form"), event.detail.requestConfig.triggeringEvent?.submitter ?? undefined)]);
    store.set("queue", [...queue().filter((one) => one.finding !== form.finding), form]);
    const next = $("[data-key=n]")?.href, page = ahead.get(next);
    if (page) show(next, page);
    kept();
    letGo();
  });
  const kept = () => { const n = queue().length; if (n) say(`No connection. ${n} decision${n > 1 ? "s are" : " is"} kept in this browser and will be sent.`); };

  // The next open findings are fetched ahead, so that work goes on for a while without the server.
  const AHEAD = 5, ahead = new Map();
  let fetching = false;
  async function look() {
    if (fetching || document.hidden) return;
    fetching = true;
    let at = $("[data-key=n]")?.href;
    const wanted = new Set();
    try {
      for (let n = 0; at && n < AHEAD && !wanted.has(at); n++) {
        wanted.add(at);
        if (!ahead.has(at)) ahead.set(at, await (await fetch(at)).text());
        at = new DOMParser().parseFromString(ahead.get(at), "text/html").querySelector("[data-key=n]")?.getAttribute("href");
        at = at && new URL(at, location.href).href;
      }
      for (const url of ahead.keys()) if (!wanted.has(url)) ahead.delete(url);
    } catch { /* no connection: what is there has to do */ }
    fetching = false;
  }
  function show(url, page) {
    history.replaceState(null, "", url);
    htmx.swap("#app", page, { swapStyle: "outerHTML" }, { select: "#app" });
  }

  let sending = false;
  async function send() {
    if (sending) return;
    sending = true;
    try { await sendAll(); } finally { sending = false; }
  }
  async function sendAll() {
    for (const form of queue()) {
      const body = new URLSearchParams({ ...form, csrf: $("input[name=csrf]")?.value ?? form.csrf });
      let answer;
      try { answer = await fetch("/decide", { method: "POST", body, headers: { accept: "application/json" } }); } catch { kept(); return; }
      store.set("queue", queue().filter((one) => one.finding !== form.finding));
      if (answer.ok) say("Saved: the connection is back, and what was kept has been sent.");
      else { const told = await answer.json().catch(() => ({})); say(`Not saved: ${told.error ?? "the server refused it"}.`); }
      if (!queue().length) refresh();
    }
  }
  const refresh = () => htmx.ajax("GET", location.href, { target: "#app", select: "#app", swap: "outerHTML" });

  // What others decide: told by the server as it happens. Where that does not come through, the page asks. A page that
  // nobody looks at does neither: a browser has few connections to one server.

  let stream = null;
  function listen() {
    const app = $("#app[data-last]");
    if (stream || !app || document.hidden || !window.EventSource) return;
    stream = new EventSource(`/news?since=${app.dataset.last}`);
    stream.addEventListener("message", (event) => { tell(JSON.parse(event.data)).catch(() => { /* told again later */ }); });
    stream.addEventListener("error", unlisten);
  }
  function unlisten() { stream?.close(); stream = null; }

  async function pulse() {
    const app = $("#app[data-last]");
    if (!app || document.hidden) return;
    if (queue().length) { await send(); return; }
    if (stream?.readyState === EventSource.OPEN) return;
    try {
      await tell(await (await fetch(`/pulse?since=${app.dataset.last}`, { headers: { accept: "application/json" } })).json());
      listen();
    } catch { /* no connection, or logged out */ }
  }

  async function tell(news) {
    const app = $("#app[data-last]");
    if (!app || !news.count || news.last <= app.dataset.last) return;
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    for (const part of [".list", ".progress"]) { const old = $(part), now = page.querySelector(part); if (old && now) { old.replaceWith(now); htmx.process(now); } }
    const now = $("#app[data-last]");
    if (now) now.dataset.last = Math.max(now.dataset.last, news.last);
    settle();
    const who = news.others.join(", ");
    if (news.findings.includes(now?.dataset.at)) say(`${who} decided about this finding just now.`);
    else say(`${who} decided ${news.count} finding${news.count > 1 ? "s" : ""} just now.`);
  }
  setInterval(pulse, 3000);
  addEventListener("pagehide", unlisten);
  document.addEventListener("visibilitychange", () => { if (document.hidden) unlisten(); else pulse(); });
  addEventListener("online", send);

  settle();
  greet();
  kept();
  listen();
  setTimeout(look, 600);
})();
