/** The tabs: one a person or group. One chat on a phone, as many side by side as there is room for on a wide screen. */

import { groupAvatar, personAvatar } from "./avatars.js";
import { h, roam } from "./dom.js";

const COLUMN_PX = 340;
const ROLES = { pupil: "élève", teacher: "prof", parent: "parent", school: "direction", operator: "opérateur" };

/** A role in French, empty when there is none. */
export const roleName = (role) => ROLES[role] ?? role ?? "";

/** The roles that a new person can have: [value, French name]. */
export const roles = () => Object.entries(ROLES).slice(0, 3);

export class People {
  /** `list` is the tablist, `columns` the place of the chats. */
  constructor(list, columns) {
    this.list = list;
    this.columns = columns;
    this.chats = new Map();
    this.recent = [];
    this.unread = new Map();
    this.list.addEventListener("keydown", (event) => {
      roam(event, [...this.list.children], { previous: "ArrowLeft", next: "ArrowRight" });
    });
    window.addEventListener("resize", () => this.#arrange());
  }

  /** Adds a chat at the end. */
  add(chat) {
    this.chats.set(chat.id, chat);
    this.recent.push(chat.id);
    this.list.append(this.#tab(chat));
    this.columns.append(chat.element);
    chat.element.addEventListener("focusin", () => this.#touch(chat.id));
    this.#arrange();
  }

  /** Forgets a chat that is no longer there. */
  remove(id) {
    this.chats.get(id)?.element.remove();
    this.#tabOf(id)?.remove();
    this.chats.delete(id);
    this.recent = this.recent.filter((other) => other !== id);
    this.#arrange();
  }

  /** Brings a chat into view. */
  show(id) {
    this.#touch(id);
    this.#arrange();
    const chat = this.chats.get(id);
    if (chat) this.#tabOf(id).scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The chat in use: the last one shown or focused. */
  get current() {
    return this.chats.get(this.recent[0]);
  }

  /** A message came to a chat; it is counted when nobody sees it. */
  received(id) {
    if (!this.#visible().has(id)) this.unread.set(id, (this.unread.get(id) ?? 0) + 1);
    this.#label(id);
  }

  #touch(id) {
    this.recent = [id, ...this.recent.filter((other) => other !== id)];
  }

  #visible() {
    const room = Math.max(1, Math.floor(this.columns.clientWidth / COLUMN_PX));
    return new Set(this.recent.slice(0, room));
  }

  #arrange() {
    const visible = this.#visible();
    this.list.setAttribute("aria-multiselectable", String(visible.size > 1));
    this.columns.classList.toggle("several", visible.size > 1);
    for (const [id, chat] of this.chats) {
      const isShown = visible.has(id);
      chat.element.hidden = !isShown;
      this.#tabOf(id).setAttribute("aria-selected", String(isShown));
      if (isShown) this.unread.delete(id);
      this.#label(id);
    }
    this.#oneTabStop();
  }

  #oneTabStop() {
    const stop = this.recent[0];
    for (const tab of this.list.children) tab.tabIndex = tab.id === `tab-${stop}` ? 0 : -1;
  }

  #tab(chat) {
    const avatar = chat.group ? groupAvatar(chat.id) : personAvatar(chat.id, chat.title);
    const names = { id: `tab-${chat.id}`, "aria-controls": `chat-${chat.id}` };
    const count = h("span", { class: "count", "aria-hidden": "true", hidden: true });
    const tab = h("button", { type: "button", class: "tab", role: "tab", ...names },
      avatar, h("span", { class: "name" }, chat.title), count);
    tab.addEventListener("click", () => this.show(chat.id));
    return tab;
  }

  #tabOf(id) {
    return document.getElementById(`tab-${id}`);
  }

  #label(id) {
    const chat = this.chats.get(id);
    const tab = this.#tabOf(id);
    if (!tab) return;
    const count = this.unread.get(id) ?? 0;
    const role = chat.group ? "groupe" : roleName(chat.person.role);
    const news = count ? `, ${count} ${count > 1 ? "nouveaux messages" : "nouveau message"}` : "";
    tab.setAttribute("aria-label", `${chat.title}${role && `, ${role}`}${news}`);
    tab.lastChild.hidden = !count;
    tab.lastChild.textContent = count > 99 ? "99+" : String(count);
  }
}
