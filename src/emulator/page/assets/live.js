// @ts-check
/** @import { EmulatorEvent, Logged, PageState, Thread, ThreadMessage, ThreadView } from './types.js' */
import { ask } from './api.js';
import { chatOf, keyOf, newPhone, store, tell } from './store.js';

const types = [
  'message',
  'undelivered',
  'status',
  'callback',
  'request',
  'decision',
  'phone',
  'window',
  'clock',
  'fault',
  'optOut',
  'setup',
  'reset',
];
const keptLog = 1000;

/** Events that arrived before the state that they change. @type {Logged[]} */
let early = [];
let ready = false;
let lastAt = '';

/** Follows the emulator: first its whole state, then each event. Starts over whenever the connection comes back. */
export function follow() {
  // From the first event that is kept, so that a reload shows the same log.
  const events = new EventSource('/_emulator/events?after=0');
  for (const type of types) {
    events.addEventListener(type, (message) => {
      /** @type {EmulatorEvent} */
      const event = JSON.parse(message.data);
      heard({ id: Number(message.lastEventId), at: whenOf(event), event });
    });
  }
  events.addEventListener('open', () => load());
  events.addEventListener('error', () => {
    store.connected = false;
    tell('connection', undefined);
  });
}

/** Fetches the whole state, including the open chats. */
async function load() {
  ready = false;
  const { ok, json } = await ask('state');
  if (!ok) return;
  take(json);
  await Promise.all([...store.threads.keys()].map((key) => fetchThread(key)));
  ready = true;
  store.connected = true;
  tell('connection', undefined);
  tell('all', undefined);
  for (const logged of early.splice(0)) apply(logged);
}

/** @param {PageState} state */
function take(state) {
  store.lastEventId = state.lastEventId;
  store.aheadMs = Date.parse(state.now) - Date.now();
  store.offsetMs = state.offsetMs;
  store.url = state.url;
  store.numbers = state.numbers;
  store.faults = state.faults;
  store.optOuts = state.optOuts;
  store.program = state.program;
  store.phones = new Map(state.phones.map(({ chats, ...phone }) => [phone.from, phone]));
  const unread = new Map([...store.chats].map(([key, chat]) => [key, chat.unread]));
  store.chats.clear();
  for (const { from, chats } of state.phones) {
    for (const { to, closesAt, last, optOut } of chats) {
      const key = keyOf(from, to);
      store.chats.set(key, {
        person: from,
        business: to,
        unread: unread.get(key) ?? 0,
        optOut,
        ...(closesAt !== null && { closesAt: Date.parse(closesAt) }),
        ...(last && { last }),
      });
    }
  }
}

/** @type {Map<string, Promise<Thread>>} */
const underWay = new Map();

/** The messages of a chat, fetched on first use. @param {string} key */
export async function threadOf(key) {
  const known = store.threads.get(key);
  if (known) return known;
  const fetching = underWay.get(key) ?? fetchThread(key).finally(() => underWay.delete(key));
  underWay.set(key, fetching);
  return fetching;
}

/** @param {string} key @returns {Promise<Thread>} */
async function fetchThread(key) {
  const { person, business } = chatOf(key);
  const { ok, json } = await ask(`thread?${new URLSearchParams({ person, business })}`);
  /** @type {ThreadView} */
  const view = ok ? json : { lastEventId: 0, messages: [], unsent: [] };
  const thread = {
    messages: new Map(view.messages.map((message) => [message.id, message])),
    unsent: view.unsent,
    lastEventId: view.lastEventId,
  };
  store.threads.set(key, thread);
  tell('thread', key);
  return thread;
}

/** @param {Logged} logged */
function heard(logged) {
  if (logged.event.type === 'reset') {
    store.log.length = 0;
    store.threads.clear();
    early = [];
    load();
    return;
  }
  store.log.push(logged);
  if (store.log.length > keptLog) store.log.shift();
  tell('log', logged);
  if (ready) apply(logged);
  else early.push(logged);
}

