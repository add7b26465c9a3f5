/** A chat as one person sees it: header, pinned message, messages, and the place to write. */

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { alertDialog, note } from "./dialogs.js";
import { h } from "./dom.js";
import { Header, owner } from "./header.js";
import { icon } from "./icons.js";
import { payloadOf } from "./links.js";
import { Log } from "./log.js";
import { summary } from "./media.js";
import { openMenu } from "./menus.js";
import { roleName } from "./people.js";
import { keyboardAfter } from "./replies.js";
import { Taps } from "./taps.js";

export class Chat {
  /**
   * `info` is the chat of the sandbox's state; `page` gives `bot`, `person(id)`, `commands(chat)` and
   * `openLink(chat)`.
   */
  constructor(info, page) {
    this.id = info.id;
    this.page = page;
    this.group = info.type !== "private";
    this.info = info;
    this.speakerId = info.members[0];
    this.taps = new Taps(() => this.log.refreshWaiting());
    this.#build();
    this.refresh(info);
  }

  /** Who writes here: the chat's owner, or the chosen member of a group. */
  get person() {
    return this.page.person(this.speakerId);
  }

  get title() {
    return this.group ? this.info.title : this.page.person(this.id).first_name;
  }

  /** Shows exactly these messages. */
  load(messages) {
    this.log.load(messages);
    this.#settle();
    this.log.toEnd();
  }

  /** Takes over what the state says of the chat: pinned message, whether the bot is blocked. */
  refresh(info) {
    this.info = info;
    this.#refreshMembers();
    this.#settle();
    this.composer.refreshCommands();
  }

  /** A new message or a new version of one. */
  put(message) {
    this.log.put(message);
    if (message.from?.is_bot) this.header.done();
    this.#settle();
    const forced = message.reply_markup?.force_reply && message.from?.is_bot;
    if (forced) this.composer.quote(message);
  }

  remove(id) {
    this.log.remove(id);
    this.#settle();
  }

  /** The bot answered a tap, perhaps with words. */
  answer({ callback_id: id, text, alert }) {
    this.taps.answer(id);
    if (!text) return;
    if (alert) alertDialog(this.page.bot.first_name, text);
    else note(this.notes, text);
  }

  /** Runs a request; a refusal is said in the chat. True when it was accepted. */
  async attempt(request) {
    try {
      await request;
      return true;
    } catch (error) {
      note(this.notes, error.message);
      return false;
    }
  }

  #build() {
    const { bot } = this.page;
    const name = this.group ? this.info.title : bot.first_name;
    const label = this.group ? `Messages du groupe ${name}` : `Messages de ${name} à ${this.title}`;
    this.log = new Log(this.#view(), label);
    this.header = new Header({
      title: name,
      status: this.group ? `${this.info.members.length + 1} membres` : "bot",
      group: this.group,
      id: this.id,
      items: () => this.#menu(),
    });
    this.pinned = h("button", { type: "button", class: "pinned", hidden: true });
    this.notes = h("div", { class: "notes", role: "status" });
    this.speaker = this.group ? this.#speaker() : null;
    this.composer = new Composer(`Message à ${name}`, this.#acts(), this.speaker);
    this.gate = h("button", { type: "button", class: "gate" });
    this.gate.addEventListener("click", () => this.#passGate());
    const role = this.group ? "groupe" : roleName(this.person.role);
    const names = { id: `chat-${this.id}`, "aria-labelledby": `tab-${this.id}` };
    this.element = h("section", { class: "chat", role: "tabpanel", ...names },
      owner({ id: this.id, name: this.title, role, group: this.group }),
      this.header.element, this.pinned, this.notes, this.log.element, this.gate, this.composer.element);
  }

  #view() {
    return {
      group: this.group,
      mine: (message) => message.from?.id === this.speakerId,
      waits: (id, data) => this.taps.waits(id, data),
      press: (message, data) => this.#press(message.message_id, data),
      link: (event, href) => this.#link(event, href),
      copy: (text) => this.#copy(text),
      command: (text) => this.attempt(api.sendText(this.speakerId, this.id, text)),
      goTo: (id) => this.log.goTo(id),
      openMenu: (bubble, anchor, point) => this.#messageMenu(bubble.message, anchor, point),
    };
  }

  #press(id, data) {
    return this.attempt(this.taps.press(id, data, () => api.tap(this.speakerId, this.id, id, data)));
  }

