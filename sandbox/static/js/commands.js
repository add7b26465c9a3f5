/** The list of the bot's commands, opened by «Menu» or by typing a slash. */

import { h, roam } from "./dom.js";

export class CommandList {
  /** `commands()` gives what setMyCommands said; `choose(command)` gets one; `leave()` takes the focus back. */
  constructor({ commands, choose, leave }) {
    this.commands = commands;
    this.choose = choose;
    this.leave = leave;
    this.element = h("div", { class: "commands", role: "group", "aria-label": "Commandes du bot", hidden: true });
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  get open() {
    return !this.element.hidden;
  }

  /** Shows the commands that begin so; nothing is shown when none does. */
  show(beginning = "") {
    const found = this.commands().filter(({ command }) => command.startsWith(beginning.toLowerCase()));
    this.element.replaceChildren(...found.map((each) => this.#entry(each)));
    this.element.hidden = found.length === 0;
  }

  hide() {
    this.element.hidden = true;
  }

  /** Moves the focus to the first command. */
  enter() {
    this.element.querySelector("button")?.focus();
  }

  #entry({ command, description }) {
    const run = () => {
      this.hide();
      this.choose(command);
    };
    return h("button", { type: "button", onclick: run },
      h("span", { class: "what" }, description), h("span", { class: "slash" }, `/${command}`));
  }

  #key(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.hide();
      this.leave();
    } else roam(event, [...this.element.children]);
  }
}
