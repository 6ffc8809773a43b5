// @ts-check
import { ask } from './api.js';
import { byId, h } from './dom.js';
import { dayAndTimeOf, wholeOf } from './format.js';
import { businessName, nameOf, on, pairOf, store } from './store.js';
import { toast } from './toast.js';
import { view } from './view.js';

const settleMs = 300;
const source = 'emulator page';

/**
 * What a person has agreed to, as the program's API tells it. Times are ISO 8601.
 *
 * @typedef {{ at: string, source: string, words?: string }} Given
 * @typedef {Given & { topic: string, title: string, state: string, isInForce: boolean, until?: string }} Topic
 * @typedef {Given & { change: string, topic?: string }} Entry
 * @typedef {{ from: string, stopped: Given | null, marketingStopped?: Given | null, topics: Topic[], history: Entry[] }} Consent
 */

/** What the person of the active chat has signed up for, and whether they have stopped it all. */
export function showConsent() {
  const room = byId('consent', HTMLElement);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let drawn = '';
  const draw = async () => {
    const key = view.active;
    const { person, business } = pairOf(key);
    if (view.tab !== 'why' || !person || !store.program?.consent) return room.replaceChildren();
    const { ok, json } = await ask(pathOf(person));
    if (key !== view.active) return;
    /** @type {Consent | undefined} */
    const consent = ok ? json.consents?.find((/** @type {Consent} */ { from }) => from === business) : undefined;
    const content = JSON.stringify([key, nameOf(person), consent]);
    if (content === drawn && room.childElementCount > 0) return;
    drawn = content;
    const isOpen = room.querySelector('details')?.open ?? false;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.consent : undefined;
    room.replaceChildren(card(person, business, consent));
    const history = room.querySelector('details');
    if (history) history.open = isOpen;
    for (const one of room.querySelectorAll('button')) if (focused && one.dataset.consent === focused) one.focus();
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, settleMs);
  };
  for (const topic of /** @type {const} */ (['all', 'view', 'wire', 'message', 'clock'])) on(topic, soon);

  /** @param {string} person @param {string} business @param {Consent | undefined} consent */
  function card(person, business, consent) {
    const { stopped = null, marketingStopped, topics = [], history = [] } = consent ?? {};
    const change = async (/** @type {object} */ what) => {
      const { ok, json } = await ask(pathOf(person), { from: business, source, ...what }, 'PUT');
      if (!ok) toast(json.error ?? 'It was not accepted.');
      await draw();
    };
    const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {object} */ what, about = '') =>
      h(
        'button',
        { class: 'small', 'data-consent': name, 'aria-label': `${label} ${about}`.trim(), onclick: () => change(what) },
        label,
      );
    const nothing = topics.length === 0 && !stopped && !marketingStopped;
    return h(
      'section',
      { class: 'card' },
      h('h3', {}, `What ${nameOf(person)} wants of ${businessName(business)}`),
      stopped && h('p', { class: 'verdict refused' }, `Stopped ${how(stopped, history)}`),
      marketingStopped && h('p', { class: 'verdict refused' }, `No marketing ${how(marketingStopped, history)}`),
      nothing && h('p', { class: 'hint' }, 'Nothing was signed up for, and nothing stopped.'),
      h(
        'ul',
        { class: 'topics' },
        ...topics.map((topic) => {
          const isOn = topic.isInForce;
          return h(
            'li',
            {},
            h(
              'div',
              {},
              h('strong', {}, topic.title),
              h('small', {}, `${standing(topic, stopped)} ${how(topic, history, topic.topic)}`),
            ),
            button(topic.topic, isOn ? 'Sign off' : 'Sign up', { topics: { [topic.topic]: !isOn } }, topic.title),
          );
        }),
      ),
      button('stop', stopped ? 'Lift the stop' : 'Stop everything', { stopped: !stopped }),
      history.length > 0 &&
        h(
          'details',
          {},
          h('summary', {}, `History (${history.length})`),
          h('ol', {}, ...history.toReversed().map(past)),
        ),
    );
  }
}

/** How it stands with a topic, up to when and how. @param {Topic} topic @param {Given | null} stopped */
function standing({ state, at, isInForce, until }, stopped) {
  if (state !== 'signed-up') return 'Signed off';
  if (!isInForce && stopped && stopped.at >= at) return 'Ended by the stop. Signed up';
  return until === undefined ? 'Signed up' : `${isInForce ? 'Until' : 'Over since'} ${dayAndTimeOf(until)}. Signed up`;
}

/** @param {string} person */
function pathOf(person) {
  return `program/people/${encodeURIComponent(person)}/consent`;
}

/**
 * Since when, from where, and in which words if those are known.
 *
 * @param {Given} given
 * @param {Entry[]} history
 * @param {string} [topic]
 */
function how({ at, source: from, words }, history, topic) {
  const said = words ?? history.findLast((one) => one.at === at && one.topic === topic)?.words;
  return `${dayAndTimeOf(at)}, ${from}${said ? `: “${said}”` : ''}`;
}

/** @param {Entry} entry */
function past({ at, change, topic, source: from, words }) {
  const what = [change.replaceAll('-', ' '), topic].filter(Boolean).join(' ');
  return h('li', {}, h('time', {}, wholeOf(at)), ` ${what}, ${from}${words ? `: “${words}”` : ''}`);
}
