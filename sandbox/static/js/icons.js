/** The page's own line icons, 24 × 24, drawn in the colour of the text around them. */

import { h } from "./dom.js";

const PATHS = {
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  menu: "M4 7h16M4 12h16M4 17h16",
  send: "M4 11.5 20 4l-5.5 16-3-7zM11.5 13 20 4",
  attach: "m19 11-7.6 7.6a4.6 4.6 0 0 1-6.5-6.5L13 4a3 3 0 0 1 4.3 4.3l-7.9 7.9a1.5 1.5 0 0 1-2.1-2.1L14.5 7",
  keyboard: "M4 6h7v5H4zM13 6h7v5h-7zM4 13h7v5H4zM13 13h7v5h-7z",
  chevron: "m5 9 7 7 7-7",
  close: "m6 6 12 12M18 6 6 18",
  down: "M12 4v15m-6-6 6 6 6-6",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
  reply: "M10 6 4 12l6 6M4.5 12H14c4 0 6 2.5 6 7",
  edit: "m4 20 1-4.5L16 4.5l3.5 3.5L8.5 19zM14 6.5l3.5 3.5",
  copy: "M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4",
  block: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6 6l12 12",
  check: "m5 12.5 4.5 4.5L19 7.5",
  checks: "m2.5 12.5 4 4L15 8m-4.5 7.5 1 1L20 8",
  file: "M6 3.5h8l4.5 4.5v12.5H6zM13.5 3.5v5h5",
  photo: "M4 5h16v14H4zM4 16l5-5 5 5 2.5-2.5L20 17M15.5 9v.01",
  sticker: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9 10v.01M15 10v.01M8.5 14c1.800 2.5 5.200 2.5 7 0",
  voice: "M12 3.5a2.5 2.5 0 0 0-2.5 2.5v6a2.5 2.5 0 0 0 5 0V6A2.5 2.5 0 0 0 12 3.5zM6 11.5a6 6 0 0 0 12 0M12 17.5v3",
  place: "M12 3.5a6.5 6.5 0 0 0-6.5 6.5c0 4.5 6.5 10.5 6.5 10.5s6.5-6 6.5-10.5A6.5 6.5 0 0 0 12 3.5zM12 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20c1-4.5 4-6 7.5-6s6.5 1.5 7.5 6",
  group: "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 19c.8-3.800 3.200-5 6.5-5s5.700 1.200 6.5 5M16 5.300a3.5 3.5 0 0 1 0 6.400M18 14.5c2 .6 3.100 2 3.5 4.5",
  link: "M10 14a4 4 0 0 0 5.700 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  download: "M12 4v11m-5-5 5 5 5-5M5 20h14",
};

/** The icon as an SVG element hidden from screen readers: the control that holds it has its own name. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A round button that shows an icon; the label is its name. */
export function iconButton(label, name, onclick, attributes = {}) {
  return h("button", { type: "button", class: "round", "aria-label": label, onclick, ...attributes }, icon(name));
}
