/** Small helpers to build elements without ever parsing a string as HTML. */

/** `h("button", {class: "round", onclick: go}, "Aller")`: an element; null and false attributes are left out. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) set(element, key, value);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
  else element.setAttribute(key, value === true ? "" : value);
}

/** Text for screen readers only. */
export function unseen(text) {
  return h("span", { class: "unseen" }, text);
}

let last = 0;

/** An id nobody else on the page has. */
export function freshId(prefix) {
  last += 1;
  return `${prefix}-${last}`;
}

/** Arrow keys, Home and End move the focus in a row or column of elements; true when the key was one of them. */
export function roam(event, elements, { previous = "ArrowUp", next = "ArrowDown" } = {}) {
  const at = elements.indexOf(document.activeElement);
  const targets = {
    [previous]: (at - 1 + elements.length) % elements.length,
    [next]: (at + 1) % elements.length,
    Home: 0,
    End: elements.length - 1,
  };
  const target = elements[targets[event.key]];
  if (!target) return false;
  event.preventDefault();
  target.focus();
  return true;
}
