// @ts-check
import { firstPerson, keyOf, store, tell } from './store.js';

/** What is open on the page. It is kept in the address, so that a reload or a colleague sees the same. */
export const view = {
  /** Keys of the chats that are shown side by side. @type {string[]} */
  open: [],
  /** The active one among them. */
  active: '',
  /** @type {Tab} */
  tab: 'why',
  /** The message that is explained, by the provider's id or the program's. If empty, the newest one. */
  message: '',
  /** On a small screen, which part fills it. @type {'phones' | 'chat' | 'panel'} */
  part: 'chat',
};

/** @typedef {'why' | 'notify' | 'faults' | 'events' | 'costs'} Tab */
/** @type {readonly Tab[]} */
export const tabs = ['why', 'notify', 'faults', 'events', 'costs'];

const most = 6;

export function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  view.open = (given.get('chats') ?? '').split(',').filter((key) => key.includes('/'));
  view.active = given.get('active') ?? view.open[0] ?? '';
  view.tab = tabs.find((tab) => tab === given.get('tab')) ?? view.tab;
  view.message = given.get('message') ?? '';
}

/** Opens a chat in place of the active one, or next to it. @param {string} key @param {boolean} [beside] */
export function openChat(key, beside = false) {
  const place = view.open.indexOf(view.active);
  if (view.open.includes(key)) view.active = key;
  else if (beside || place < 0) view.open = [...view.open, key].slice(-most);
  else view.open = view.open.with(place, key);
  choose(key);
  view.part = 'chat';
  changed();
}

/** @param {string} key */
export function closeChat(key) {
  view.open = view.open.filter((one) => one !== key);
  if (view.active === key) choose(view.open.at(-1) ?? '');
  changed();
}

/** @param {string} key */
export function activate(key) {
  if (view.active === key) return;
  choose(key);
  changed();
}

/** A message that was explained belongs to the chat that was active. @param {string} key */
function choose(key) {
  if (view.active !== key) view.message = '';
  view.active = key;
}

/** Explains the newest message of the active chat from now on. */
export function chooseNewest() {
  view.message = '';
  changed();
}

/** @param {Tab} tab */
export function showTab(tab) {
  view.tab = tab;
  view.part = 'panel';
  changed();
}

/** Explains a message. @param {string} id */
export function explain(id) {
  view.message = id;
  showTab('why');
}

/** @param {'phones' | 'chat' | 'panel'} part */
export function showPart(part) {
  view.part = part;
  changed();
}

/** What to show if the address names nothing: the newest chat, or the first possible one. */
export function openFirst() {
  if (view.open.length > 0 || store.numbers.length === 0) return;
  const chats = [...store.chats.values()].filter(({ last }) => last);
  const newest = chats.reduce((a, b) => ((a?.last?.at ?? '') >= (b.last?.at ?? '') ? a : b), chats[0]);
  const { person, business } = newest ?? {
    person: [...store.phones.keys()][0] ?? firstPerson.id,
    business: store.numbers[0]?.number ?? '',
  };
  view.open = [keyOf(person, business)];
  view.active = view.open[0] ?? '';
}

export function changed() {
  const { open, active, tab, message } = view;
  const fields = new URLSearchParams({ chats: open.join(','), ...(open.length > 1 && { active }), tab });
  if (message) fields.set('message', message);
  history.replaceState(null, '', `#${fields.toString().replaceAll('%2F', '/').replaceAll('%2C', ',')}`);
  tell('view', undefined);
}
