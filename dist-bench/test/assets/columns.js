// @ts-check
import { chatColumn } from './chat.js';
import { byId, h } from './dom.js';
import { on, store } from './store.js';
import { view } from './view.js';

/** @type {Map<string, ReturnType<typeof chatColumn>>} */
const shown = new Map();

/** The open chats, side by side if there is room. */
export function showColumns() {
  on('view', draw);
}

function draw() {
  const room = byId('chats', HTMLElement);
  for (const [key, { element, end }] of shown) {
    if (view.open.includes(key)) continue;
    end();
    element.remove();
    shown.delete(key);
  }
  for (const [index, key] of view.open.entries()) {
    const column = shown.get(key) ?? chatColumn(key);
    shown.set(key, column);
    column.element.classList.toggle('active', key === view.active);
    if (room.children[index] !== column.element) room.insertBefore(column.element, room.children[index] ?? null);
  }
  room.dataset.count = String(view.open.length);
  const empty = room.querySelector('.empty');
  if (view.open.length > 0) empty?.remove();
  else if (!empty) {
    const words =
      store.numbers.length > 0
        ? 'Choose a chat on the left.'
        : 'No business number has been set up on this emulator yet.';
    room.append(h('p', { class: 'empty' }, words));
  }
}
