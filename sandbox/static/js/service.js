/** Notices of a chat: who came, who left, what was pinned. */

import { summary } from "./media.js";

const WORDS = {
  new_chat_members: (message) => `${names(message.new_chat_members)} rejoint le groupe`,
  left_chat_member: (message) => `${message.left_chat_member.first_name} quitte le groupe`,
  pinned_message: (message) => `Message épinglé : « ${summary(message.pinned_message).slice(0, 40)} »`,
  group_chat_created: () => "Groupe créé",
  new_chat_title: (message) => `Le groupe s’appelle maintenant « ${message.new_chat_title} »`,
};

/** The sentence of a notice, or null for an ordinary message. */
export function serviceWords(message) {
  const kind = Object.keys(WORDS).find((name) => message[name]);
  return kind ? WORDS[kind](message) : null;
}

const names = (people) => people.map((person) => person.first_name).join(", ");