/** @param {Logged} logged */
function apply({ id, event }) {
  if (id <= store.lastEventId) return;
  switch (event.type) {
    case 'message':
      return newMessage(id, keyOf(event.person, event.business), { ...event.message, error: null });
    case 'undelivered':
      return newMessage(id, keyOf(event.person, event.business), event.message);
    case 'status':
      return newStatus(id, keyOf(event.person, event.business), event);
    case 'window':
      return opened(keyOf(event.person, event.business), Date.parse(event.closesAt));
    case 'decision':
      return decided(id, event);
    case 'callback':
    case 'request':
      return tell('wire', event);
    case 'phone': {
      const { person, name, on, reads, onWhatsApp } = event;
      store.phones.set(person, { from: person, name, on, reads, onWhatsApp });
      return tell('phone', person);
    }
    case 'clock':
      store.aheadMs = Date.parse(event.now) - Date.now();
      store.offsetMs = event.offsetMs;
      return tell('clock', undefined);
    case 'optOut': {
      const key = keyOf(event.person, event.business);
      opened(key).optOut = event.kind;
      return tell('chat', key);
    }
    case 'fault':
      store.faults.left = { ...store.faults.left, [event.kind]: event.left };
      return tell('faults', undefined);
    default:
      load();
  }
}

/** A message that is new, or that has changed. @param {number} id @param {string} key @param {ThreadMessage} message */
function newMessage(id, key, message) {
  const chat = opened(key);
  const thread = store.threads.get(key);
  const behind = thread && id > thread.lastEventId;
  const isUpdate = thread?.messages.has(message.id) ?? looksOld(message);
  if (message.kind !== 'reaction') {
    if (!isUpdate || chat.last?.id === message.id) chat.last = message;
    if (!isUpdate && message.direction === 'out' && !message.error) chat.unread++;
    if (behind) thread.messages.set(message.id, message);
  }
  tell('message', { key, id: message.id, isNew: !isUpdate });
  tell('chat', key);
}

/** A message that is announced again has something that a new one cannot have yet. @param {ThreadMessage} message */
function looksOld({ direction, status, statuses, reactions }) {
  return statuses.length > 0 || reactions !== undefined || (direction === 'in' && status === 'read');
}

/**
 * @param {number} id
 * @param {string} key
 * @param {{ messageId: string, status: string, at: string }} event
 */
function newStatus(id, key, { messageId, status, at }) {
  const thread = store.threads.get(key);
  const chat = chatOf(key);
  const message = thread?.messages.get(messageId) ?? (chat.last?.id === messageId ? chat.last : undefined);
  if (message && !message.statuses.some((one) => one.status === status)) {
    message.statuses.push({ status, at });
    if (status === 'READ') message.status = 'read';
    else if (status === 'DEVICE_ACK' && message.status === 'sent') message.status = 'delivered';
    if (chat.last?.id === messageId) chat.last = message;
  }
  if (thread && id > thread.lastEventId) tell('message', { key, id: messageId, isNew: false });
  tell('chat', key);
  tell('wire', pairIn(key));
}

/** @param {string} key @param {number} [closesAt] */
function opened(key, closesAt) {
  const chat = chatOf(key);
  store.chats.set(key, chat);
  if (!store.phones.has(chat.person)) {
    store.phones.set(chat.person, newPhone(chat.person));
    tell('phone', chat.person);
  }
  if (closesAt !== undefined) {
    chat.closesAt = closesAt;
    tell('chat', key);
  }
  return chat;
}

/** @param {number} id @param {Extract<EmulatorEvent, { type: 'decision' }>} event */
function decided(id, { explained }) {
  const { to, decision } = explained;
  if (!to) return tell('wire', {});
  const key = keyOf(to.person, to.business);
  const thread = store.threads.get(key);
  if (thread && id > thread.lastEventId && (decision === 'refuse' || decision === 'hold')) {
    thread.unsent.push(explained);
    tell('unsent', { key });
  }
  tell('wire', { person: to.person, business: to.business });
}

/** @param {string} key */
function pairIn(key) {
  const { person, business } = chatOf(key);
  return { person, business };
}

/** When it happened, or when the event before it did if it does not say. @param {EmulatorEvent} event */
function whenOf(event) {
  if (event.type === 'message' || event.type === 'undelivered') {
    const last = event.message.statuses.at(-1);
    lastAt = last && last.at > event.message.at ? last.at : event.message.at;
  } else if (event.type === 'status' || event.type === 'request') lastAt = event.at;
  else if (event.type === 'clock') lastAt = event.now;
  else if (event.type === 'decision') lastAt = new Date(event.explained.at).toISOString();
  return lastAt;
}
