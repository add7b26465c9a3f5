/** Where a person writes: the field, «Menu», the paper clip, the reply keyboard, what is answered or edited. */

import { openAttachMenu } from "./attach.js";
import { CommandList } from "./commands.js";
import { h } from "./dom.js";
import { icon, iconButton } from "./icons.js";
import { summary } from "./media.js";
import { ReplyKeyboard } from "./replies.js";

const PLACEHOLDER = "Message";

export class Composer {
  /**
   * `label` names the field for screen readers; `hooks` are `send(text, replyTo)`, `edit(id, text)`,
   * `sendFile(kind, file, caption)`, `sendSample(kind, file)`, `place(latitude, longitude)`, `commands()`,
   * `asCommand(name)`, `leave()`, which takes the focus of a reply keyboard that goes, and `menu`: is there a «Menu»
   * button, as in private chats? `speaker` is an optional choice of who writes.
   */
  constructor(label, hooks, speaker = null) {
    this.hooks = hooks;
    this.about = null;
    this.placeholder = PLACEHOLDER;
    this.commands = new CommandList({
      commands: hooks.commands,
      choose: (name) => this.#sendCommand(name),
      leave: () => this.focus(),
    });
    this.replies = new ReplyKeyboard({
      send: (text) => this.#send(text),
      changed: () => this.#refresh(),
      leave: hooks.leave,
    });
    this.#build(label, speaker);
    this.#refresh();
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  /** Begins an answer to a message. */
  quote(message) {
    this.#begin({ message, title: `Répondre à ${message.from?.first_name ?? "ce message"}` });
  }

  /** Begins to change one's own message. */
  change(message) {
    this.#begin({ message, title: "Modifier le message", edits: true });
    this.input.value = message.text;
    this.#refresh();
  }

  /** Takes over the keyboard in force and what the field says while it is empty. */
  useKeyboard(markup) {
    this.placeholder = markup?.input_field_placeholder ?? PLACEHOLDER;
    this.replies.show(markup);
    this.#refresh();
  }

  /** The commands changed, or who speaks. */
  refreshCommands() {
    this.commands.hide();
    this.#refresh();
  }

  #build(label, speaker) {
    this.input = h("textarea", { rows: 1, "aria-label": label, autocomplete: "off", enterkeyhint: "send" });
    this.menu = iconButton("Menu", "menu", () => this.#toggleMenu(), { class: "menu-button" });
    this.menu.append(h("span", { class: "word" }, "Menu"));
    this.switch = iconButton("Clavier de réponses", "keyboard", () => this.replies.toggle());
    this.clip = iconButton("Joindre", "attach", () => this.#attach(), { "aria-haspopup": "menu" });
    this.sender = h("button", { class: "round send", "aria-label": "Envoyer" }, icon("send"));
    // The field keeps the focus, and a phone its keyboard, when «Envoyer» is touched.
    this.sender.addEventListener("pointerdown", (event) => event.preventDefault());
    this.banner = h("div", { class: "about", hidden: true });
    this.form = h("form", { class: "composer" }, this.menu, speaker, this.input, this.switch, this.clip, this.sender);
    this.element = h("div", { class: "writing" }, this.commands.element, this.banner, this.form, this.replies.element);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.#escape());
  }

  #begin(about) {
    this.#forget();
    this.about = about;
    const cancel = iconButton("Annuler", "close", () => this.#escape());
    this.banner.replaceChildren(icon(about.edits ? "edit" : "reply"),
      h("p", {}, h("strong", {}, about.title), h("span", {}, summary(about.message))), cancel);
    this.banner.hidden = false;
    this.#refresh();
    this.focus();
  }

  #forget() {
    if (this.about?.edits) this.input.value = "";
    this.about = null;
    this.banner.hidden = true;
  }

  #escape() {
    if (this.commands.open) this.commands.hide();
    else this.#forget();
    this.#refresh();
    this.focus();
  }

  async #submit() {
    const text = this.input.value.trim();
    if (!text) return;
    const { about } = this;
    this.input.value = "";
    this.commands.hide();
    this.#forget();
    this.#refresh();
    this.focus();
    const sent = await (about?.edits
      ? this.hooks.edit(about.message.message_id, text)
      : this.hooks.send(text, about?.message.message_id));
    // What was refused is given back rather than lost.
    if (!sent && !this.input.value) this.input.value = text;
    this.#refresh();
  }

  #send(text) {
    const replyTo = this.about?.edits ? undefined : this.about?.message.message_id;
    this.#forget();
    this.hooks.send(text, replyTo);
  }

  #sendCommand(name) {
    if (this.input.value.startsWith("/")) this.input.value = "";
    this.#refresh();
    this.focus();
    this.#send(this.hooks.asCommand(name));
  }

  #typed() {
    const beginning = /^\/(\w*)$/.exec(this.input.value)?.[1];
    if (beginning === undefined) this.commands.hide();
    else this.commands.show(beginning);
    this.#refresh();
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#submit();
    } else if (this.commands.open && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      this.commands.enter();
    }
  }

  #toggleMenu() {
    if (this.commands.open) this.commands.hide();
    else {
      this.commands.show();
      this.commands.enter();
    }
    this.#refresh();
  }

  #attach() {
    openAttachMenu(this.clip, this.hooks);
  }

  #refresh() {
    const empty = this.input.value.trim() === "";
    this.input.placeholder = this.placeholder;
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight}px`;
    this.form.classList.toggle("busy", !empty);
    this.menu.hidden = !this.hooks.menu || this.hooks.commands().length === 0;
    this.menu.setAttribute("aria-expanded", String(this.commands.open));
    this.switch.hidden = !this.replies.present;
    this.switch.setAttribute("aria-expanded", String(this.replies.open));
    this.switch.classList.toggle("on", this.replies.open);
    this.clip.hidden = !empty;
    this.sender.hidden = empty;
  }
}
