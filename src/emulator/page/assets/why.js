// @ts-check
/** @import { Explained, ThreadMessage, WireView } from './types.js' */
import { ask, copy, curl } from './api.js';
import { decisionAbout } from './decisions.js';
import { byId, h } from './dom.js';
import { dayAndTimeOf, excerpt, timeOf } from './format.js';
import { businessName, nameOf, on, store } from './store.js';
import { chooseNewest, view } from './view.js';

const settleMs = 150;
let shown = '';

/** The newest message of the active chat that the program decided on, by its id. */
function newest() {
  const thread = store.threads.get(view.active);
  const sent = [...(thread?.messages.values() ?? [])].findLast(({ direction }) => direction === 'out');
  const unsent = thread?.unsent.at(-1);
  const isUnsent = unsent && (!sent || unsent.at >= Date.parse(sent.at));
  return (isUnsent ? unsent.clientMessageId : sent?.id) ?? '';
}

/**
 * Why a message was sent as it was: the program's decision, and what went over the wire. It is the message that was
 * chosen, otherwise the newest of the active chat.
 */
export function showWhy() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** @type {WireView | undefined} */
  let known;
  const draw = async () => {
    const id = view.message || newest();
    if (view.tab !== 'why') return;
    if (id === '') return nothing('Nothing was sent in this chat yet. What is sent is explained here.');
    const { ok, json } = await ask(`wire/${encodeURIComponent(id)}`);
    if (id !== (view.message || newest())) return;
    known = ok ? json : undefined;
    if (known) tell(known, id);
    else nothing(json.error ?? 'Nothing is known of this message.');
  };
  const drawOther = () => {
    if (view.tab === 'why' && (view.message || newest()) !== shown) draw();
  };
  on('view', drawOther);
  on('thread', drawOther);
  on('message', drawOther);
  on('unsent', drawOther);
  on('all', draw);
  on('wire', ({ person, business, persons }) => {
    const concerns =
      known && (person === undefined || known.person === person || persons?.includes(known.person ?? ''));
    if (!concerns || (business !== undefined && known?.business !== business)) return;
    clearTimeout(waiting);
    waiting = setTimeout(draw, settleMs);
  });
}

/** @param {string} words */
function nothing(words) {
  shown = '';
  byId('why', HTMLElement).replaceChildren(h('p', { class: 'hint' }, words));
}

/** @param {WireView} wire @param {string} id */
function tell(wire, id) {
  const room = byId('why', HTMLElement);
  const open = shown === id ? [...room.querySelectorAll('details')].map((one) => one.open) : [];
  const { scrollTop } = byId('panel', HTMLElement);
  const message = messageOf(wire);
  room.replaceChildren(
    heading(wire, message),
    decision(wire, message),
    journey(wire, message),
    onTheWire(wire, message),
  );
  for (const [index, one] of [...room.querySelectorAll('details')].entries()) one.open = open[index] ?? one.open;
  byId('panel', HTMLElement).scrollTop = shown === id ? scrollTop : 0;
  shown = id;
}

/** @param {WireView} wire */
function messageOf({ messageId, person, business }) {
  return store.threads.get(`${person}/${business}`)?.messages.get(messageId ?? '');
}

/** @param {WireView} wire @param {ThreadMessage | undefined} message */
function heading({ business, person }, message) {
  const who =
    business === null || person === null ? '' : message?.direction === 'in' ? nameOf(person) : businessName(business);
  const words = message ? excerpt(message) : 'A message that was not sent';
  return h(
    'blockquote',
    { class: 'about' },
    h('small', {}, who),
    words.length > 160 ? `${words.slice(0, 160)}…` : words,
    view.message === ''
      ? h('small', {}, 'The newest message. A click on another one, or Enter, explains that one.')
      : h('button', { class: 'text-button', onclick: chooseNewest }, 'Show the newest'),
  );
}

