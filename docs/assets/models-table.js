// Filters the table of models without reloading, and keeps the filters in the address.

/** Whether a row passes: every filter that is set must be among the row's values, and every word in its text. */
export function rowPasses(row, filters) {
  return Object.entries(filters).every(([name, wanted]) => {
    if (!wanted) return true;
    if (name === "name") {
      return wanted.toLowerCase().split(/\s+/).every((word) => row.text.includes(word));
    }
    return (row[name] ?? "").split(" ").includes(wanted);
  });
}

/** The part of an address that holds the filters that are set. */
export function toQuery(filters) {
  const set = Object.entries(filters).filter(([, value]) => value);
  return set.length ? `?${new URLSearchParams(set)}` : "";
}

/** What the count says. */
export function countText(shown, all) {
  return shown === all ? `All ${all} shown` : `${shown} of ${all} shown`;
}

/** Make a form filter a table. */
export function wireModelsTable(form, table) {
  const rows = [...table.tBodies[0].rows];
  // Read once, and only when someone filters: the page is complete without.
  let data;
  const readRows = () => rows.map((row) => ({ ...row.dataset, text: row.textContent.toLowerCase() }));
  const status = document.querySelector("#model-count");
  const nothing = /** @type {HTMLElement} */ (document.querySelector("#no-models"));

  const more = form.querySelector("#more-filters");
  const unfold = (isOpen) => {
    more.setAttribute("aria-expanded", isOpen);
    form.querySelector("#filter-more").classList.toggle("is-open", isOpen);
  };

  const read = () => Object.fromEntries(new FormData(form).entries());
  const apply = () => {
    const filters = read();
    if (data || Object.values(filters).some(Boolean)) {
      data ??= readRows();
      rows.forEach((row, position) => {
        row.hidden = !rowPasses(data[position], filters);
      });
    }
    const shown = rows.filter((row) => !row.hidden).length;
    status.textContent = countText(shown, rows.length);
    nothing.hidden = shown > 0;
  };
  const restore = () => {
    const query = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (!field.name) continue;
      if (field.type === "checkbox") field.checked = query.get(field.name) === field.value;
      else field.value = query.get(field.name) ?? "";
      // An address may name a value that no record has any more.
      if (field.selectedIndex === -1) field.selectedIndex = 0;
    }
    // On phones most filters are folded away, but not those that are at work.
    if (Object.entries(read()).some(([name, value]) => name !== "name" && value)) unfold(true);
    apply();
  };
  const remember = () => history.replaceState(null, "", location.pathname + toQuery(read()) + location.hash);

  form.addEventListener("input", () => {
    apply();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    history.replaceState(null, "", location.pathname);
    restore();
  });
  more.addEventListener("click", () => unfold(more.getAttribute("aria-expanded") === "false"));
  addEventListener("popstate", restore);
  restore();
}
