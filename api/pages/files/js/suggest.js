// Suggestions while somebody types into a search field (a combobox with a list box, after ARIA).
(() => {
  const PAUSE = 120;

  function suggest(field) {
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = `${field.id}-suggestions`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.labels[0].textContent.trim());
    field.parentNode.append(list);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "false");
    const root = field.dataset.suggest.replace(/\/v1\/suggest$/, "");
    const objects = field.dataset.objects ? `&object=${field.dataset.objects}` : "";
    const named = new URLSearchParams(location.search).get("lang");
    const language = named ? `?lang=${encodeURIComponent(named)}` : "";
    let chosen = -1, waiting, asked = 0;

    // A field of a form takes the record's id; the search goes to its page.
    function take(item) {
      if (!("fill" in field.dataset)) { location.href = item.dataset.href; return; }
      field.value = item.dataset.id;
      close();
    }

    function close() {
      list.hidden = true;
      chosen = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    function choose(place) {
      const items = [...list.children];
      chosen = items.length ? (place + items.length) % items.length : -1;
      items.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
      if (chosen >= 0) field.setAttribute("aria-activedescendant", items[chosen].id);
    }

    function show(found) {
      list.replaceChildren(...found.map((each, at) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${at}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.id = each.record.id;
        item.dataset.href = each.record.href.replace(/^\/v1/, root) + language;
        item.textContent = each.name;
        const hint = document.createElement("small");
        hint.textContent = each.hint || each.record.label;
        item.append(hint);
        item.addEventListener("mousedown", (event) => { event.preventDefault(); take(item); });
        return item;
      }));
      list.hidden = found.length === 0;
      field.setAttribute("aria-expanded", String(!list.hidden));
      chosen = -1;
    }

    async function ask() {
      const words = field.value.trim();
      const mine = ++asked;
      if (!words) return close();
      const answer = await fetch(`${field.dataset.suggest}?limit=8${objects}&q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } }).catch(() => null);
      if (answer && answer.ok && mine === asked) show((await answer.json()).data);
    }

    field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, PAUSE); });
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen < 0 ? -1 : chosen - 1); }
      else if (event.key === "Escape") { event.preventDefault(); close(); }
      else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen]); }
    });
  }

  for (const field of document.querySelectorAll("input[data-suggest]")) suggest(field);
})();
