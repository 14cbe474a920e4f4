// Pictures: a card for what is pointed at, one stop of the keyboard and arrow keys from mark to
// mark, zoom by wheel and buttons.
(() => {
  const NEAR = 0.35, CLOSEST = 12, STEP = 1.35;

  const card = document.createElement("div");
  card.className = "card-of-mark";
  card.hidden = true;
  card.setAttribute("aria-hidden", "true");
  document.body.append(card);

  function wordsOf(mark) {
    const title = mark.querySelector("title");
    if (title && !mark.dataset.words) {
      mark.dataset.words = title.textContent;
      mark.setAttribute("aria-label", title.textContent);
      title.remove();
    }
    return mark.dataset.words;
  }

  function show(mark) {
    const box = mark.getBoundingClientRect();
    card.textContent = wordsOf(mark);
    card.hidden = !card.textContent;
    const left = Math.min(Math.max(8, box.left + box.width / 2 - card.offsetWidth / 2), innerWidth - card.offsetWidth - 8);
    const above = box.top - card.offsetHeight - 8;
    card.style.left = `${left}px`;
    card.style.top = `${above > 4 ? above : box.bottom + 8}px`;
  }

  function hide() { card.hidden = true; }

  function middle(mark) {
    const box = mark.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  }

  // The nearest mark in a direction; what lies askew counts as farther.
  function next(marks, from, across, down) {
    const [x, y] = middle(from);
    let best = null, least = Infinity;
    for (const each of marks) {
      const [a, b] = middle(each);
      const ahead = (a - x) * across + (b - y) * down;
      const aside = Math.abs((a - x) * down) + Math.abs((b - y) * across);
      if (each !== from && isShown(each) && ahead > 0.5 && ahead + aside / NEAR < least) { least = ahead + aside / NEAR; best = each; }
    }
    return best;
  }

  function isShown(mark) { return mark.checkVisibility({ visibilityProperty: true }); }

  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  // Where a key leads from a mark: arrows in their direction, where some may never be the nearest;
  // the others in the order of the page.
  function led(marks, from, key) {
    if (key in WAYS) return next(marks, from, ...WAYS[key]);
    const shown = marks.filter(isShown), place = shown.indexOf(from);
    return { Home: shown[0], End: shown.at(-1), PageUp: shown[place - 1], PageDown: shown[place + 1] }[key];
  }

  function zoomed(svg) {
    const whole = svg.viewBox.baseVal;
    const [x, y, width, height] = [whole.x, whole.y, whole.width, whole.height];
    let view = { x, y, width, height };

    function set(to) {
      to.width = Math.min(width, Math.max(width / CLOSEST, to.width));
      to.height = to.width * height / width;
      to.x = Math.min(x + width - to.width, Math.max(x, to.x));
      to.y = Math.min(y + height - to.height, Math.max(y, to.y));
      view = to;
      svg.setAttribute("viewBox", `${to.x} ${to.y} ${to.width} ${to.height}`);
      svg.classList.toggle("is-near", to.width < width);
    }

    function by(factor, at) {
      const point = at || { x: view.x + view.width / 2, y: view.y + view.height / 2 };
      set({
        x: point.x - (point.x - view.x) / factor,
        y: point.y - (point.y - view.y) / factor,
        width: view.width / factor,
      });
    }

    function place(event) {
      const box = svg.getBoundingClientRect();
      return { x: view.x + (event.clientX - box.left) / box.width * view.width, y: view.y + (event.clientY - box.top) / box.height * view.height };
    }

    // The wheel alone scrolls the page, as everywhere; with Ctrl (or a pinch) it zooms.
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      hide();
      by(event.deltaY < 0 ? STEP : 1 / STEP, place(event));
    }, { passive: false });

    let grip = null;
    svg.addEventListener("pointerdown", (event) => {
      if (event.button || !svg.classList.contains("is-near") || event.target.closest("a")) return;
      grip = { pointer: event.pointerId, x: event.clientX, y: event.clientY, view };
      svg.setPointerCapture(event.pointerId);
    });
    svg.addEventListener("pointermove", (event) => {
      if (event.pointerId !== grip?.pointer) return;
      const scale = view.width / svg.getBoundingClientRect().width;
      set({ x: grip.view.x - (event.clientX - grip.x) * scale, y: grip.view.y - (event.clientY - grip.y) * scale, width: view.width });
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
      svg.addEventListener(end, (event) => { if (event.pointerId === grip?.pointer) grip = null; });
    }
    return { by, all: () => set({ x, y, width }), contains: (mark) => {
      const box = svg.getBoundingClientRect(), [a, b] = middle(mark);
      return a >= box.left && a <= box.right && b >= box.top && b <= box.bottom;
    } };
  }

  function buttons(svg, zoom) {
    const bar = document.createElement("div");
    bar.className = "picture-bar";
    for (const [sign, words, act] of [["+", svg.dataset.closer, () => zoom.by(STEP)], ["−", svg.dataset.wider, () => zoom.by(1 / STEP)], ["⤢", svg.dataset.whole, zoom.all]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.textContent = sign;
      button.setAttribute("aria-label", words);
      button.title = words;
      button.addEventListener("click", () => { hide(); act(); });
      bar.append(button);
    }
    const keys = document.createElement("span");
    keys.className = "hint";
    keys.id = "picture-keys";
    keys.textContent = svg.dataset.keys;
    svg.setAttribute("aria-describedby", keys.id);
    bar.prepend(keys);
    (svg.closest(".scroll") || svg).before(bar);
  }

  // Of all marks that are shown, Tab stops at one: the one that had the focus last, else the first.
  function roving(marks) {
    let stop = null;

    function stopAt(mark) {
      stop?.setAttribute("tabindex", "-1");
      stop = mark;
      stop?.setAttribute("tabindex", "0");
    }

    function anew() {
      if (!stop || !isShown(stop)) stopAt(marks.find(isShown));
    }

    for (const mark of marks) mark.setAttribute("tabindex", "-1");
    anew();
    addEventListener("resize", anew);
    return stopAt;
  }

  for (const svg of document.querySelectorAll("svg[data-picture]")) {
    const marks = [...svg.querySelectorAll("a.mark")];
    const zoom = zoomed(svg), stopAt = roving(marks);
    buttons(svg, zoom);
    for (const mark of marks) {
      wordsOf(mark);
      mark.addEventListener("pointerenter", () => show(mark));
      mark.addEventListener("pointerleave", hide);
      mark.addEventListener("focus", () => { stopAt(mark); if (!zoom.contains(mark)) zoom.all(); show(mark); });
      mark.addEventListener("blur", hide);
      mark.addEventListener("keydown", (event) => {
        if (event.key === "Escape") hide();
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        const found = led(marks, mark, event.key);
        if (found) { event.preventDefault(); found.focus(); }
      });
    }
  }
  addEventListener("scroll", hide, { passive: true });
})();
