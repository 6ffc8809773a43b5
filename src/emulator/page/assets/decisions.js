// @ts-check
import { askLines } from './api.js';
import { byId, h } from './dom.js';
import { timeOf, wholeOf } from './format.js';
import { businessName, nameOf, on, pairOf, store } from './store.js';
import { explain, view } from './view.js';

const settleMs = 300;
const mostShown = 30;

/** @type {Record<string, string>} */
const verdicts = {
  'free-form': 'Sent as it stands',
  template: 'Sent as a template',
  hold: 'Held back',
  refuse: 'Not sent',
};

/** Why the person gets nothing, where it is their own will. @type {Record<string, string>} */
const wishes = {
  stopped: 'Not sent: the person has said stop',
  'not-signed-up': 'Not sent: the person has not signed up',
  'handed-off': 'Held: a human has the conversation',
  'handed-off-refused': 'Not sent: a human has the conversation',
  'marketing-stopped': 'Not sent: the person has stopped marketing',
};

/**
 * A decision of the program's, as its API tells it.
 *
 * @typedef {{
 *   at: number,
 *   message: string,
 *   kind: string,
 *   rule?: string,
 *   sentence: string,
 *   template?: { name: string },
 *   afterwards: { parts: { clientMessageId: string, state: string, description?: string }[] },
 * }} Decision
 */

/** What the program has decided about the messages of the active chat, newest first. */
export function showDecisions() {
  const room = byId('decisions', HTMLElement);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let drawn = '';
  const draw = async () => {
    const { person, business } = pairOf(view.active);
    if (view.tab !== 'why' || !person || !store.program?.decisions) return room.replaceChildren();
    const key = view.active;
    const all = await decisionsFor(person, business);
    if (key !== view.active) return;
    const content = JSON.stringify([key, all]);
    if (content === drawn && room.childElementCount > 0) return;
    drawn = content;
    const open = new Set([...room.querySelectorAll('details[open]')].map((one) => one.getAttribute('data-key')));
    const items = all.slice(-mostShown).reverse().map(row);
    for (const one of items) {
      const details = one.querySelector('details');
      if (details && open.has(details.dataset.key ?? '')) details.open = true;
    }
    const whose = `Decisions about ${nameOf(person)} and ${businessName(business)}`;
    const nothing = h('p', { class: 'hint' }, 'Nothing was decided yet.');
    const list = items.length > 0 ? h('ol', { class: 'decided' }, ...items) : nothing;
    room.replaceChildren(h('section', { class: 'card' }, h('h3', {}, whose), list));
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, settleMs);
  };
  on('all', soon);
  on('view', soon);
  on('wire', soon);
  on('message', soon);
}

/**
 * What the program has decided last about a message, by the id that it gave it or one of its parts.
 *
 * @param {string} clientMessageId
 * @param {string} person
 * @param {string} business
 * @returns {Promise<Decision | undefined>}
 */
export async function decisionAbout(clientMessageId, person, business) {
  if (!store.program?.decisions) return undefined;
  const all = await decisionsFor(person, business);
  const about = all.filter(({ message }) => clientMessageId === message || clientMessageId.startsWith(`${message}.`));
  // Of several, the one whose part this is.
  const own = about.filter(({ afterwards }) =>
    afterwards.parts.some((part) => part.clientMessageId === clientMessageId),
  );
  return own.at(-1) ?? about.at(-1);
}

/** @param {string} person @param {string} business @returns {Promise<Decision[]>} */
function decisionsFor(person, business) {
  return askLines(`program/decisions?${new URLSearchParams({ to: person, from: business })}`);
}

/** @param {Decision} decision */
function row({ at, message, kind, rule = '', sentence, template, afterwards }) {
  const words = `${wishes[rule] ?? verdicts[kind] ?? kind}${template ? `: ${template.name}` : ''}`;
  const outcome = afterwards.parts
    .map(({ state, description }) => [state, description].filter(Boolean).join(': '))
    .join(', ');
  return h(
    'li',
    {},
    h(
      'details',
      { 'data-key': `${message} ${at}` },
      h('summary', {}, h('time', { title: wholeOf(at) }, timeOf(at)), ` ${words}`),
      h('p', {}, sentence),
      outcome !== '' && h('p', { class: 'hint' }, `Afterwards: ${outcome}.`),
      h(
        'button',
        { class: 'text-button', onclick: () => explain(afterwards.parts[0]?.clientMessageId ?? message) },
        'Its way',
      ),
    ),
  );
}
