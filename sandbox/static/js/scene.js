/** The first people of an empty sandbox: two pupils, their teacher, a parent, and the class. */

import * as api from "./api.js";
import { field, formDialog } from "./dialogs.js";
import { h } from "./dom.js";
import { payloadOf } from "./links.js";
import { roles } from "./people.js";

const CAST = [["Léa", "pupil"], ["Noé", "pupil"], ["Mme Roche", "teacher"], ["Karim (parent)", "parent"]];

/** What an empty sandbox shows; `done()` is called when the people are there. */
export function emptyScene(done) {
  const problem = h("p", { class: "problem", role: "alert" });
  const fill = async () => {
    try {
      await createCast();
      await done();
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  return h("section", { class: "empty", "aria-label": "Bac à sable vide" },
    h("img", { src: "/static/icon.svg", alt: "", class: "avatar" }),
    h("h2", {}, "Il n’y a encore personne ici"),
    h("p", {}, "Crée deux élèves, leur enseignante, un parent et le groupe de la classe pour essayer le bot."),
    h("button", { type: "button", class: "action", onclick: fill }, "Créer la classe d’essai"), problem);
}

/** Asks for a new person; `done(person)` gets it. */
export function addPersonDialog(done) {
  const name = h("input", { name: "name", required: true, maxlength: 64, autocomplete: "off" });
  const role = h("select", { name: "role" }, ...roles().map(([value, label]) => h("option", { value }, label)));
  formDialog("Ajouter une personne", [field("Prénom", name), field("Rôle", role)], "Ajouter", async (values) => {
    await done(await api.addPerson(values.get("name").trim(), values.get("role")));
  });
}

/** Asks for a link to the bot and opens it as a person of this chat. */
export function linkDialog(chat, username) {
  const placeholder = `https://t.me/${username}?start=…`;
  const link = h("input", { name: "link", required: true, inputmode: "url", autocomplete: "off", placeholder });
  const where = h("p", {}, `Le lien s’ouvre sur le téléphone de ${chat.person.first_name}.`);
  formDialog("Ouvrir un lien", [where, field("Lien vers le bot", link)], "Ouvrir", async (values) => {
    const payload = payloadOf(values.get("link"), username);
    if (payload === null) throw new Error(`Ce lien ne mène pas à @${username}.`);
    await api.start(chat.speakerId, payload);
  });
}

async function createCast() {
  const people = [];
  for (const [name, role] of CAST) people.push(await api.addPerson(name, role));
  const [lea, noe, teacher] = people.map(({ id }) => id);
  await api.addGroup("Classe de 4e B", [teacher, lea, noe]);
}
