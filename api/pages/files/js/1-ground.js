// What pages gain by a script: copying, and where every page's own script finds its texts.
"use strict";

function copyFrom(button) {
  const source = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  navigator.clipboard.writeText(source.textContent).then(() => {
    button.textContent = button.dataset.done || label;
    setTimeout(() => { button.textContent = label; }, 1500);
  });
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copyFrom(button));
  }
}
