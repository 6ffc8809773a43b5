// @ts-check
/** @import { Explained, Thread, ThreadMessage } from './types.js' */
import { bubble, refresh } from './bubble.js';
import { h } from './dom.js';
import { dayAndTimeOf, dayOf, span, timeOf, windowMs } from './format.js';
import { businessName, nameOf } from './store.js';
import { explain } from './view.js';

/** After a silence of this length, the chat says how long it was. */
const longSilenceMs = 30 * 60_000;
/** A reader this near to the end is taken to follow the chat. */
const nearPx = 80;
const laidOut = 40;

/**
 * The messages of a chat, from the oldest to the newest. A new message is added at the end and a status changes its own
 * bubble; nothing else is drawn again.
 *
 * @param {{ person: string, business: string }} pair
 * @param {import('./bubble.js').Actions} actions
 */
export function threadView({ person, business }, actions) {
  const list = h('div', {
    class: 'thread',
    role: 'log',
    tabindex: '0',
  });
  const inside = h('div', { class: 'messages' });
  list.append(inside);
  /** @type {Map<string, HTMLElement>} */
  const bubbles = new Map();
  /** The newest ones. They are laid out even out of sight, so that the scroll position is right. @type {HTMLElement[]} */
  const newest = [];
  let follows = true;
  let lastAt = 0;
  let lastSaid = Number.NEGATIVE_INFINITY;

  /** @param {ThreadMessage} message */
  function add(message) {
    const at = Date.parse(message.at);
    inside.append(...before(at));
    const made = bubble(message, message.direction === 'in' ? nameOf(person) : businessName(business), actions);
    bubbles.set(message.id, made);
    inside.append(made);
    newest.push(made);
    if (newest.length > laidOut) newest.shift()?.classList.add('old');
    if (message.direction === 'in') {
      if (at - lastSaid >= windowMs)
        inside.append(note(`The window is open until ${dayAndTimeOf(at + windowMs)}`, 'opened'));
      lastSaid = at;
    }
    lastAt = at;
  }

  /** The separator between two messages. @param {number} at */
  function* before(at) {
    if (lastAt === 0 || (dayOf(at) !== dayOf(lastAt) && Math.abs(at - lastAt) < longSilenceMs))
      yield note(dayOf(at), 'day');
    const gap = lastAt === 0 ? 0 : at - lastAt;
    const closedAt = lastSaid + windowMs;
    if (closedAt > lastAt && closedAt <= at) yield note(`The window closed, ${dayAndTimeOf(closedAt)}`, 'closed');
    if (gap >= longSilenceMs) yield note(`${span(gap)} later · ${dayOf(at)}`, 'day');
    else if (gap <= -longSilenceMs) yield note(`The clock was put back: ${dayOf(at)}, ${timeOf(at)}`, 'day');
  }

  /** @param {Explained} explained */
  function addUnsent({ clientMessageId, decision, reason, at }) {
    const words = decision === 'hold' ? 'Held back' : 'Not sent';
    const made = h(
      'div',
      { class: 'unsent', tabindex: '-1', 'data-id': clientMessageId },
      h('strong', {}, `${words}: `),
      reason,
      h('button', { class: 'text-button', onclick: () => explain(clientMessageId) }, 'Why'),
    );
    inside.append(...before(at), made);
    lastAt = at;
  }

  const isAtEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < nearPx;
  const toEnd = () => {
    follows = true;
    list.scrollTop = list.scrollHeight;
  };
  list.addEventListener('scroll', () => {
    follows = isAtEnd();
  });
  // If the height changes, with a new message or a loaded picture, a reader at the end stays at the end.
  const growing = new ResizeObserver(() => follows && toEnd());
  growing.observe(list);
  growing.observe(inside);

  list.addEventListener('keydown', (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY }[
      event.key
    ];
    const focused = document.activeElement;
    if (event.key === 'Enter' && focused instanceof HTMLElement && focused.dataset.id && focused.tabIndex < 0) {
      explain(focused.dataset.id);
      return;
    }
    if (step === undefined) return;
    event.preventDefault();
    const all = [...list.querySelectorAll('[data-id]')];
    const current = focused?.closest('[data-id]') ?? null;
    const at = current ? all.indexOf(current) : all.length;
    const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
    if (next instanceof HTMLElement) next.focus();
  });
  list.addEventListener('click', ({ target }) => {
    const chosen =
      target instanceof Element && !target.closest('a, button, audio, video') ? target.closest('[data-id]') : null;
    // Not on a small screen, where the answer would replace the chat, and not if the reader selects text to copy it.
    const wanted = matchMedia('(min-width: 1100px)').matches && getSelection()?.isCollapsed;
    if (wanted && chosen instanceof HTMLElement && chosen.dataset.id) explain(chosen.dataset.id);
  });

  return {
    element: list,
    toEnd,
    /** The person has another name, or none any more. */
    rename() {
      const whose = `${nameOf(person)} and ${businessName(business)}`;
      list.setAttribute('aria-label', `Messages of ${whose}. Arrow keys go from one to the next, Enter says why.`);
    },
    /** @param {Thread} thread */
    showAll({ messages, unsent }) {
      bubbles.clear();
      newest.length = 0;
      inside.replaceChildren();
      lastAt = 0;
      lastSaid = Number.NEGATIVE_INFINITY;
      const waiting = [...unsent];
      for (const one of waiting.filter(({ after }) => after === undefined || !messages.has(after))) addUnsent(one);
      for (const message of messages.values()) {
        if (message.kind !== 'reaction') add(message);
        for (const one of waiting.filter(({ after }) => after === message.id)) addUnsent(one);
      }
      toEnd();
    },
    /** @param {ThreadMessage} message */
    show(message) {
      const known = bubbles.get(message.id);
      if (known) return refresh(known, message);
      add(message);
      if (follows || message.direction === 'in') toEnd();
    },
    /** @param {Explained} explained */
    showUnsent(explained) {
      addUnsent(explained);
      if (follows) toEnd();
    },
    /** @param {string} id */
    mark(id) {
      for (const one of list.querySelectorAll('.explained')) one.classList.remove('explained');
      list.querySelector(`[data-id="${CSS.escape(id)}"]`)?.classList.add('explained');
    },
  };
}

/** @param {string} words @param {string} kind */
function note(words, kind) {
  return h('p', { class: `note ${kind}` }, words);
}
