/** The top of a chat: who it is with, what the bot is doing, and the chat's menu. */

import { botAvatar, groupAvatar, personAvatar } from "./avatars.js";
import { h } from "./dom.js";
import { iconButton } from "./icons.js";
import { openMenu } from "./menus.js";

const TYPING_MS = 5000;
const DOING = {
  typing: "écrit",
  upload_photo: "envoie une photo",
  upload_document: "envoie un document",
  record_voice: "enregistre un message",
};

export class Header {
  /** `items()` gives the entries of the chat's menu. */
  constructor({ title, status, group, id, items }) {
    this.status = status;
    this.line = h("p", { class: "status" }, status);
    const open = () => openMenu(menu, items());
    const menu = iconButton("Actions de la conversation", "more", open, { "aria-haspopup": "menu" });
    this.element = h("header", { class: "head" }, group ? groupAvatar(id) : botAvatar(),
      h("div", { class: "names" }, h("h3", {}, title), this.line), menu);
  }

  /** The bot is doing this; it shows for five seconds, as in Telegram. */
  doing(action) {
    clearTimeout(this.timer);
    const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    this.line.replaceChildren(DOING[action] ?? "prépare une réponse", dots);
    this.line.classList.add("live");
    this.timer = setTimeout(() => this.done(), TYPING_MS);
  }

  /** The bot has written, or gave up. */
  done() {
    clearTimeout(this.timer);
    this.line.classList.remove("live");
    this.line.replaceChildren(this.status);
  }
}

/** Whose phone a column shows, for screens with several columns. */
export function owner({ id, name, role, group }) {
  const avatar = group ? groupAvatar(id) : personAvatar(id, name);
  return h("h2", { class: "owner" }, avatar, name, h("span", { class: "role" }, role));
}
