/** What a message carries besides text: pictures, documents, sounds, stickers, places. */

import { openDialog } from "./dialogs.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

const UNITS = ["o", "ko", "Mo", "Go"];
const KINDS = {
  photo: "Photo", sticker: "Autocollant", voice: "Message vocal", audio: "Son", video: "Vidéo", location: "Position",
};
const NUMBER = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

/** The element for a message's photo, document, voice, video, sticker or place; null when it has none of them. */
export function mediaOf(message) {
  if (message.photo) return photo(message);
  if (message.sticker) return sticker(message);
  if (message.voice || message.audio) return sound(message);
  if (message.video) return video(message);
  if (message.document) return card(message);
  if (message.location) return place(message.location);
  return null;
}

/** A size in bytes as a person reads it: «1,2 Mo». */
export function readableSize(bytes) {
  let unit = 0;
  let size = bytes;
  for (; size >= 1000 && unit < UNITS.length - 1; unit += 1) size /= 1000;
  return `${NUMBER.format(size)} ${UNITS[unit]}`;
}

/** One line about a message without its text, for quotes and notices: «Photo», «Document exercice.ods»… */
export function summary(message) {
  if (message.text ?? message.caption) return message.text ?? message.caption;
  if (message.document) return `Document ${message.document.file_name ?? ""}`.trim();
  return KINDS[Object.keys(KINDS).find((kind) => message[kind])] ?? "Message";
}

function photo(message) {
  const { width, height } = message.photo.at(-1);
  const alt = message.caption || "Photo";
  const image = h("img", { src: message.file_url, alt, width, height, decoding: "async" });
  const frame = h("button", { type: "button", class: "photo", "aria-haspopup": "dialog" }, image);
  if (!message.spoiler) {
    frame.addEventListener("click", () => enlarge(message, alt));
    return frame;
  }
  image.alt = "";
  frame.classList.add("masked");
  frame.setAttribute("aria-label", "Photo masquée : afficher");
  frame.addEventListener("click", () => {
    const shown = photo({ ...message, spoiler: false });
    frame.replaceWith(shown);
    shown.focus();
  });
  return frame;
}

function enlarge(message, alt) {
  const content = [h("img", { src: message.file_url, alt })];
  if (!message.protected) content.push(download(message.file_url, "photo.jpg", "Télécharger"));
  openDialog("Photo", content, { className: "lightbox" });
}

function download(href, name, label) {
  return h("a", { class: "action", href, download: name }, icon("download"), label);
}

function card(message) {
  const { file_name: name = "document", file_size: size = 0 } = message.document;
  const inside = [
    h("span", { class: "disc", "aria-hidden": "true" }, extension(name)),
    h("span", { class: "facts" }, h("span", { class: "name" }, name), h("span", { class: "size" }, readableSize(size))),
  ];
  if (message.protected) return h("div", { class: "document" }, ...inside);
  const label = `Télécharger ${name}, ${readableSize(size)}`;
  return h("a", { class: "document", href: message.file_url, download: name, "aria-label": label }, ...inside);
}

function extension(name) {
  const end = /\.(\w{1,4})$/.exec(name)?.[1];
  return end ?? icon("file");
}

function sound(message) {
  const name = message.voice ? "Message vocal" : "Son";
  return h("audio", { class: "sound", controls: true, preload: "none", src: message.file_url, "aria-label": name });
}

function video(message) {
  return h("video", { class: "video", controls: true, preload: "metadata", src: message.file_url, "aria-label": "Vidéo" });
}

function sticker(message) {
  return h("img", { class: "sticker", src: message.file_url, alt: `Autocollant ${message.sticker.emoji ?? ""}`.trim() });
}

function place({ latitude, longitude }) {
  const number = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 4 });
  const words = `${number.format(latitude)} ; ${number.format(longitude)}`;
  return h("div", { class: "place" },
    h("span", { class: "map", "aria-hidden": "true" }, icon("place")), h("span", {}, `Position ${words}`));
}
