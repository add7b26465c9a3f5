/** The sandbox's clock: what time it is there, and how to make it later. */

import * as api from "./api.js";
import { fromField, hour, longDate, now, shortDay, toField } from "./dates.js";
import { formDialog, field } from "./dialogs.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const JUMPS = [["+1 h", HOUR], ["+1 jour", DAY], ["+4 jours", 4 * DAY], ["+7 jours", 7 * DAY]];
const TICK_MS = 1000;

export class Clock {
  /** Lives in a button of the page; the dialog opens on it. */
  constructor(button) {
    this.button = button;
    this.day = h("span", { class: "on" });
    this.hour = h("span", { class: "at" });
    button.append(icon("clock"), h("span", { class: "time" }, this.hour, this.day));
    button.addEventListener("click", () => this.#open());
    setInterval(() => this.refresh(), TICK_MS);
  }

  /** Shows the time it is now. */
  refresh() {
    const moment = now();
    this.hour.textContent = hour(moment);
    this.day.textContent = shortDay(moment);
    this.button.setAttribute("aria-label", `Horloge du bac à sable : ${longDate(moment)}`);
    if (this.shown?.isConnected) this.shown.textContent = longDate(moment);
  }

  #open() {
    this.shown = h("p", { class: "moment", role: "status" });
    const jumps = JUMPS.map(([label, seconds]) =>
      h("button", { type: "button", class: "jump-by", onclick: () => this.#forward(seconds) }, label));
    const date = h("input", { type: "datetime-local", name: "date", required: true, value: toField(now()) });
    this.problem = h("p", { class: "problem", role: "alert" });
    const row = h("div", { class: "jumps", role: "group", "aria-label": "Avancer" }, ...jumps);
    const content = [this.shown, row, this.problem, field("Avancer jusqu’au", date)];
    formDialog("Horloge du bac à sable", content, "Avancer", (values) => this.#until(values.get("date")));
    this.refresh();
  }

  async #forward(seconds) {
    this.problem.textContent = "";
    await api.moveClock(seconds).catch((error) => {
      this.problem.textContent = error.message;
    });
  }

  async #until(value) {
    const seconds = (fromField(value) - now()) / 1000;
    if (!(seconds > 0)) throw new Error("L’horloge ne peut qu’avancer : choisis un moment plus tard.");
    await api.moveClock(seconds);
  }
}
