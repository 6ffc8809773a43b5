// @ts-check
import { ask } from './api.js';
import { h } from './dom.js';
import { dayAndTimeOf } from './format.js';
import { nameOf, on, pairOf } from './store.js';

const ended = ['read', 'refused', 'failed'];
/** A refused notification never reaches the emulator, so no event tells the outcome. */
const lookAgainMs = [400, 2000, 6000];

/**
 * Shows the outcome of a notification.
 *
 * @param {HTMLElement} room
 * @param {string} id
 * @param {string} person
 */
export async function followReport(room, id, person) {
  const draw = async () => {
    const { ok, json } = await ask(`program/notifications/${encodeURIComponent(id)}`);
    if (!ok) return;
    const { state, conversationType, reason, error, held } = json;
    const facts = [[conversationType, reason].filter(Boolean).join(': '), error].filter(Boolean);
    room.replaceChildren(
      h('p', { class: `verdict ${state}` }, held ? heldWords(held, person) : outcomeOf(json)),
      ...facts.map((words) => h('p', {}, typeof words === 'string' ? words : JSON.stringify(words))),
    );
    if (ended.includes(state)) stop();
  };
  const stops = [
    on('chat', (key) => pairOf(key).person === person && draw()),
    on('wire', (about) => (about.person ?? person) === person && draw()),
  ];
  const timers = lookAgainMs.map((ms) => setTimeout(draw, ms));
  function stop() {
    for (const one of stops) one();
    for (const one of timers) clearTimeout(one);
  }
  await draw();
}

/** @typedef {{ state: string, sentAs?: string | null, template?: string, reason?: string, error?: unknown }} Report */

/** @param {Report} report */
export function outcomeOf({ state, sentAs, template = '' }) {
  const as = sentAs === 'template' ? ` as the template ${template}` : sentAs === 'text' ? ' as it stands' : '';
  return `${state[0]?.toUpperCase()}${state.slice(1)}${as}`;
}

const places = new Intl.PluralRules('en', { type: 'ordinal' });
/** @type {Record<string, string>} */
const endings = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const firstPlaces = ['first', 'second', 'third'];

/**
 * @param {{ position: number, until: number }} held
 * @param {string} person
 */
function heldWords({ position, until }, person) {
  const place = firstPlaces[position - 1] ?? `${position}${endings[places.select(position)]}`;
  return `Held, the ${place} for ${nameOf(person)}, until ${dayAndTimeOf(new Date(until).toISOString())}`;
}
