"use strict";
(() => {
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const words = Object.entries(JSON.parse(document.getElementById("index").textContent).words);
  const rows = [...document.getElementById("stories").children];
  const field = document.getElementById("q"), told = document.getElementById("found");
  const matching = (part) => new Set(words.filter(([word]) => word.includes(part)).flatMap(([, numbers]) => numbers));
  const search = () => {
    const parts = fold(field.value).match(/[\p{L}\p{N}_]+/gu) || [];
    const sets = parts.map(matching);
    let shown = 0;
    rows.forEach((row, number) => {
      row.hidden = !sets.every((set) => set.has(number));
      shown += row.hidden ? 0 : 1;
    });
    told.textContent = parts.length ? `${shown} of ${rows.length} articles` : "";
  };
  document.getElementById("search").hidden = false;
  field.addEventListener("input", search);
  search();
})();
