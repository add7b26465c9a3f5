/** Round pictures of people: the bot's own, initials for everybody else. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

const TINTS = 6;

/** The bot's picture. */
export const botAvatar = () => h("img", { class: "avatar", src: "/static/icon.svg", alt: "" });

/** A person's picture: the initial on a colour that stays the same for that id. */
export function personAvatar(id, name) {
  const initial = [...name.trim()][0]?.toUpperCase() ?? "?";
  return h("span", { class: `avatar tint-${tint(id)}`, "aria-hidden": "true" }, initial);
}

/** A group's picture. */
export function groupAvatar(id) {
  return h("span", { class: `avatar tint-${tint(id)}`, "aria-hidden": "true" }, icon("group"));
}

/** The number of a person's colour, 0 to 5. */
export const tint = (id) => Math.abs(id) % TINTS;
