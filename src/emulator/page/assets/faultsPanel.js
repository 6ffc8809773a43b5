// @ts-check
import { call } from './api.js';
import { byId, h } from './dom.js';
import { on, store } from './store.js';

const always = 1_000_000;

/** @type {[string, string[]][]} */
const groups = [
  [
    'Requests',
    [
      'error500',
      'error503',
      'rateLimit',
      'noBalance',
      'addressNotApproved',
      'askRefused',
      'refuse',
      'resetAfterAccept',
      'timeoutAfterAccept',
    ],
  ],
  [
    'Messages',
    [
      'windowRefused',
      'windowRefusedAtSubmit',
      'templatePaused',
      'nativeRefused',
      'nativeFailed',
      'nativeAsText',
      'cardRefused',
      'quoteRefused',
      'quoteIgnored',
      'lost',
      'optedOut',
      'noBalanceLater',
      'rateLimitLater',
      'partial',
      'shuffle',
    ],
  ],
  ['Callbacks', ['lateCallback', 'duplicateCallback', 'statusFirst', 'namelessStatus', 'tapLost', 'tapAsText']],
  ['Media', ['mediaOff', 'mediaRefused', 'mediaError', 'mediaTampered', 'fileRefused', 'inlineRefused']],
];

/** @type {Record<string, string>} */
const titles = {
  error500: 'Server error 500',
  error503: 'Server busy 503',
  rateLimit: 'Rate limit',
  noBalance: 'No balance',
  addressNotApproved: 'IP address not approved',
  refuse: 'Connection refused',
  resetAfterAccept: 'Accepted, then the line breaks',
  timeoutAfterAccept: 'Accepted, never answered',
  windowRefused: 'Window refused although open',
  windowRefusedAtSubmit: 'Window refused at once',
  templatePaused: 'Template paused',
  nativeRefused: 'Buttons and lists refused',
  nativeFailed: 'Buttons and lists fail later',
  optedOut: 'Person opted out',
  noBalanceLater: 'Accepted, then no balance',
  rateLimitLater: 'Accepted, then rate limit',
  partial: 'Every second message refused',
  shuffle: 'Answers in another order',
  lateCallback: 'Callbacks overtake each other',
  duplicateCallback: 'Callbacks come twice',
  statusFirst: 'Status before the answer',
  namelessStatus: 'Status without our id',
  askRefused: 'Questions refused (IP address)',
  nativeAsText: 'Buttons and lists arrive as words',
  cardRefused: 'Contacts and places refused',
  quoteRefused: 'Quotes refused',
  quoteIgnored: 'Quotes left out',
  lost: 'Accepted, then lost',
  tapLost: 'Taps not told',
  tapAsText: 'Taps told as texts',
  mediaOff: 'Uploads not enabled',
  fileRefused: 'Uploaded files refused',
  inlineRefused: 'Files inside messages refused',
  mediaRefused: 'Upload refused',
  mediaError: 'Upload fails',
  mediaTampered: 'Download brings other bytes',
};

/** @type {Map<string, () => void>} */
const rows = new Map();

/** Switches for everything that can go wrong at the provider. */
export function showFaults() {
  on('all', draw);
  on('faults', refresh);
}

function draw() {
  const kinds = Object.keys(store.faults.kinds);
  if (rows.size === kinds.length) return refresh();
  rows.clear();
  const grouped = new Set(groups.flatMap(([, members]) => members));
  const all = [...groups, /** @type {[string, string[]]} */ (['Other', kinds.filter((kind) => !grouped.has(kind))])];
  const sections = all.map(([title, members]) => {
    const here = members.filter((kind) => kinds.includes(kind));
    return h('section', { class: 'card', hidden: here.length === 0 }, h('h3', {}, title), ...here.map(row));
  });
  const intro = h(
    'p',
    { class: 'hint' },
    'What the provider does wrong, the next time or so many times. A fault that has hit as often as it should is off again. That one person has opted out, for as long as you like, is set with the pencil beside their phone.',
  );
  byId('faults', HTMLElement).replaceChildren(intro, ...sections);
  refresh();
}

/** @param {string} kind */
function row(kind) {
  const title = titles[kind] ?? kind;
  const times = h(
    'select',
    { 'aria-label': `${title}: how often` },
    ...[1, 2, 5, 20].map((count) => h('option', { value: count }, count === 1 ? 'once' : `${count} times`)),
    h('option', { value: always }, 'always'),
  );
  const left = h('small', { class: 'left' });
  const isOn = () => (faultsLeft()[kind] ?? 0) > 0;
  const toggle = h(
    'button',
    {
      class: 'switch',
      role: 'switch',
      'aria-label': title,
      'aria-checked': 'false',
      'data-fault': kind,
      onclick: () => call('fault', { kind, count: isOn() ? 0 : Number(times.value) }),
    },
    h('span', {}),
  );
  times.addEventListener('change', () => isOn() && call('fault', { kind, count: Number(times.value) }));
  rows.set(kind, () => {
    const count = faultsLeft()[kind] ?? 0;
    toggle.setAttribute('aria-checked', String(count > 0));
    left.textContent = count === 0 ? '' : count > 1000 ? 'on' : `${count} to come`;
  });
  return h(
    'div',
    { class: 'fault' },
    h('div', {}, h('strong', {}, title), h('small', {}, store.faults.kinds[kind])),
    h('div', { class: 'fault-controls' }, left, times, toggle),
  );
}

/** @returns {Readonly<Record<string, number>>} */
function faultsLeft() {
  return store.faults.left;
}

function refresh() {
  for (const update of rows.values()) update();
  const active = Object.values(faultsLeft()).filter((count) => count > 0).length;
  const badge = byId('faults-on', HTMLElement);
  badge.textContent = active === 0 ? '' : String(active);
  badge.hidden = active === 0;
}
