// @ts-check
import { ask } from './api.js';
import { labelled } from './dialog.js';
import { h } from './dom.js';
import { followReport } from './report.js';
import { nameOf, on } from './store.js';
import { view } from './view.js';

const settleMs = 300;

/** The open tickets, each with a form that resolves it. */
export function showTickets() {
  const list = h('div', { class: 'tickets' });
  const result = h('div', { role: 'status', class: 'result' });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  async function draw() {
    if (view.tab !== 'notify') return;
    const { ok, json } = await ask('program/tickets?state=open');
    const tickets = ok && Array.isArray(json.tickets) ? json.tickets : [];
    const known = new Map([...list.querySelectorAll('form')].map((form) => [form.dataset.id, form]));
    const rows = tickets.map((/** @type {Ticket} */ ticket) => known.get(ticket.id) ?? row(ticket));
    list.replaceChildren(...(rows.length > 0 ? rows : [h('p', { class: 'hint' }, 'No ticket is open.')]));
  }

  /** @param {Ticket} ticket */
  function row({ id, subject, person }) {
    const summary = h('input', { name: 'summary', required: true, value: 'new bulb', autocomplete: 'off' });
    const form = h(
      'form',
      { class: 'ticket', 'data-id': id },
      h('p', {}, h('strong', {}, id), ` ${subject ?? ''}`, h('small', {}, ` of ${nameOf(person)}`)),
      labelled('How it was resolved', summary),
      h('button', { class: 'primary' }, `Resolve ${id}`),
    );
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const { ok, json } = await ask(`program/tickets/${encodeURIComponent(id)}/resolve`, { summary: summary.value });
      if (!ok) result.replaceChildren(h('p', { class: 'problem' }, json.error ?? 'It was not accepted.'));
      else {
        await followReport(result, json.notification, person);
        await draw();
      }
    });
    return form;
  }

  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, settleMs);
  };
  on('view', soon);
  on('message', soon);
  draw();
  return h('section', { class: 'card' }, h('h3', {}, 'Open tickets'), list, result);
}

/** @typedef {{ id: string, subject?: string, person: string }} Ticket */
