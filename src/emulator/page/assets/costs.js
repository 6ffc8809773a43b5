// @ts-check
import { ask } from './api.js';
import { labelled } from './dialog.js';
import { byId, h } from './dom.js';
import { businessName, on, store } from './store.js';
import { view } from './view.js';

/** The program counts, and stores its counts about once a second. */
const settleMs = 1200;

/** @type {[string, string][]} */
const ways = [
  ['category', 'Category'],
  ['template', 'Template'],
  ['topic', 'Topic'],
  ['number', 'Number'],
  ['day', 'Day'],
];

/**
 * @typedef {{ sent: number, delivered: number, charged: number | null, cost: number | null, asTemplates: number | null, saved: number | null }} Costs
 * @typedef {Costs & { key: string | null }} CostRow
 * @typedef {{ by: string, since: string, until: string, currency: string | null, asOf: string | null, source: string | null, rows: CostRow[], total: Costs }} CostReport
 */

/** What this month's messages cost, and what the window saved. */
export function showCosts() {
  const room = byId('costs', HTMLElement);
  const by = h('select', {}, ...ways.map(([value, label]) => h('option', { value }, label)));
  const result = h('div', { class: 'costs' });
  const card = h('section', { class: 'card' }, h('h3', {}, 'Costs of this month'), labelled('By', by), result);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const draw = async () => {
    if (view.tab !== 'costs') return;
    if (!store.program?.costs) {
      const words = 'The program behind these numbers has not registered a cost report with the emulator.';
      room.replaceChildren(h('p', { class: 'hint' }, words));
      return;
    }
    const { ok, json } = await ask(`program/costs?${new URLSearchParams({ by: by.value })}`);
    if (!card.isConnected) room.replaceChildren(card);
    result.replaceChildren(...(ok ? told(json) : [h('p', { class: 'problem' }, json.error ?? 'There is no answer.')]));
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, settleMs);
  };
  by.addEventListener('change', draw);
  on('view', draw);
  on('all', draw);
  on('wire', soon);
}

/** @param {CostReport} report */
function told({ by, currency, asOf, source, rows, total }) {
  const label = ways.find(([value]) => value === by)?.[1] ?? by;
  const heads = [label, 'Sent', 'Delivered', 'Cost', 'As templates', 'Saved'].map((words) =>
    h('th', { scope: 'col' }, words),
  );
  const table = h(
    'table',
    {},
    h('caption', { class: 'vh' }, `Costs by ${label.toLowerCase()}, in ${currency ?? 'no currency'}`),
    h('thead', {}, h('tr', {}, ...heads)),
    h('tbody', {}, ...rows.map((row) => line(keyOf(by, row.key), row))),
    h('tfoot', {}, line('In all', total)),
  );
  const saved =
    total.saved === null
      ? 'There is no price table: messages are counted alone.'
      : `The window saved ${currency} ${amount(total.saved)}: as templates, all of this would have cost ${amount(total.asTemplates)}.`;
  const from = asOf === null ? [] : [h('p', { class: 'hint' }, `${currency}, prices of ${asOf}. ${source}`)];
  return [
    h('p', {}, saved),
    h('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': 'Costs' }, table),
    ...from,
  ];
}

/** @param {string} name @param {Costs} costs */
function line(name, { sent, delivered, cost, asTemplates, saved }) {
  const values = [String(sent), String(delivered), amount(cost), amount(asTemplates), amount(saved)];
  return h('tr', {}, h('th', { scope: 'row' }, name), ...values.map((value) => h('td', {}, value)));
}

/** @param {string} by @param {string | null} key */
function keyOf(by, key) {
  if (key === null) return by === 'template' ? 'no template' : 'no topic';
  return by === 'number' ? businessName(key) : key;
}

/** @param {number | null} units */
function amount(units) {
  return units === null ? '–' : units.toFixed(4);
}
