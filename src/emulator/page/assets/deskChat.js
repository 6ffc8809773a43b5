// @ts-check
/** @import { DeskConversation, DeskMessage } from './types.js' */

import { deskComposer } from './deskComposer.js';
import { act, calledOf, closesAt, desk, openConversation, openOne } from './deskStore.js';
import { dialog, entered, field, labelled } from './dialog.js';
import { byId, h, hidden, icon } from './dom.js';
import { dayAndTimeOf, timeOf, wholeOf } from './format.js';
import { marked } from './marks.js';
import { ring } from './ring.js';
import { businessName } from './store.js';
import { toast } from './toast.js';

/** The open conversation. `leave` goes back to the list. @param {{ leave: () => void }} actions */
export function deskChat({ leave }) {
  const room = byId('conversation', HTMLElement);
  const nothing = h('p', { class: 'empty' }, 'Choose a conversation.');
  /** @type {ReturnType<typeof shownOf> | undefined} */
  let shown;
  return {
    draw() {
      const conversation = openOne();
      if (!conversation) {
        shown = undefined;
        room.replaceChildren(nothing);
        return;
      }
      if (shown?.id !== conversation.id) {
        shown = shownOf(conversation, leave);
        room.replaceChildren(shown.element);
      }
      shown.draw(conversation);
    },
    tick() {
      const conversation = openOne();
      if (conversation) shown?.tick(conversation);
    },
    focus() {
      shown?.focus();
    },
  };
}

/** @param {DeskConversation} first @param {() => void} leave */
function shownOf(first, leave) {
  const { id } = first;
  const name = calledOf(first);
  const picture = ring(name);
  const state = h('small', { class: 'window' });
  const about = h('div', { class: 'about' });
  const messages = threadOf(name);
  const writer = deskComposer(first, { leave });
  const take = h(
    'button',
    { type: 'button', class: 'small', onclick: () => run(act(id, 'open', {}), writer.focus) },
    'Take it',
  );
  const close = h('button', { type: 'button', class: 'small', onclick: () => closeIt() }, 'Close');
  const back = () => {
    openConversation('');
    leave();
  };
  const element = h(
    'section',
    { class: 'chat active', 'aria-label': `The conversation with ${name}` },
    h(
      'header',
      {},
      h(
        'button',
        { type: 'button', class: 'plain back', 'aria-label': 'All conversations', onclick: back },
        icon('back'),
      ),
      picture.element,
      h('div', { class: 'who' }, h('h2', {}, name, h('small', {}, first.name ? ` +${first.person}` : '')), state),
      take,
      close,
    ),
    about,
    h('div', { class: 'stage' }, messages.element),
    writer.element,
  );

  /** @param {ReturnType<typeof act>} acting @param {() => void} [then] */
  async function run(acting, then) {
    const { ok, json } = await acting;
    if (!ok) toast(json.error ?? 'It was not accepted.');
    else then?.();
  }

  async function closeIt() {
    const how = h(
      'select',
      { name: 'state' },
      h('option', { value: 'completed' }, 'It is solved'),
      h('option', { value: 'failed' }, 'It could not be solved'),
    );
    const words = 'The bot takes over again, and what it has held meanwhile leaves.';
    const body = [
      h('p', { class: 'hint' }, words),
      labelled('How it ended', how),
      field('A note for the bot', { name: 'note' }),
    ];
    const given = await dialog(`Close the conversation with ${name}?`, body, 'Close it');
    if (!(given instanceof FormData)) return;
    const message = entered(given, 'note');
    await run(act(id, 'close', { state: entered(given, 'state'), ...(message && { message }) }), leave);
  }

  /** @param {DeskConversation} conversation */
  function tick(conversation) {
    const now = picture.show(closesAt(conversation));
    state.textContent = now.words;
    state.dataset.state = now.state;
    writer.tick(conversation);
  }

  let drawnAbout = '';
  return {
    id,
    element,
    tick,
    focus: () => (openOne()?.state === 'closed' ? messages.element.focus() : writer.focus()),
    /** @param {DeskConversation} conversation */
    draw(conversation) {
      take.hidden = conversation.state !== 'waiting';
      close.hidden = conversation.state === 'closed';
      const facts = JSON.stringify([conversation.reason, conversation.context, conversation.state, conversation.agent]);
      if (facts !== drawnAbout) {
        drawnAbout = facts;
        about.replaceChildren(...aboutOf(conversation));
      }
      messages.draw(desk.messages, conversation.since);
      writer.draw(conversation);
      tick(conversation);
    },
  };
}

