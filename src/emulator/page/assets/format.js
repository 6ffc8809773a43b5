// @ts-check

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
const whole = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** @param {number | string} at */
export const timeOf = (at) => clockTime.format(new Date(at));
/** @param {number | string} at */
export const dayOf = (at) => day.format(new Date(at));
/** @param {number | string} at */
export const dayAndTimeOf = (at) => dayAndTime.format(new Date(at));
/** @param {number | string} at */
export const wholeOf = (at) => {
  const date = new Date(at);
  const words = whole.format(date).replace(/^(\w+),/, '$1');
  return date.getFullYear() === new Date().getFullYear() ? words.replace(/ \d{4},/, ',') : words;
};

/**
 * As `25 h`, `23 h 59 min`, `3 days` or `40 s`.
 *
 * @param {number} ms
 */
export function span(ms) {
  const size = Math.abs(ms);
  if (size < minuteMs) return `${Math.round(size / 1000)} s`;
  const minutes = Math.round(size / minuteMs);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours >= 72) return `${Math.round(size / dayMs)} days`;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** @param {number} bytes */
export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export const windowMs = dayMs;

/**
 * The window as it is now, in words.
 *
 * @param {number | undefined} closesAt
 * @param {number} now
 * @returns {{ state: 'open' | 'closing' | 'closed' | 'never', left: number, words: string }}
 */
export function windowNow(closesAt, now) {
  if (closesAt === undefined) return { state: 'never', left: 0, words: 'Window never opened' };
  const left = closesAt - now;
  if (left <= 0) return { state: 'closed', left: 0, words: `Window closed since ${dayAndTimeOf(closesAt)}` };
  const words = `Window open until ${dayAndTimeOf(closesAt)} (${span(left)})`;
  return { state: left < hourMs ? 'closing' : 'open', left: Math.min(1, left / windowMs), words };
}

/**
 * One line that says what a message is.
 *
 * @param {import('./types.js').ThreadMessage} message
 */
export function excerpt(message) {
  const { kind, media, location, contacts, text } = message;
  if (media) return media.voice ? 'Voice note' : (media.caption ?? media.fileName);
  if (location) return `Location: ${location.name ?? `${location.latitude}, ${location.longitude}`}`;
  if (contacts) return `Contact: ${contacts.map(({ name }) => name).join(', ')}`;
  return kind === 'reaction' ? `Reacted ${text}` : inOneLine(text);
}

/** A header or a line of a list ends without a mark, and would run into what follows. @param {string} text */
export function inOneLine(text) {
  return text
    .trim()
    .replace(/(?<=[\p{L}\p{N}])[^\S\n]*\n\s*/gu, ' · ')
    .replace(/\s+/g, ' ');
}
