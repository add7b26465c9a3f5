/** The live connection: loads everything, follows the events, and starts again whenever the sandbox went away. */

const RETRY_MS = 1000;

/**
 * Follows the sandbox for as long as the page is open.
 * `load` reads the state and returns the number of its last event; `handle` gets each event after it;
 * `status` is told true when connected and false when not.
 */
export async function follow({ load, handle, status }) {
  let last;
  try {
    last = await load();
  } catch {
    again();
    return;
  }
  const source = new EventSource(`/sandbox/events?after=${last}`);
  source.onopen = () => status(true);
  source.onmessage = (event) => handle(JSON.parse(event.data));
  // A restarted sandbox counts its events from the beginning: its whole state is read again rather than resumed.
  source.onerror = () => {
    source.close();
    again();
  };

  function again() {
    status(false);
    setTimeout(() => follow({ load, handle, status }), RETRY_MS);
  }
}
