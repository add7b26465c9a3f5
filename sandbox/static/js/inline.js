/** The inline keyboard under a message: buttons that call back, open a link or copy a text. */

import { h, unseen } from "./dom.js";
import { icon } from "./icons.js";

/** Rows of buttons; `press(data)`, `link(event, url)` and `copy(text)` are told of taps, `waits(data)` says which wait. */
export function inlineKeyboard(markup, { press, link, copy, waits }) {
  const rows = markup.inline_keyboard.map((row) =>
    h("div", { class: "row" }, ...row.map((button) => key(button, { press, link, copy, waits }))));
  return h("div", { class: "inline", role: "group", "aria-label": "Boutons du message" }, ...rows);
}

function key(button, hooks) {
  if (button.url) {
    const follow = (event) => hooks.link(event, button.url);
    return h("a", { class: "key", href: button.url, target: "_blank", rel: "noopener noreferrer", onclick: follow },
      button.text, icon("link"));
  }
  if (button.copy_text) {
    const copy = () => hooks.copy(button.copy_text.text);
    return h("button", { type: "button", class: "key", onclick: copy }, button.text, icon("copy"));
  }
  const element = h("button", { type: "button", class: "key", "data-data": button.callback_data }, button.text);
  element.addEventListener("click", () => hooks.press(button.callback_data));
  if (hooks.waits(button.callback_data)) showWaiting(element, true);
  return element;
}

/** Shows on a callback button that its answer is awaited, or no longer. */
export function showWaiting(element, waiting) {
  element.classList.toggle("waiting", waiting);
  element.querySelector(".unseen")?.remove();
  if (waiting) element.append(unseen(" (en attente)"));
}
