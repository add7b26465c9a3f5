/** The HTML the server made of a message's entities, built anew from an allow-list: nothing else reaches the page. */

import { h } from "./dom.js";

const PLAIN = {
  B: "strong", STRONG: "strong", I: "em", EM: "em", U: "u", INS: "u", S: "s", DEL: "s",
  CODE: "code", BR: "br",
};
const SAFE_LINK = /^(https?|tg|mailto|tel):/i;

/**
 * A fragment that is safe to show.
 * `hooks.link(event, href)` is asked on every click on a link, `hooks.command(text)` gets a tapped «/command».
 */
export function build(html, hooks) {
  // A document made by DOMParser is inert: no script runs and no picture loads while it is read.
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fragment = document.createDocumentFragment();
  fragment.append(...children(parsed.body, hooks));
  return fragment;
}

function children(node, hooks) {
  const parts = [...node.childNodes].flatMap((child) => one(child, hooks));
  return parts.map((part, at) => (typeof part === "string" ? trimmed(part, parts[at - 1], parts[at + 1]) : part));
}

// A block begins and ends its own line: the line breaks around it would show as empty lines.
function trimmed(text, before, after) {
  const begun = isBlock(before) ? text.replace(/^\n/, "") : text;
  return isBlock(after) ? begun.replace(/\n$/, "") : begun;
}

const isBlock = (part) => part instanceof Element && ["PRE", "BLOCKQUOTE", "DIV"].includes(part.tagName);

function one(node, hooks) {
  if (node.nodeType === Node.TEXT_NODE) return [node.data];
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const inside = children(node, hooks);
  if (node.tagName === "A") return [link(node, inside, hooks)];
  if (node.tagName === "PRE") return [listing(node, inside)];
  if (node.tagName === "BLOCKQUOTE") return [quote(node, inside)];
  if (node.classList.contains("tg-spoiler")) return [spoiler(inside)];
  if (node.tagName === "SPAN") return [h("span", { class: "tag" }, ...inside)];
  const name = PLAIN[node.tagName];
  return name ? [h(name, {}, ...inside)] : inside;
}

function link(node, inside, hooks) {
  const { command } = node.dataset;
  if (command) {
    return h("button", { type: "button", class: "command", onclick: () => hooks.command(command) }, ...inside);
  }
  const href = node.getAttribute("href") ?? "";
  if (!SAFE_LINK.test(href)) return h("span", {}, ...inside);
  const follow = (event) => hooks.link(event, href);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer", onclick: follow }, ...inside);
}

function listing(node, inside) {
  const language = /language-([\w+#.-]+)/.exec(node.firstElementChild?.className ?? "")?.[1];
  const name = language ? `Code ${language}` : "Code";
  // It can be wider than the bubble: focusable, so that the arrow keys scroll it.
  return h("pre", { tabindex: 0, role: "group", "aria-label": name },
    language && h("span", { class: "language", "aria-hidden": "true" }, language), ...inside);
}

function quote(node, inside) {
  const element = h("blockquote", {}, ...inside);
  if (!node.classList.contains("expandable")) return element;
  const more = h("button", { type: "button", class: "unfold", "aria-expanded": "false" }, "Lire la suite");
  const folded = h("div", { class: "folded" }, element, more);
  more.addEventListener("click", () => {
    const open = folded.classList.toggle("open");
    more.setAttribute("aria-expanded", String(open));
    more.textContent = open ? "Réduire" : "Lire la suite";
  });
  return folded;
}

function spoiler(inside) {
  const hidden = h("span", { class: "hidden", "aria-hidden": "true", inert: true }, ...inside);
  const button = { role: "button", tabindex: 0, "aria-label": "Texte masqué : afficher" };
  const cover = h("span", { class: "spoiler", ...button }, hidden);
  const reveal = (event) => {
    event.preventDefault();
    event.stopPropagation();
    const revealed = h("span", { class: "revealed", tabindex: -1 }, ...hidden.childNodes);
    cover.replaceWith(revealed);
    revealed.focus();
  };
  cover.addEventListener("click", reveal);
  cover.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && reveal(event));
  return cover;
}
