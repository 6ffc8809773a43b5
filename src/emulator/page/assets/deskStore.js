// @ts-check
/** @import { DeskConversation, DeskMessage, PageState } from './types.js' */
import { ask } from './api.js';
import { now, store } from './store.js';

const everyMs = 2000;
const settleMs = 150;
/** What happens at the provider and may change what the desk shows. */
const types = ['message', 'status', 'undelivered', 'window', 'decision', 'callback', 'clock', 'setup', 'reset'];

/** What agents see. Only this file writes it. */
export const desk = {
  /** @type {DeskConversation[]} */
  conversations: [],
  /** The id of the open one; empty if there is none. */
  open: '',
  /** Those of the open one. @type {DeskMessage[]} */
  messages: [],
  /** Why nothing can be shown; empty if something can. */
  problem: '',
};

/** @type {() => void} */
let changed = () => {};
let isAsking = false;
let isWanted = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/**
 * Keeps the desk up to date: at once when something happens at the provider, and every two seconds while the page is
 * seen, for what happens in the program alone.
 *
 * @param {() => void} onChange
 */
export function followDesk(onChange) {
  changed = onChange;
  const events = new EventSource('/_emulator/events');
  for (const type of types) {
    events.addEventListener(type, () => {
      if (type === 'clock' || type === 'setup' || type === 'reset') takeState();
      soon();
    });
  }
  events.addEventListener('open', async () => {
    await takeState();
    await refresh();
  });
  setInterval(() => document.visibilityState === 'visible' && refresh(), everyMs);
  document.addEventListener('visibilitychange', soon);
}

/** @returns {DeskConversation | undefined} */
export const openOne = () => desk.conversations.find(({ id }) => id === desk.open);

/** @param {string} id */
export async function openConversation(id) {
  desk.open = id;
  desk.messages = [];
  history.replaceState(null, '', id === '' ? location.pathname : `#${encodeURIComponent(id)}`);
  changed();
  await refresh();
}

/** What the page calls a person. @param {Pick<DeskConversation, 'name' | 'person'>} conversation */
export const calledOf = ({ name, person }) => name || `+${person}`;

/** When the window closes, epoch ms; `undefined` if the person never wrote. @param {DeskConversation} conversation */
export function closesAt({ window }) {
  if (window.state === 'unknown' || window.closesAt === undefined) return undefined;
  const at = Date.parse(window.closesAt);
  return window.state === 'closed' ? Math.min(at, now()) : at;
}

/** The approved templates of a number. @param {string} business */
export const templatesOf = (business) => store.numbers.find(({ number }) => number === business)?.templates ?? [];

/**
 * Calls the program about a conversation, under the name that the agent goes by here, and shows what comes of it.
 *
 * @param {string} id
 * @param {'reply' | 'close' | 'open'} what
 * @param {object} body
 */
export async function act(id, what, body) {
  const agent = localStorage.getItem('agent');
  const said = what === 'close' || !agent ? body : { ...body, agent };
  const answer = await ask(`program/conversations/${encodeURIComponent(id)}/${what}`, said);
  await refresh();
  return answer;
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, settleMs);
}

async function takeState() {
  const { ok, json } = await ask('state');
  if (!ok) return;
  /** @type {PageState} */
  const state = json;
  store.aheadMs = Date.parse(state.now) - Date.now();
  store.numbers = state.numbers;
  store.program = state.program;
}

/** Asks for everything that is shown; once more if something has happened meanwhile. */
async function refresh() {
  isWanted = true;
  if (isAsking) return;
  isAsking = true;
  try {
    while (isWanted) {
      isWanted = false;
      await take();
    }
  } finally {
    isAsking = false;
  }
}

async function take() {
  const before = JSON.stringify([desk.conversations, desk.messages, desk.problem]);
  const { ok, json } = await ask('program/conversations?all');
  desk.problem = ok ? '' : (json.error ?? 'The program does not answer.');
  if (ok) desk.conversations = json.conversations;
  const { open } = desk;
  if (ok && open !== '') {
    const said = await ask(`program/conversations/${encodeURIComponent(open)}/messages`);
    if (open === desk.open && said.ok) desk.messages = said.json.messages;
  }
  if (JSON.stringify([desk.conversations, desk.messages, desk.problem]) !== before) changed();
}