/** Why the conversation was handed over, since when, and what the bot knows. @param {DeskConversation} conversation */
function aboutOf({ reason, context, since, until, state, agent, business }) {
  const facts = factsIn(context).filter(([, value]) => value !== reason);
  const times =
    state === 'closed'
      ? `Handed over ${dayAndTimeOf(since)}`
      : `Since ${dayAndTimeOf(since)}, until ${dayAndTimeOf(until)}`;
  const who =
    state === 'closed' ? 'Closed' : state === 'waiting' ? 'Nobody has answered yet' : `With ${agent ?? 'an agent'}`;
  return [
    h('p', {}, h('strong', {}, reason), h('small', {}, ` ${businessName(business)}. ${times}. ${who}.`)),
    facts.length > 0 &&
      h(
        'dl',
        { 'aria-label': 'What the bot knows' },
        ...facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
      ),
  ].filter((each) => each instanceof HTMLElement);
}

/**
 * The context that came along, in lines: whatever a program has put there.
 *
 * @param {unknown} value
 * @param {string} [name]
 * @returns {[name: string, value: string][]}
 */
function factsIn(value, name = '') {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value !== 'object') return [[name === '' ? 'context' : name, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => {
    const words = key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
    return factsIn(inner, name === '' ? words : `${name}, ${words}`);
  });
}

/** The messages: first what was said before the hand-off, set apart, then what was said since. @param {string} name */
function threadOf(name) {
  const before = h('ol', {});
  const since = h('ol', {});
  const earlier = h(
    'section',
    { class: 'earlier', 'aria-label': 'Before the hand-off' },
    h('h3', {}, 'Before the hand-off'),
    before,
  );
  const room = h('div', { class: 'messages' }, earlier, since);
  const element = h(
    'div',
    { class: 'thread', tabindex: '0', role: 'region', 'aria-label': `Messages of ${name}` },
    room,
  );
  /** @type {Map<string, { item: HTMLElement, drawn: string }>} */
  const items = new Map();
  let isAtEnd = true;
  const follow = () => {
    if (isAtEnd) element.scrollTop = element.scrollHeight;
  };
  element.addEventListener('scroll', () => {
    isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 60;
  });
  // What stands below it changes its height.
  new ResizeObserver(follow).observe(element);
  return {
    element,
    /** @param {DeskMessage[]} messages @param {string} handedAt */
    draw(messages, handedAt) {
      const isEarlier = (/** @type {DeskMessage} */ { from, at }) => from === 'bot' || at < handedAt;
      for (const message of messages) {
        const known = items.get(message.id);
        const drawn = JSON.stringify(message);
        if (known?.drawn === drawn) continue;
        const item = h('li', {}, bubble(message, name));
        known?.item.replaceWith(item);
        items.set(message.id, { item, drawn });
      }
      for (const [list, own] of /** @type {const} */ ([
        [before, messages.filter(isEarlier)],
        [since, messages.filter((message) => !isEarlier(message))],
      ])) {
        const wanted = own.flatMap(({ id }) => items.get(id)?.item ?? []);
        const isSame = wanted.length === list.children.length && wanted.every((item, at) => list.children[at] === item);
        if (!isSame) list.replaceChildren(...wanted);
      }
      earlier.hidden = before.children.length === 0;
      follow();
    },
  };
}

const ticks = { sent: '✓', delivered: '✓✓', read: '✓✓' };

/** @param {DeskMessage} message @param {string} name */
function bubble(message, name) {
  const { from, text, at, attachments = [], state, sentAs, agent } = message;
  const speaker = from === 'person' ? name : from === 'bot' ? 'The bot' : (agent ?? 'An agent');
  const problem = problemOf(message);
  const tick = state === 'sent' || state === 'delivered' || state === 'read' ? state : undefined;
  return h(
    'div',
    { class: `bubble ${from} ${problem?.kind ?? ''}` },
    hidden(`${speaker}: `),
    sentAs === 'template' && h('p', { class: 'template-mark' }, h('strong', {}, 'Sent as a template')),
    h('div', { class: 'text' }, marked(text)),
    ...attachments.map(attachmentOf),
    h(
      'span',
      { class: 'meta' },
      from === 'person' ? '' : speaker,
      h('time', { datetime: at, title: wholeOf(at) }, timeOf(at)),
      tick && h('span', { class: `ticks ${tick}`, role: 'img', 'aria-label': tick, title: tick }, ticks[tick]),
    ),
    problem && h('p', { class: 'problem' }, problem.words),
  );
}

/** What keeps a message from being on the person's phone. @param {DeskMessage} message @returns {{ kind: string, words: string } | undefined} */
function problemOf({ state, reason = '' }) {
  if (state === 'accepted') return { kind: 'held', words: 'On its way' };
  if (state === 'waiting') return { kind: 'held', words: `Waits. ${reason}`.trim() };
  if (state === 'held') return { kind: 'held', words: 'Held until they write' };
  if (state === 'refused') return { kind: 'failed', words: `Not sent. ${reason}`.trim() };
  return state === 'failed' ? { kind: 'failed', words: `Failed. ${reason}`.trim() } : undefined;
}

/** @param {{ contentType: string, name?: string }} attachment */
function attachmentOf({ contentType, name = contentType }) {
  return h('p', { class: 'document' }, icon('file'), h('span', {}, h('strong', {}, name), h('small', {}, contentType)));
}
