/** The messages of a chat: by day, in runs of one sender, always scrolled to the last one unless the reader went up. */

import { botAvatar } from "./avatars.js";
import { dayLabel, dayOf } from "./dates.js";
import { h, roam } from "./dom.js";
import { iconButton } from "./icons.js";
import { Bubble } from "./message.js";

const NEAR_PX = 60;
const RUN_SECONDS = 600;

export class Log {
  constructor(view, label) {
    this.view = view;
    this.bubbles = new Map();
    this.days = new Map();
    this.stuck = true;
    this.list = h("div", { class: "list" });
    const live = { role: "log", "aria-live": "polite", "aria-label": label };
    this.scroller = h("div", { class: "log", tabindex: 0, ...live }, this.list);
    this.jump = iconButton("Aller au dernier message", "down", () => this.toEnd(), { class: "round jump", hidden: true });
    this.element = h("div", { class: "paper" }, this.scroller, this.jump);
    this.#follow();
  }

  /** Shows exactly these messages. */
  load(messages) {
    this.scroller.setAttribute("aria-busy", "true");
    const wanted = new Set(messages.map((message) => message.message_id));
    for (const id of [...this.bubbles.keys()]) if (!wanted.has(id)) this.#drop(id);
    for (const message of messages) this.#put(message);
    this.#arrange();
    this.scroller.removeAttribute("aria-busy");
  }

  /** Adds a message or shows its new version. */
  put(message) {
    const isNew = !this.bubbles.has(message.message_id);
    this.#put(message);
    if (isNew) {
      this.bubbles.get(message.message_id).element.classList.add("new");
      this.#arrange();
      if (this.view.mine(message)) this.toEnd();
    }
    this.#keepEnd();
  }

  /** Takes a message away. */
  remove(id) {
    this.#drop(id);
    this.#arrange();
    this.#keepEnd();
  }

  /** The messages, oldest first. */
  get messages() {
    return this.#inOrder().map((bubble) => bubble.message);
  }

  /** What an empty chat shows: the bot and what it says of itself; null takes it away. */
  welcome(bot) {
    this.greeting?.remove();
    this.greeting = bot && h("div", { class: "greeting" }, botAvatar(), h("p", { class: "name" }, bot.first_name),
      bot.description && h("p", {}, bot.description), h("p", {}, "Touche « Démarrer » pour commencer."));
    if (bot) this.list.append(this.greeting);
  }

  /** Scrolls to a message and puts the focus on it. */
  goTo(id) {
    const element = this.bubbles.get(id)?.element;
    if (!element) return;
    element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
    element.classList.add("flash");
    element.addEventListener("animationend", () => element.classList.remove("flash"), { once: true });
  }

  focus() {
    this.scroller.focus({ preventScroll: true });
  }

  /** Scrolls to the last message. */
  toEnd() {
    this.stuck = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** Shows again which buttons wait. */
  refreshWaiting() {
    for (const bubble of this.bubbles.values()) bubble.refreshWaiting();
  }

  /** «Aujourd’hui» becomes «Hier» when the clock moves. */
  refreshDays() {
    for (const section of this.days.values()) this.#nameDay(section);
  }

  #put(message) {
    const known = this.bubbles.get(message.message_id);
    if (known) known.update(message);
    else this.bubbles.set(message.message_id, new Bubble(message, this.view));
  }

  #drop(id) {
    const element = this.bubbles.get(id)?.element;
    if (element?.contains(document.activeElement)) this.focus();
    element?.remove();
    this.bubbles.delete(id);
  }

  #inOrder() {
    return [...this.bubbles.values()].sort((one, other) => one.message.message_id - other.message.message_id);
  }

  #arrange() {
    const bubbles = this.#inOrder();
    bubbles.forEach((bubble, index) => {
      const { element } = bubble;
      element.classList.toggle("first", !sameRun(bubbles[index - 1], bubble));
      element.classList.toggle("last", !sameRun(bubble, bubbles[index + 1]));
      const day = this.#day(bubble.message.date * 1000);
      const next = bubbles[index + 1]?.element;
      const before = next?.parentElement === day ? next : null;
      if (element.parentElement !== day || element.nextElementSibling !== before) day.insertBefore(element, before);
    });
    this.#dropEmptyDays();
    this.#oneTabStop(bubbles.at(-1)?.handle);
  }

  #day(ms) {
    const key = dayOf(ms);
    if (!this.days.has(key)) {
      const section = h("section", { class: "day", "data-at": ms }, h("p", { class: "date" }));
      this.#nameDay(section);
      this.days.set(key, section);
      const after = [...this.days.keys()].sort().find((other) => other > key);
      this.list.insertBefore(section, this.days.get(after) ?? null);
    }
    return this.days.get(key);
  }

  #nameDay(section) {
    const label = dayLabel(Number(section.dataset.at));
    if (section.firstChild.textContent !== label) section.firstChild.textContent = label;
  }

  #dropEmptyDays() {
    for (const [key, section] of this.days) {
      if (section.childElementCount > 1) continue;
      section.remove();
      this.days.delete(key);
    }
  }

  // A long chat must not cost a hundred presses of Tab: it leads to one message, arrow keys to the others.
  #oneTabStop(handle) {
    for (const other of this.list.querySelectorAll('.handle[tabindex="0"]')) other.tabIndex = -1;
    if (handle) handle.tabIndex = 0;
  }

  #follow() {
    const { scroller } = this;
    const observer = new ResizeObserver(() => this.#keepEnd());
    observer.observe(this.list);
    observer.observe(scroller);
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    scroller.addEventListener("keydown", (event) => {
      if (event.target.classList.contains("handle")) roam(event, [...this.list.querySelectorAll(".handle")]);
    });
    scroller.addEventListener("focusin", (event) => {
      if (event.target.classList.contains("handle")) this.#oneTabStop(event.target);
    });
  }

  // The view also moves, or leaves the end behind, when a message shrinks or arrives, a picture loads, the keyboard of
  // the screen opens: a move is the reader's wish only if no size has changed since the view was last set right.
  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const far = scrollHeight - scrollTop - clientHeight >= NEAR_PX;
    if (far && this.#size() !== this.size) this.#keepEnd();
    else this.stuck = !far;
    this.jump.hidden = this.stuck;
  }

  #keepEnd() {
    this.size = this.#size();
    if (this.stuck) this.toEnd();
  }

  #size() {
    return `${this.scroller.scrollHeight} ${this.scroller.clientHeight}`;
  }
}

function sameRun(one, other) {
  if (!one || !other) return false;
  const [a, b] = [one.message, other.message];
  const near = b.date - a.date < RUN_SECONDS && dayOf(a.date * 1000) === dayOf(b.date * 1000);
  return near && one.bubble && other.bubble && a.from?.id === b.from?.id;
}
