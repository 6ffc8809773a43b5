// @ts-check
import { askLines } from './api.js';
import { h } from './dom.js';
import { outcomeOf } from './report.js';
import { nameOf, on } from './store.js';
import { explain } from './view.js';

const settleMs = 300;
/** A refused notification never reaches the emulator, so no event tells its outcome. */
const lookAgainMs = [400, 2000, 6000];
/** Of a publication to more people, the page shows no more than the link. */
const mostShown = 50;

/** Ends what the last one follows. */
let stop = () => {};

/**
 * How many were told of a change, and what became of each.
 *
 * @param {HTMLElement} room
 * @param {string} about
 * @param {{ id: string, subscribers: number }} publication
 */
export async function showOutcomes(room, about, { id, subscribers }) {
  stop();
  const path = `program/publications/${encodeURIComponent(id)}/notifications`;
  const list = h('ul', { class: 'outcomes' });
  const made = subscribers === 1 ? '1 notification was made' : `${subscribers} notifications were made`;
  const words = subscribers === 0 ? 'Nobody has signed up for it.' : `${made} for those who signed up.`;
  room.replaceChildren(
    h('p', { class: 'verdict' }, `${about} is changed. ${words}`),
    list,
    h('a', { href: `/_emulator/${path}`, target: '_blank', rel: 'noopener' }, 'What became of it, as JSON lines'),
  );
  if (subscribers > mostShown) return;
  let drawn = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const draw = async () => {
    const reports = await askLines(path);
    const content = JSON.stringify(reports);
    if (content === drawn) return;
    drawn = content;
    list.replaceChildren(...reports.slice(0, mostShown).map(row));
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, settleMs);
  };
  const stops = [on('chat', soon), on('wire', soon)];
  const timers = lookAgainMs.map((ms) => setTimeout(draw, ms));
  stop = () => {
    for (const one of stops) one();
    for (const one of [waiting, ...timers]) clearTimeout(one);
  };
  await draw();
}

/**
 * @typedef {{ to: string, messages?: { clientMessageId: string }[], decisions?: { message: string }[] }} Outcome
 * @param {import('./report.js').Report & Outcome} report
 */
function row(report) {
  const { to: person, state, reason, error, messages = [], decisions = [] } = report;
  // What was refused has no messages.
  const message = messages[0]?.clientMessageId ?? decisions.at(-1)?.message;
  const why = state === 'refused' || state === 'failed' ? (error ?? reason) : undefined;
  return h(
    'li',
    {},
    h('p', { class: `verdict ${state}` }, `${nameOf(person)}: ${outcomeOf(report)}`),
    why && h('p', {}, typeof why === 'string' ? why : JSON.stringify(why)),
    message !== undefined &&
      h(
        'button',
        { class: 'text-button', 'aria-label': `Why, of ${nameOf(person)}`, onclick: () => explain(message) },
        'Why',
      ),
  );
}
