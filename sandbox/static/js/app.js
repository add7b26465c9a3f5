/** The page: reads the sandbox's state, follows its events, and shows each chat as its owner sees it. */

import * as api from "./api.js";
import { Chat } from "./chat.js";
import { Clock } from "./clock.js";
import { setNow } from "./dates.js";
import { icon } from "./icons.js";
import { follow } from "./live.js";
import { openMenu } from "./menus.js";
import { People } from "./people.js";
import { addPersonDialog, emptyScene, linkDialog } from "./scene.js";

const at = (id) => document.getElementById(id);
const columns = at("columns");
const people = new People(at("tabs"), columns);
const clock = new Clock(at("clock"));
let state = null;
let empty = null;

const page = {
  get bot() {
    return { ...state.bot, description: state.description };
  },
  person: (id) => state.people.find((person) => person.id === id),
  commands: (chat) => state.commands.chats?.[chat.id] ?? state.commands[chat.group ? "group" : "private"] ?? [],
  openLink: (chat) => linkDialog(chat, state.bot.username),
};

const HANDLERS = {
  message: (chat, { message }) => {
    chat.put(message);
    if (message.from?.is_bot) people.received(chat.id);
  },
  edit: (chat, { message }) => chat.put(message),
  delete: (chat, { message_id: id }) => chat.remove(id),
  toast: (chat, event) => chat.answer(event),
  typing: (chat, { action }) => chat.header.doing(action),
  pinned: (chat, { message_ids: pinned }) => chat.refresh({ ...chat.info, pinned }),
};

/** Reads everything anew; what is on the screen already and did not change stays as it is. */
async function load() {
  state = await api.readState();
  setNow(state.now);
  clock.refresh();
  document.title = `${state.bot.first_name} · bac à sable`;
  const messages = await Promise.all(state.chats.map(({ id }) => api.readMessages(id)));
  state.chats.forEach((info, index) => loadChat(info, messages[index]));
  const present = new Set(state.chats.map(({ id }) => id));
  for (const id of people.chats.keys()) if (!present.has(id)) people.remove(id);
  showEmptiness();
  return state.last_event;
}

function loadChat(info, messages) {
  let chat = people.chats.get(info.id);
  if (chat) chat.refresh(info);
  else {
    chat = new Chat(info, page);
    people.add(chat);
  }
  chat.load(messages);
}

function showEmptiness() {
  empty?.remove();
  empty = state.chats.length ? null : emptyScene(load);
  if (empty) columns.append(empty);
}

async function handle(event) {
  if (event.type === "clock") moved(event);
  else if (event.type === "commands") refreshAll(() => (state.commands = event.commands));
  else if (event.type === "blocked") refreshAll(() => (page.person(event.person).blocked = event.blocked));
  else if (!people.chats.has(event.chat_id)) await load();
  else HANDLERS[event.type]?.(people.chats.get(event.chat_id), event);
}

function moved(event) {
  setNow(event.now);
  clock.refresh();
  for (const chat of people.chats.values()) chat.log.refreshDays();
}

function refreshAll(change) {
  change();
  for (const chat of people.chats.values()) chat.refresh(chat.info);
}

function showStatus(connected) {
  const banner = at("banner");
  banner.hidden = connected;
  banner.textContent = connected ? "" : "Connexion perdue avec le bac à sable. Nouvel essai…";
}

at("more").append(icon("more"));
at("more").addEventListener("click", () => openMenu(at("more"), [
  { icon: "person", label: "Ajouter une personne", run: () => addPersonDialog(arrive) },
  { icon: "link", label: "Ouvrir un lien", run: () => people.current && page.openLink(people.current) },
]));

async function arrive(person) {
  await load();
  people.show(person.id);
}

follow({ load, handle, status: showStatus });
