/** Modal dialogs and passing notes. */

import { freshId, h } from "./dom.js";
import { iconButton } from "./icons.js";

const NOTE_MS = 4000;

/** Opens a modal dialog with a title, a close button and this content; returns the dialog element. */
export function openDialog(title, content, { className = "", role = null } = {}) {
  const id = freshId("title");
  const close = iconButton("Fermer", "close", () => dialog.close());
  const dialog = h("dialog", { class: `sheet ${className}`, "aria-labelledby": id, role },
    h("header", {}, h("h2", { id }, title), close), ...content);
  // The dialog has no padding of its own, so a click on it is a click on what is behind.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** An alert as Telegram shows for `show_alert`: a sentence and «OK». */
export function alertDialog(title, text) {
  const ok = h("button", { type: "button", class: "action", autofocus: true, onclick: () => dialog.close() }, "OK");
  const dialog = openDialog(title, [h("p", { class: "said" }, text), ok], { role: "alertdialog", className: "alert" });
  return dialog;
}

/**
 * A dialog with a form; `submit(values)` is awaited, its error is shown in the form, success closes the dialog.
 * `fields` are elements whose controls have names; `values` is a FormData.
 */
export function formDialog(title, fields, label, submit) {
  const problem = h("p", { class: "problem", role: "alert" });
  const form = h("form", { class: "fields" }, ...fields, problem, h("button", { class: "action" }, label));
  const dialog = openDialog(title, [form]);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.textContent = "";
    try {
      await submit(new FormData(form));
      dialog.close();
    } catch (error) {
      problem.textContent = error.message;
    }
  });
  return dialog;
}

/** A labelled control of a form. */
export function field(label, control) {
  const id = freshId("field");
  control.id = id;
  return h("div", { class: "field" }, h("label", { for: id }, label), control);
}

/** Shows a passing note in a place that is a live region. */
export function note(place, text) {
  const element = h("p", { class: "note" }, text);
  place.replaceChildren(element);
  setTimeout(() => element.remove(), NOTE_MS);
}
