/** What the paper clip offers: a file, a photo, a sticker, a voice message, a place. */

import { readableSize } from "./media.js";
import { field, formDialog } from "./dialogs.js";
import { h } from "./dom.js";
import { openMenu } from "./menus.js";
import { PLACE, sticker, voice } from "./samples.js";

/**
 * Opens the menu at a button; `sendFile(kind, file, caption)` may throw, `sendSample(kind, file)` and
 * `place(latitude, longitude)` do not.
 */
export function openAttachMenu(button, { sendFile, sendSample, place }) {
  openMenu(button, [
    { icon: "file", label: "Document", run: () => choose("document", "", sendFile) },
    { icon: "photo", label: "Photo", run: () => choose("photo", "image/*", sendFile) },
    { icon: "sticker", label: "Autocollant", run: async () => sendSample("sticker", await sticker()) },
    { icon: "voice", label: "Message vocal", run: () => sendSample("voice", voice()) },
    { icon: "place", label: "Position (exemple)", run: () => place(PLACE.latitude, PLACE.longitude) },
  ]);
}

function choose(kind, accept, send) {
  const picker = h("input", { type: "file", accept: accept || null });
  picker.addEventListener("change", () => preview(kind, picker.files[0], send));
  picker.click();
}

function preview(kind, file, send) {
  const caption = h("input", { name: "caption", maxlength: 1024, autocomplete: "off" });
  const chosen = h("p", { class: "chosen" }, `${file.name} · ${readableSize(file.size)}`);
  const title = kind === "photo" ? "Envoyer une photo" : "Envoyer un document";
  const fields = [chosen, field("Légende (facultative)", caption)];
  formDialog(title, fields, "Envoyer", (values) => send(kind, file, values.get("caption")));
}
