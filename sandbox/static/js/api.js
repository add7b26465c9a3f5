/** The sandbox's control API: what a person does becomes a request; every refusal an Error with its sentence. */

async function request(path, options) {
  let response;
  try {
    response = await fetch(`/sandbox/${path}`, options);
  } catch {
    throw new Error("Le bac à sable ne répond pas.");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `Le bac à sable a répondu ${response.status}.`);
  return answer;
}

function post(path, body) {
  return request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** The bot, the people, their chats, the commands, the time and the number of the last event. */
export const readState = () => request("state");

/** Every message of a chat, oldest first. */
export const readMessages = (chat) => request(`chats/${chat}/messages`);

export const addPerson = (firstName, role) => post("people", { first_name: firstName, role });
/** Makes a group with these people and the bot. */
export const addGroup = (title, members) => post("groups", { title, members });
export const sendText = (person, chat, text, replyTo) =>
  post("send", { person, chat, text, ...(replyTo ? { reply_to: replyTo } : {}) });

/** Sends `/start` with the payload of a deep link. */
export const start = (person, payload) => post("start", { person, ...(payload ? { payload } : {}) });

/** Presses a callback button; the answer's `callback_id` comes back with the toast that answers it. */
export const tap = (person, chat, messageId, data) => post("tap", { person, chat, message_id: messageId, data });

export const editText = (person, chat, messageId, text) => post("edit", { person, chat, message_id: messageId, text });
export const block = (person, blocked) => post("block", { person, blocked });
export const sendLocation = (person, chat, latitude, longitude) =>
  post("location", { person, chat, latitude, longitude });

/** Moves the sandbox's clock forward. */
export const moveClock = (seconds) => post("clock", { seconds });

/** Uploads a file as one kind of message: document, photo, voice, sticker or video. */
export function sendFile(person, chat, kind, file, caption) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ person, chat, kind, caption })) form.append(name, value);
  form.append("file", file, file.name);
  return request("file", { method: "POST", body: form });
}
