/** Small menus that open at a control: arrow keys move, Escape or a click elsewhere closes, the focus goes back. */

import { h, roam } from "./dom.js";
import { icon } from "./icons.js";

const MARGIN = 8;
let closeOpen = null;

/** Opens a menu at an element (or at a point {x, y}); an item is {icon, label, run, danger}. */
export function openMenu(anchor, items, point = null) {
  closeOpen?.();
  const menu = h("div", { class: "menu", role: "menu", "aria-label": anchor.getAttribute("aria-label") });
  menu.append(...items.map((item) => entry(item, () => close())));
  document.body.append(menu);
  place(menu, point ?? anchor.getBoundingClientRect());
  anchor.setAttribute("aria-expanded", "true");
  menu.firstElementChild.focus({ preventScroll: true });

  const outside = (event) => menu.contains(event.target) || close(false);
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", close);
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else roam(event, [...menu.children]);
  });

  function close(giveFocusBack = true) {
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", close);
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (giveFocusBack) anchor.focus({ preventScroll: true });
    closeOpen = null;
  }
  closeOpen = close;
}

function entry(item, close) {
  const run = () => {
    close();
    item.run();
  };
  return h("button", { type: "button", role: "menuitem", tabindex: -1, class: item.danger && "danger", onclick: run },
    icon(item.icon), h("span", {}, item.label));
}

function place(menu, where) {
  const { left = where.x, top = where.y, bottom = where.y } = where;
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = bottom + height + MARGIN < window.innerHeight;
  menu.style.left = `${Math.max(MARGIN, Math.min(left, window.innerWidth - width - MARGIN))}px`;
  menu.style.top = `${below ? bottom : Math.max(MARGIN, top - height)}px`;
}
