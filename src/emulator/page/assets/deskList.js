// @ts-check
/** @import { DeskConversation } from './types.js' */
import { calledOf, closesAt, desk, openConversation } from './deskStore.js';
import { byId, h, hidden } from './dom.js';
import { dayAndTimeOf, span } from './format.js';
import { ring } from './ring.js';
import { now } from './store.js';

const mostClosed = 20;

/**
 * The conversations: who waits, who is being answered, and who was. Rows stay the same elements, so that the focus stays
 * where it is when the list changes.
 */
export function deskList() {
  const room = byId('conversations', HTMLElement);
  /** @type {Map<string, ReturnType<typeof row>>} */
  const rows = new Map();
  const groups = {
    waiting: group('Waiting', 'Nobody waits.'),
    open: group('With an agent', ''),
    closed: group('Closed', ''),
  };
  room.replaceChildren(...Object.values(groups).map(({ element }) => element));
  room.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = [...room.querySelectorAll('button')];
    const at = all.findIndex((each) => each.matches(':focus'));
    if (step === undefined || at < 0) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
  });

  return {
    draw() {
      const focused = document.activeElement;
      const shown = new Set();
      for (const [state, { show }] of Object.entries(groups)) {
        const own = desk.conversations.filter((each) => each.state === state);
        const listed = state === 'closed' ? own.toSorted((a, b) => (a.since < b.since ? 1 : -1)) : own;
        show(
          listed.slice(0, state === 'closed' ? mostClosed : undefined).map((conversation) => {
            const known = rows.get(conversation.id) ?? row();
            rows.set(conversation.id, known);
            shown.add(conversation.id);
            known.draw(conversation);
            return known.element;
          }),
        );
      }
      for (const id of rows.keys()) if (!shown.has(id)) rows.delete(id);
      // An element that moves to another place loses the focus.
      if (focused instanceof HTMLElement && room.contains(focused)) focused.focus();
    },
    /** The times and rings, which change by themselves. */
    tick() {
      for (const { tick } of rows.values()) tick();
    },
    /** Goes to the row of a conversation, or to the first. @param {string} id */
    focus(id) {
      (rows.get(id)?.button ?? room.querySelector('button'))?.focus();
    },
  };
}

/** @param {string} title @param {string} nothing */
function group(title, nothing) {
  const count = h('span', { class: 'badge' });
  const list = h('ul', {});
  const none = h('p', { class: 'hint' }, nothing);
  const element = h('section', { class: 'group' }, h('h2', {}, title, ' ', count), none, list);
  return {
    element,
    /** @param {HTMLElement[]} items */
    show(items) {
      const isSame = items.length === list.children.length && items.every((item, at) => list.children[at] === item);
      if (!isSame) list.replaceChildren(...items);
      count.textContent = String(items.length);
      none.hidden = nothing === '' || items.length > 0;
      element.hidden = items.length === 0 && nothing === '';
    },
  };
}

function row() {
  /** @type {DeskConversation | undefined} */
  let known;
  /** @type {ReturnType<typeof ring> | undefined} */
  let picture;
  const place = h('span', { class: 'place-of-ring' });
  const name = h('strong', {});
  const reason = h('span', { class: 'reason' });
  const last = h('small', {});
  const since = h('small', { class: 'since' });
  const count = h('span', { class: 'badge' });
  const button = h(
    'button',
    { type: 'button', class: 'chat-row', onclick: () => known && openConversation(known.id) },
    place,
    h('span', { class: 'who' }, name, reason, last),
    h('span', { class: 'aside' }, since, count),
  );
  const element = h('li', {}, button);
  const tick = () => {
    if (!known) return;
    const shown = picture?.show(closesAt(known));
    const words = shown ? `. ${shown.words}.` : '';
    since.replaceChildren(
      known.state === 'waiting' ? span(now() - Date.parse(known.since)) : dayAndTimeOf(known.since),
      hidden(words),
    );
  };
  return {
    element,
    button,
    tick,
    /** @param {DeskConversation} conversation */
    draw(conversation) {
      if (!picture || calledOf(conversation) !== name.textContent) {
        picture = ring(calledOf(conversation));
        place.replaceChildren(picture.element);
      }
      known = conversation;
      name.textContent = calledOf(conversation);
      reason.textContent = conversation.reason;
      last.textContent = conversation.last ? conversation.last.text.replace(/\s+/g, ' ') : '';
      count.hidden = conversation.unanswered === 0;
      count.replaceChildren(String(conversation.unanswered), hidden(' unanswered'));
      const isOpen = conversation.id === desk.open;
      button.classList.toggle('active', isOpen);
      if (isOpen) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
      tick();
    },
  };
}
