// @ts-check
import { deskChat } from './deskChat.js';
import { deskList } from './deskList.js';
import { calledOf, desk, followDesk, openConversation, openOne } from './deskStore.js';
import { byId } from './dom.js';
import { wholeOf } from './format.js';
import { now } from './store.js';
import { showTheme } from './theme.js';

const tickMs = 1000;

showTheme();
const agent = byId('agent', HTMLInputElement);
agent.value = localStorage.getItem('agent') ?? '';
agent.addEventListener('input', () => localStorage.setItem('agent', agent.value.trim()));
const list = deskList();
const chat = deskChat({
  leave: () => {
    document.body.dataset.part = 'list';
    list.focus(desk.open);
  },
});
let opened = '';
/** Those that wait, and the last message of the open one, as they were told last. @type {Set<string> | undefined} */
let told;
let lastSaid = '';

desk.open = decodeURIComponent(location.hash.slice(1));
document.querySelector('.skip')?.addEventListener('click', (event) => {
  event.preventDefault();
  byId('conversation', HTMLElement).focus();
});
addEventListener('hashchange', () => openConversation(decodeURIComponent(location.hash.slice(1))));
setInterval(() => {
  tick();
  list.tick();
  chat.tick();
}, tickMs);
followDesk(() => {
  tick();
  const lost = byId('lost', HTMLElement);
  lost.hidden = desk.problem === '';
  if (lost.textContent !== desk.problem) lost.textContent = desk.problem;
  list.draw();
  chat.draw();
  tell();
  const conversation = openOne();
  if (conversation && conversation.id !== opened) {
    document.body.dataset.part = 'chat';
    chat.focus();
  }
  opened = conversation?.id ?? '';
  document.documentElement.dataset.ready = 'true';
});

function tick() {
  byId('now', HTMLElement).textContent = wholeOf(now());
}

/** Tells those who do not see the page what is new. */
function tell() {
  const waiting = desk.conversations.filter(({ state }) => state === 'waiting');
  const news = told ? waiting.filter(({ id }) => !told?.has(id)) : [];
  told = new Set(waiting.map(({ id }) => id));
  const conversation = openOne();
  const last = desk.messages.findLast(({ from }) => from === 'person');
  const isNew = last && conversation?.id === opened && lastSaid !== '' && last.id !== lastSaid;
  lastSaid = last?.id ?? (conversation?.id === opened && desk.messages.length > 0 ? 'none' : '');
  const words = [
    ...news.map((each) => `${calledOf(each)} waits: ${each.reason}.`),
    ...(isNew && conversation ? [`${calledOf(conversation)}: ${last.text}`] : []),
  ];
  document.title = waiting.length > 0 ? `(${waiting.length}) Agents` : 'Agents';
  if (words.length > 0) byId('said', HTMLElement).textContent = words.join(' ');
}
