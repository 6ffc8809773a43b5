// @ts-check
/** @import { EmulatorEvent, Logged } from './types.js' */
import { byId, h } from './dom.js';
import { excerpt, timeOf } from './format.js';
import { businessName, nameOf, on, store } from './store.js';
import { explain, view } from './view.js';

const mostRows = 1000;

/** @type {Record<string, string>} */
const kinds = {
  message: 'Messages',
  status: 'Statuses',
  request: 'Requests',
  callback: 'Callbacks',
  decision: 'Decisions',
  clock: 'Clock',
  fault: 'Faults',
  phone: 'Phones',
  optOut: 'Opt-outs',
};

/** The log of everything that happened, newest first, with filters. */
export function showEvents() {
  const kind = byId('events-kind', HTMLSelectElement);
  const words = byId('events-text', HTMLInputElement);
  const list = byId('events-list', HTMLElement);
  kind.append(...Object.entries(kinds).map(([value, label]) => h('option', { value }, label)));

  const fits = (/** @type {Logged} */ { event }) => {
    if (event.type === 'window' || event.type === 'setup') return false;
    const type = event.type === 'undelivered' ? 'message' : event.type;
    if (kind.value && type !== kind.value) return false;
    const wanted = words.value.trim().toLowerCase();
    return wanted === '' || `${titleOf(event)} ${JSON.stringify(event)}`.toLowerCase().includes(wanted);
  };
  const draw = () => {
    if (view.tab === 'events') list.replaceChildren(...store.log.filter(fits).toReversed().map(row));
  };
  on('all', draw);
  on('view', () => list.childElementCount === 0 && draw());
  on('log', (logged) => {
    if (view.tab !== 'events') list.replaceChildren();
    else if (fits(logged)) {
      list.prepend(row(logged));
      if (list.childElementCount > mostRows) list.lastElementChild?.remove();
    }
  });
  kind.addEventListener('change', draw);
  words.addEventListener('input', draw);
}

/** @param {Logged} logged */
function row({ at, event }) {
  const time = h('time', {}, at ? timeOf(at) : '');
  const kind = h('span', { class: `kind ${event.type}` }, event.type);
  const words = h('span', { class: 'words' }, titleOf(event));
  const about = messageOf(event);
  const inside =
    about === undefined
      ? [time, kind, words]
      : [time, kind, h('button', { class: 'text-button', onclick: () => explain(about) }, words)];
  return h('li', { class: isBad(event) ? 'bad' : '' }, ...inside);
}

/** @param {EmulatorEvent} event */
function messageOf(event) {
  if (event.type === 'message' || event.type === 'undelivered') return event.message.id;
  if (event.type === 'status') return event.messageId;
  return event.type === 'decision' ? event.explained.clientMessageId : undefined;
}

/** @param {EmulatorEvent} event */
function isBad(event) {
  if (event.type === 'undelivered') return true;
  return (event.type === 'callback' || event.type === 'request') && (event.status < 200 || event.status >= 300);
}

/** @param {EmulatorEvent} event */
function titleOf(event) {
  switch (event.type) {
    case 'message':
    case 'undelivered': {
      const { message, person, business } = event;
      const [from, to] =
        message.direction === 'in'
          ? [nameOf(person), businessName(business)]
          : [businessName(business), nameOf(person)];
      const failed = event.type === 'undelivered' ? ` (not delivered: ${event.message.error?.status})` : '';
      return `${from} → ${to}: ${excerpt({ ...message, error: null })}${failed}`;
    }
    case 'status':
      return `${event.status} · ${nameOf(event.person)}`;
    case 'callback':
      return `${event.event} → ${event.status || 'no answer'} in ${event.ms} ms${event.attempt > 1 ? `, try ${event.attempt}` : ''}`;
    case 'request':
      return `POST /v1/message → ${event.status || 'no answer'} in ${event.ms} ms${event.error ? ` · ${event.error}` : ''}`;
    case 'decision':
      return `${event.explained.decision}: ${event.explained.reason}`;
    case 'clock':
      return `the clock was moved: ${event.now}`;
    case 'fault':
      return `${event.kind}: ${event.left > 0 ? `${event.left} to come` : 'off'}`;
    case 'optOut':
      return `${businessName(event.business)} → ${nameOf(event.person)}: ${event.kind ? store.optOuts[event.kind] : 'everything arrives'}`;
    case 'phone':
      return `${event.name ?? event.person}: ${event.on ? 'on' : 'off'}`;
    default:
      return '';
  }
}
