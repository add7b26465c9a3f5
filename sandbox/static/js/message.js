/** One message: its bubble, the inline keyboard under it, and its menu. Updated in place when the bot edits it. */

import { personAvatar, botAvatar, tint } from "./avatars.js";
import { hour } from "./dates.js";
import { h, unseen } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { inlineKeyboard, showWaiting } from "./inline.js";
import { build } from "./markup.js";
import { mediaOf, summary } from "./media.js";
import { serviceWords } from "./service.js";

const ONLY_EMOJI = /^(?:\p{Extended_Pictographic}[\u{FE0F}\u{200D}\p{Emoji_Modifier}\p{Extended_Pictographic}]*\s?){1,3}$/u;

export class Bubble {
  /** `view` is the chat as one person sees it: `mine(message)`, `group`, and what its controls do. */
  constructor(message, view) {
    this.view = view;
    this.parts = {};
    this.element = h("article", { class: "message", tabindex: -1, "data-message": message.message_id });
    this.update(message);
  }

  /** Shows the message as it is now; parts that did not change are left alone, so the focus and the reader stay. */
  update(message) {
    this.message = message;
    if (serviceWords(message)) this.#notice(serviceWords(message));
    else this.#ordinary(message);
  }

  /** Marks the buttons whose answer is awaited. */
  refreshWaiting() {
    for (const key of this.element.querySelectorAll("button.key[data-data]")) {
      showWaiting(key, this.view.waits(this.message.message_id, key.dataset.data));
    }
  }

  /** The button that opens the message's menu; null for notices. */
  get handle() {
    return this.element.querySelector(".handle");
  }

  #notice(words) {
    this.element.className = "message notice";
    this.element.replaceChildren(h("p", {}, words));
  }

  #ordinary(message) {
    const mine = this.view.mine(message);
    this.element.classList.add(mine ? "out" : "in");
    if (!this.bubble) this.#frame(message, mine);
    this.#part("content", [message.html, message.photo, message.document], () => this.#content());
    this.#part("foot", [message.edit_date, Boolean(message.reply_markup?.inline_keyboard)], () => this.#foot(mine));
    this.#part("keyboard", [message.reply_markup?.inline_keyboard], () => this.#keyboard());
    this.element.classList.toggle("big", ONLY_EMOJI.test(message.text ?? ""));
    this.element.classList.toggle("bare", Boolean(message.sticker));
    this.element.classList.toggle("pictured", Boolean(message.photo || message.video));
    this.element.classList.toggle("captioned", Boolean(message.html));
  }

  #part(name, facts, draw) {
    const now = JSON.stringify(facts);
    if (this.parts[name] === now) return;
    this.parts[name] = now;
    draw();
  }

  #frame(message, mine) {
    this.content = h("div", { class: "content" });
    this.foot = h("p", { class: "foot" });
    this.under = h("div", { class: "under" });
    const open = () => this.view.openMenu(this, handle);
    const attributes = { class: "handle", tabindex: -1, "aria-haspopup": "menu" };
    const handle = iconButton("Actions du message", "chevron", open, attributes);
    this.bubble = h("div", { class: "bubble" }, this.content, this.foot, handle);
    this.bubble.addEventListener("contextmenu", (event) => this.#openAt(event));
    this.bubble.addEventListener("click", (event) => this.#tapped(event));
    const from = message.from ?? {};
    const showsAvatar = this.view.group && !mine;
    const avatar = showsAvatar && (from.is_bot ? botAvatar() : personAvatar(from.id, from.first_name ?? ""));
    this.element.replaceChildren(...(avatar ? [avatar] : []), h("div", { class: "stack" }, this.bubble, this.under));
  }

  #content() {
    const { message } = this;
    const mine = this.view.mine(message);
    const name = message.from?.first_name ?? "Bot";
    const author = this.view.group && !mine
      ? h("p", { class: `author tint-text-${tint(message.from?.id ?? 0)}` }, name)
      : unseen(mine ? "Moi : " : `${name} : `);
    const parts = [author, message.reply_to_message && this.#quote(message.reply_to_message), mediaOf(message)];
    if (message.html) parts.push(h("div", { class: "text" }, build(message.html, this.view)));
    this.content.replaceChildren(...parts.filter(Boolean));
  }

  #quote(original) {
    const go = () => this.view.goTo(original.message_id);
    const name = original.from?.first_name ?? "";
    const label = `En réponse à ${name} : ${summary(original)}`;
    return h("button", { type: "button", class: "quoted", onclick: go, "aria-label": label },
      h("span", { class: "who" }, name), h("span", { class: "what" }, summary(original)));
  }

  #foot(mine) {
    const { message } = this;
    const at = message.date * 1000;
    // As in Telegram, a message whose buttons are still there is expected to change: it is not called edited.
    const edited = message.edit_date && !message.reply_markup?.inline_keyboard;
    this.foot.replaceChildren(...[
      edited && h("span", { class: "edited" }, "modifié "),
      h("time", { datetime: new Date(at).toISOString() }, hour(at)),
      mine && icon("checks"),
      mine && unseen(" envoyé"),
    ].filter(Boolean));
  }

  #keyboard() {
    const { message } = this;
    const at = this.#focusedKey();
    const markup = message.reply_markup?.inline_keyboard ? message.reply_markup : null;
    const hooks = {
      ...this.view,
      press: (data) => this.view.press(message, data),
      waits: (data) => this.view.waits(message.message_id, data),
    };
    this.under.replaceChildren(...(markup ? [inlineKeyboard(markup, hooks)] : []));
    this.element.classList.toggle("keyed", Boolean(markup));
    if (at !== -1) (this.under.querySelectorAll(".key")[at] ?? this.element).focus({ preventScroll: true });
  }

  #focusedKey() {
    return [...this.under.querySelectorAll(".key")].indexOf(document.activeElement);
  }

  #openAt(event) {
    if (event.target.closest("a, img")) return;
    event.preventDefault();
    this.view.openMenu(this, this.handle, { x: event.clientX, y: event.clientY });
  }

  #tapped(event) {
    const onTouch = window.matchMedia("(hover: none)").matches;
    const selecting = !window.getSelection().isCollapsed;
    if (!onTouch || selecting || event.target.closest("a, button, audio, video, [role=button]")) return;
    this.#openAt(event);
  }
}
