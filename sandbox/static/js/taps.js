/** Taps on callback buttons that wait for the bot's answer. */

const PATIENCE_MS = 30_000;

export class Taps {
  /** `changed()` is told whenever a button begins or ceases to wait. */
  constructor(changed) {
    this.changed = changed;
    this.pending = new Map();
    this.answered = new Set();
  }

  /** Does this button of this message wait? */
  waits(messageId, data) {
    return this.pending.has(key(messageId, data));
  }

  /** Presses a button: `send()` returns the callback's id. A button that already waits is not pressed again. */
  async press(messageId, data, send) {
    const name = key(messageId, data);
    if (this.pending.has(name)) return;
    this.pending.set(name, null);
    this.changed();
    setTimeout(() => this.#forget(name), PATIENCE_MS);
    try {
      const { callback_id: id } = await send();
      this.pending.set(name, String(id));
      // The answer can overtake the response to the tap.
      if (this.answered.delete(String(id))) this.#forget(name);
    } catch (error) {
      this.#forget(name);
      throw error;
    }
  }

  /** The bot answered this callback; true when it was pressed here. */
  answer(id) {
    const found = [...this.pending].find(([, waiting]) => waiting === String(id));
    if (found) this.#forget(found[0]);
    else if ([...this.pending.values()].includes(null)) this.answered.add(String(id));
    return Boolean(found);
  }

  #forget(name) {
    if (this.pending.delete(name)) this.changed();
  }
}

const key = (messageId, data) => `${messageId} ${data}`;
