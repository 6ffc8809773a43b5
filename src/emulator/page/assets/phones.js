// @ts-check
import { call } from './api.js';
import { byId, h, hidden, icon } from './dom.js';
import { excerpt } from './format.js';
import { addPerson, editPerson } from './personDialog.js';
import { ring } from './ring.js';
import { businessName, chatOf, firstPerson, keyOf, nameOf, on, phoneOf, store } from './store.js';
import { openChat, view } from './view.js';

/** The function that updates each row. @type {Map<string, () => void>} */
const rows = new Map();

/** The list of phones, each with its chats. */
export function showPhones() {
  byId('add-person', HTMLButtonElement).addEventListener('click', addPerson);
  on('all', draw);
  on('phone', drawSoon);
  on('chat', (key) => (rows.has(key) ? rows.get(key)?.() : drawSoon()));
  on('view', () => (shownChats() === drawn ? refresh() : drawSoon()));
  on('clock', refresh);
  setInterval(refresh, 20_000);
}

let isDue = false;
/** The chats that were open when the list was drawn: an empty one has a row only as long as it is open. */
let drawn = '';

const shownChats = () => view.open.toSorted().join();

/** Runs once for all phones that change together. */
function drawSoon() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    draw();
  });
}

function refresh() {
  for (const update of rows.values()) update();
}

function draw() {
  const persons = store.phones.size > 0 ? [...store.phones.keys()] : [firstPerson.id];
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.focus : undefined;
  rows.clear();
  drawn = shownChats();
  byId('phone-list', HTMLElement).replaceChildren(...persons.map((person, place) => phone(person, place === 0)));
  for (const one of document.querySelectorAll('#phone-list [data-focus]')) {
    if (one instanceof HTMLElement && one.dataset.focus === focused) one.focus();
  }
  refresh();
}

/**
 * A phone with its chats. Only the first one lists every business, so that a newcomer sees which there are.
 *
 * @param {string} person
 * @param {boolean} isFirst
 */
function phone(person, isFirst) {
  const { on: isOn } = phoneOf(person);
  const name = nameOf(person);
  const shown = store.numbers.filter(({ number }) => isFirst || hasChat(person, number));
  const others = store.numbers.filter((number) => !shown.includes(number));
  return h(
    'section',
    { class: 'phone', 'aria-label': `Phone of ${name}` },
    h(
      'header',
      {},
      h('h3', {}, name, h('small', {}, name.startsWith('+') ? '' : ` +${person}`)),
      h(
        'button',
        {
          class: 'plain',
          'data-focus': `edit ${person}`,
          'aria-label': `Change the phone of ${name}`,
          onclick: () => editPerson(person),
        },
        icon('edit'),
      ),
      powerSwitch(person, isOn),
    ),
    ...shown.map(({ number }) => row(person, number)),
    others.length > 0 && h('div', { class: 'others' }, ...others.map(({ number }) => firstWords(person, number))),
  );
}

/** Whether the person talks with the business, or the page has the chat open. @param {string} person @param {string} business */
function hasChat(person, business) {
  const key = keyOf(person, business);
  return chatOf(key).last !== undefined || view.open.includes(key);
}

/** Opens a chat that is still empty. @param {string} person @param {string} business */
function firstWords(person, business) {
  const key = keyOf(person, business);
  const label = `Write to ${businessName(business)} as ${nameOf(person)}`;
  return h(
    'button',
    { class: 'small', 'data-focus': key, 'aria-label': label, onclick: () => openChat(key) },
    `+ ${businessName(business)}`,
  );
}

/** @param {string} person @param {boolean} isOn */
export function powerSwitch(person, isOn) {
  return h(
    'button',
    {
      class: 'switch',
      role: 'switch',
      'data-focus': `power ${person}`,
      'aria-checked': String(isOn),
      'aria-label': `Phone of ${nameOf(person)} is on`,
      title: isOn ? 'Phone is on. Off: messages wait.' : 'Phone is off: messages wait.',
      onclick: () => call('phone', { from: person, on: !isOn }),
    },
    h('span', {}),
  );
}

/** @param {string} person @param {string} business */
function row(person, business) {
  const key = keyOf(person, business);
  const picture = ring(businessName(business));
  const last = h('small', { class: 'last' });
  const unread = h('span', { class: 'badge', hidden: true });
  const words = hidden('');
  const open = h(
    'button',
    { class: 'chat-row', 'data-focus': key, onclick: (event) => openChat(key, event.ctrlKey || event.metaKey) },
    picture.element,
    h('span', { class: 'who' }, h('strong', {}, businessName(business)), last),
    unread,
    words,
  );
  const beside = h(
    'button',
    {
      class: 'plain beside',
      'data-focus': `beside ${key}`,
      'aria-label': `Open ${businessName(business)} on the phone of ${nameOf(person)} beside the others`,
      title: 'Open beside',
      onclick: () => openChat(key, true),
    },
    icon('beside'),
  );
  rows.set(key, () => {
    const chat = chatOf(key);
    if (view.open.includes(key)) chat.unread = 0;
    const shown = picture.show(chat.closesAt);
    words.textContent = `. ${shown.words}.${chat.unread ? ` ${chat.unread} new.` : ''}`;
    open.title = shown.words;
    last.textContent = chat.last ? excerpt(chat.last) : 'No message yet';
    unread.textContent = String(chat.unread);
    unread.hidden = chat.unread === 0;
    open.setAttribute('aria-current', String(view.open.includes(key)));
    open.classList.toggle('active', view.active === key);
  });
  return h('div', { class: 'row' }, open, beside);
}
