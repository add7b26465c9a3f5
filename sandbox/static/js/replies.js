/** The reply keyboard: big buttons that send their own text. */

import { h } from "./dom.js";

/** The markup in force after these messages of the bot: the last keyboard not taken away, or null. */
export function keyboardAfter(messages) {
  const setting = messages.findLast(({ reply_markup: markup }) => markup?.keyboard || markup?.remove_keyboard);
  return setting?.reply_markup.keyboard ? { ...setting.reply_markup, from: setting.message_id } : null;
}

export class ReplyKeyboard {
  /** `send(text)` is what a press does; `changed()` hears of showing and hiding; `leave()` takes the focus it had. */
  constructor({ send, changed, leave }) {
    this.send = send;
    this.changed = changed;
    this.leave = leave;
    this.markup = null;
    this.element = h("div", { class: "replies", role: "group", "aria-label": "Réponses proposées", hidden: true });
  }

  /** Takes over a keyboard; a new one opens, the same one stays as it is, null takes it away. */
  show(markup) {
    if (JSON.stringify(markup) === JSON.stringify(this.markup)) return;
    const hadFocus = this.#hasFocus();
    this.markup = markup;
    this.element.replaceChildren(...(markup?.keyboard ?? []).map((row) => this.#row(row)));
    this.toggle(Boolean(markup));
    if (hadFocus) this.leave();
  }

  /** Is there a keyboard, open or not? */
  get present() {
    return this.markup !== null;
  }

  get open() {
    return !this.element.hidden;
  }

  /** Shows or hides it. */
  toggle(open = !this.open) {
    const hadFocus = this.#hasFocus();
    this.element.hidden = !open;
    this.changed();
    if (hadFocus && !open) this.leave();
  }

  #hasFocus() {
    return this.element.contains(document.activeElement);
  }

  #row(buttons) {
    return h("div", { class: "row" }, ...buttons.map((button) => this.#button(button.text ?? button)));
  }

  #button(text) {
    const press = () => {
      if (this.markup.one_time_keyboard) this.toggle(false);
      this.send(text);
    };
    return h("button", { type: "button", class: "reply", onclick: press }, text);
  }
}