/** @param {WireView} wire @param {ThreadMessage | undefined} message */
function decision({ explanation, window, sends, clientMessageId, person, business }, message) {
  const made = h('section', { class: 'card' }, h('h3', {}, 'Decision'));
  if (message?.direction === 'in') {
    made.append(
      h(
        'p',
        {},
        'The person wrote. It opens the customer service window for 24 hours, and the program hears of it by a callback.',
      ),
    );
    return made;
  }
  if (explanation) made.append(...explained(explanation));
  if (clientMessageId && person && business) made.append(inOneReading(clientMessageId, person, business));
  if (window) made.append(facts(emulatorsView(window, message, explanation)));
  if (!explanation && sends.length > 0) {
    made.append(h('p', { class: 'hint' }, 'The program has not said how it came to this.'));
  }
  return made;
}

/**
 * The program's record of it: what it decided from what, and why then. It is there once the turn has ended.
 *
 * @param {string} clientMessageId
 * @param {string} person
 * @param {string} business
 */
function inOneReading(clientMessageId, person, business) {
  const words = h('p', { class: 'sentence', hidden: true });
  decisionAbout(clientMessageId, person, business).then((found) => {
    words.hidden = found === undefined;
    words.textContent = found?.sentence ?? '';
  });
  return words;
}

/**
 * The emulator's own opinion. It knows the window and the kind of message, and nothing of the program.
 *
 * @param {NonNullable<WireView['window']>} window
 * @param {ThreadMessage | undefined} message
 * @param {Explained | null} explanation
 * @returns {[string, string | undefined][]}
 */
function emulatorsView({ state, closesAt }, message, explanation) {
  const saw = windowWords(state, closesAt);
  const otherwise = (/** @type {string} */ words) => (explanation?.otherwise ? undefined : words);
  if (message?.template) {
    const freely =
      state === 'open' ? 'Free-form text could have left too.' : 'Free-form text would have failed: status 131.';
    return [
      ['The emulator saw', `${saw}. A template may leave at any time.`],
      ['Otherwise', otherwise(freely)],
    ];
  }
  const may =
    state === 'open' ? 'A free-form message may leave.' : 'A free-form message may not leave: only a template.';
  const later =
    state === 'open'
      ? 'With the window closed it would have failed: status 131.'
      : 'An approved template could have left.';
  return [
    ['The emulator saw', `${saw}. ${may}`],
    ['Otherwise', otherwise(later)],
  ];
}

/** @type {Record<string, string>} */
const verdicts = {
  'free-form': 'Sent as it stands',
  template: 'Sent as a template',
  hold: 'Held back',
  refuse: 'Not sent',
};

/** @param {Explained} explained */
function* explained({ decision, conversationType, windowState, closesAt, rule, reason, template, otherwise }) {
  yield h(
    'p',
    { class: `verdict ${decision}` },
    verdicts[decision] ?? decision,
    template && decision === 'template' ? `: ${template.name}` : '',
  );
  yield h('p', {}, reason);
  const closes = closesAt === undefined ? null : new Date(closesAt).toISOString();
  yield facts([
    ['Conversation', conversationType],
    ['Window then', windowState && windowWords(windowState, closes)],
    ['Rule', rule],
    ['Template', template && [template.name, template.language].filter(Boolean).join(' · ')],
    ['Why this one', template?.reason],
    ['Otherwise', otherwise],
  ]);
}

/** @param {string} state @param {string | null} closesAt */
function windowWords(state, closesAt) {
  if (state === 'open') return `window open${closesAt ? ` until ${dayAndTimeOf(closesAt)}` : ''}`;
  if (state === 'closed') return `window closed${closesAt ? ` since ${dayAndTimeOf(closesAt)}` : ''}`;
  return 'window never opened';
}

