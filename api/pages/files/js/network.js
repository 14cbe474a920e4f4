// The network: who is pointed at stands out with all who are tied to it; the others step back.
(() => {
  for (const web of document.querySelectorAll("svg.picture.web")) {
    const marks = [...web.querySelectorAll("a.mark")];
    const ties = [...web.querySelectorAll(".tie")].map((tie) => [tie, tie.dataset.ends.split(" ")]);

    function bringOut(isTied, alone) {
      const near = new Set(alone);
      for (const [tie, ends] of ties) {
        const is = isTied(tie, ends);
        tie.classList.toggle("is-near", is);
        if (is) ends.forEach((end) => near.add(end));
      }
      for (const mark of marks) mark.classList.toggle("is-near", near.has(mark.dataset.record));
      web.classList.add("is-pointed");
    }

    function letGo() {
      web.classList.remove("is-pointed");
      const focused = marks.find((mark) => mark === document.activeElement && mark.matches(":focus-visible"));
      if (focused) of(focused);
    }

    function of(mark) {
      bringOut((_, ends) => ends.includes(mark.dataset.record), [mark.dataset.record]);
    }

    for (const mark of marks) {
      mark.addEventListener("pointerenter", () => of(mark));
      mark.addEventListener("pointerleave", letGo);
      mark.addEventListener("focus", () => of(mark));
      mark.addEventListener("blur", letGo);
      mark.addEventListener("keydown", (event) => { if (event.key === "Escape") web.classList.remove("is-pointed"); });
    }
    for (const [tie] of ties) {
      tie.addEventListener("pointerenter", () => bringOut((each) => each === tie, []));
      tie.addEventListener("pointerleave", letGo);
    }
  }
})();