  #acts() {
    return {
      send: (text, replyTo) => this.attempt(api.sendText(this.speakerId, this.id, text, replyTo)),
      edit: (id, text) => this.attempt(api.editText(this.speakerId, this.id, id, text)),
      sendFile: (kind, file, caption) => api.sendFile(this.speakerId, this.id, kind, file, caption),
      sendSample: (kind, file) => this.attempt(api.sendFile(this.speakerId, this.id, kind, file, "")),
      place: (latitude, longitude) => this.attempt(api.sendLocation(this.speakerId, this.id, latitude, longitude)),
      commands: () => this.page.commands(this),
      menu: !this.group,
      leave: () => this.#takeFocus(),
      asCommand: (name) => (this.group ? `/${name}@${this.page.bot.username}` : `/${name}`),
    };
  }

  #speaker() {
    const choice = h("select", { class: "speaker", "aria-label": "Écrire en tant que" });
    choice.addEventListener("change", () => {
      this.speakerId = Number(choice.value);
      const { messages } = this.log;
      this.log.load([]);
      this.log.load(messages);
      this.log.toEnd();
    });
    return choice;
  }

  #refreshMembers() {
    if (!this.group || this.speaker.childElementCount === this.info.members.length) return;
    const options = this.info.members.map((id) => h("option", { value: id }, this.page.person(id).first_name));
    this.speaker.replaceChildren(...options);
    this.speaker.value = String(this.speakerId);
  }

  // Under the messages: «Démarrer» in an empty chat, a way back when the bot is blocked, else the place to write.
  #settle() {
    const { messages } = this.log;
    const blocked = !this.group && this.person.blocked;
    const empty = !this.group && messages.length === 0;
    const hadFocus = this.gate === document.activeElement;
    this.gate.textContent = blocked ? "Débloquer le bot" : "Démarrer";
    this.gate.hidden = !blocked && !empty;
    this.composer.element.hidden = !this.gate.hidden;
    if (hadFocus && this.gate.hidden) this.#takeFocus();
    this.log.welcome(empty ? this.page.bot : null);
    this.composer.useKeyboard(keyboardAfter(messages));
    this.#showPinned(messages);
  }

  // On a phone the field would open the keyboard of the screen, which nobody asked for.
  #takeFocus() {
    const writes = window.matchMedia("(hover: hover)").matches;
    (writes ? this.composer : this.log).focus();
  }

  #showPinned(messages) {
    const message = messages.find((each) => each.message_id === this.info.pinned?.at(-1));
    this.pinned.hidden = !message;
    if (!message) return;
    this.pinned.replaceChildren(icon("pin"), h("span", {}, h("strong", {}, "Message épinglé"), summary(message)));
    this.pinned.onclick = () => this.log.goTo(message.message_id);
  }

  #passGate() {
    const act = this.person.blocked ? api.block(this.id, false) : api.start(this.id);
    this.attempt(act);
  }

  #menu() {
    const items = [{ icon: "link", label: "Ouvrir un lien", run: () => this.page.openLink(this) }];
    if (this.group) return items;
    const { blocked } = this.person;
    const label = blocked ? "Débloquer le bot" : "Bloquer le bot";
    const toggle = () => this.attempt(api.block(this.id, !blocked));
    return [...items, { icon: "block", label, danger: !blocked, run: toggle }];
  }

  #messageMenu(message, anchor, point) {
    const text = message.text ?? message.caption;
    const items = [{ icon: "reply", label: "Répondre", run: () => this.composer.quote(message) }];
    if (text && !message.protected) items.push({ icon: "copy", label: "Copier le texte", run: () => this.#copy(text) });
    const own = message.from?.id === this.speakerId && message.text;
    if (own) items.push({ icon: "edit", label: "Modifier", run: () => this.composer.change(message) });
    openMenu(anchor, items, point);
  }

  #link(event, href) {
    const payload = payloadOf(href, this.page.bot.username);
    if (payload === null) return;
    event.preventDefault();
    this.attempt(api.start(this.speakerId, payload));
  }

  async #copy(text) {
    await navigator.clipboard.writeText(text).then(
      () => note(this.notes, "Copié"),
      () => note(this.notes, "Le navigateur a refusé la copie."),
    );
  }
}