/** @param {[string, string | undefined][]} rows */
function facts(rows) {
  const known = rows.filter(([, value]) => value);
  return h('dl', {}, ...known.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

/** @param {WireView} wire @param {ThreadMessage | undefined} message */
function journey({ sends, callbacks }, message) {
  /** @type {{ at: string, words: string, isBad: boolean }[]} */
  const steps = [];
  if (message?.direction === 'in') steps.push({ at: message.at, words: 'Written', isBad: false });
  for (const { at, status, ms, batch } of sends) {
    const among = batch > 1 ? `, one of ${batch}` : '';
    steps.push({
      at,
      words: `POST /v1/message → ${status || 'no answer'} in ${ms} ms${among}`,
      isBad: status === 0 || status >= 300,
    });
  }
  for (const { status, at } of message?.statuses ?? []) {
    steps.push({ at, words: names[status] ?? status, isBad: !names[status] });
  }
  for (const { at, event, attempt, status, ms, body } of callbacks) {
    const again = attempt > 1 ? `, try ${attempt}` : '';
    steps.push({
      at,
      words: `Callback ${toldIn(body) ?? event} → ${status || 'no answer'} in ${ms} ms${again}`,
      isBad: status < 200 || status >= 300,
    });
  }
  const sorted = steps.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const items = sorted.map(({ at, words, isBad }) =>
    h('li', { class: isBad ? 'bad' : '' }, h('time', {}, timeOf(at)), ' ', words),
  );
  return h(
    'section',
    { class: 'card', hidden: items.length === 0 },
    h('h3', {}, 'Its way'),
    h('ol', { class: 'steps' }, ...items),
  );
}

/** The status in a callback. @param {any} body */
function toldIn(body) {
  return body?.event?.messageStatusUpdate?.[0]?.status;
}

/** @type {Record<string, string>} */
const names = { SENT_TO_SUPPLIER: 'Sent ✓', DEVICE_ACK: 'On the phone ✓✓', READ: 'Read ✓✓' };

/** @param {WireView} wire @param {ThreadMessage | undefined} message */
function onTheWire({ sends, callbacks, person, business }, message) {
  const made = h('section', { class: 'card' }, h('h3', {}, 'On the wire'));
  for (const { request, answer, status } of sends) {
    const body = { messages: [request] };
    const headers = { Authorization: '<the API key>', 'Content-Type': 'application/json' };
    made.append(
      exchange(
        `POST /v1/message → ${status || 'no answer'}`,
        body,
        answer,
        curl(`${store.url}/v1/message`, { headers, body }),
      ),
    );
  }
  for (const { event, attempt, status, url, body } of callbacks) {
    const headers = { 'Content-Type': 'application/json' };
    const title = `Callback ${toldIn(body) ?? event} → ${status || 'no answer'}${attempt > 1 ? `, try ${attempt}` : ''}`;
    made.append(exchange(title, body, undefined, curl(`${url}?key=<the secret>`, { headers, body })));
  }
  if (message?.direction === 'in' && message.kind === 'text') {
    const body = { from: person, to: business, text: message.text };
    made.append(
      h('button', { onclick: () => copy(curl(`${store.url}/_emulator/say`, { body })) }, 'Copy “say this” as curl'),
    );
  }
  if (sends.length + callbacks.length === 0)
    made.append(h('p', { class: 'hint' }, 'Nothing of it is kept: it is from an earlier run, or was never sent.'));
  return made;
}

/** @param {string} title @param {unknown} body @param {unknown} answer @param {string} command */
function exchange(title, body, answer, command) {
  return h(
    'details',
    {},
    h('summary', {}, title),
    code(body, 'What was sent'),
    ...(answer === undefined ? [] : [h('p', { class: 'label' }, 'Answer'), code(answer, 'Answer')]),
    h('button', { onclick: () => copy(command) }, 'Copy as curl'),
  );
}

/** @param {unknown} value @param {string} label */
function code(value, label) {
  return h('pre', { tabindex: '0', role: 'region', 'aria-label': label }, JSON.stringify(value, null, 2));
}
