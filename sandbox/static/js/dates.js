/** The sandbox's time, and dates as a French school reads them. */

// The school's zone: quiet hours and deadlines are thought in it, wherever the browser is.
const ZONE = "Europe/Paris";
const DAY_MS = 24 * 3600 * 1000;

const format = (options) => new Intl.DateTimeFormat("fr-FR", { timeZone: ZONE, ...options });
const HOUR = format({ hour: "2-digit", minute: "2-digit" });
const SHORT = format({ weekday: "short", day: "numeric", month: "short" });
const LONG = format({
  weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit",
});
const DAY = format({ weekday: "long", day: "numeric", month: "long" });
const DAY_AND_YEAR = format({ day: "numeric", month: "long", year: "numeric" });
const WALL = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "medium" });

let ahead = 0;

/** Takes over the sandbox's time. */
export function setNow(iso) {
  ahead = Date.parse(iso) - Date.now();
}

/** The sandbox's time, in milliseconds. */
export const now = () => Date.now() + ahead;

/** «11:25» */
export const hour = (ms) => HOUR.format(ms);

/** «mar. 21 nov.» */
export const shortDay = (ms) => SHORT.format(ms);

/** «mardi 21 novembre 2028 à 11:25» */
export const longDate = (ms) => LONG.format(ms);

/** The day in the school's zone, as 2028-11-21. */
export const dayOf = (ms) => wall(ms).slice(0, 10);

/** «Aujourd’hui», «Hier», «mardi 21 novembre» or, in another year, «21 novembre 2027». */
export function dayLabel(ms) {
  const day = dayOf(ms);
  if (day === dayOf(now())) return "Aujourd’hui";
  if (day === dayOf(now() - DAY_MS)) return "Hier";
  return day.slice(0, 4) === dayOf(now()).slice(0, 4) ? DAY.format(ms) : DAY_AND_YEAR.format(ms);
}

/** The value a datetime-local field shows for this moment, in the school's zone. */
export const toField = (ms) => wall(ms).slice(0, 16);

/** The moment a datetime-local field means in the school's zone, in milliseconds; NaN when it is empty. */
export function fromField(value) {
  const asUtc = Date.parse(`${value}Z`);
  // Twice: the first guess may lie on the other side of a change of summer time.
  const guess = asUtc - zoneOffset(asUtc);
  return asUtc - zoneOffset(guess);
}

function zoneOffset(ms) {
  return Number.isNaN(ms) ? 0 : Date.parse(`${wall(ms)}Z`) - Math.floor(ms / 1000) * 1000;
}

function wall(ms) {
  return WALL.format(ms).replace(" ", "T");
}
