// @ts-check
/** @import { Business } from './types.js' */
import { ask, copy, curl } from './api.js';
import { field, labelled } from './dialog.js';
import { byId, h } from './dom.js';
import { followReport } from './report.js';
import { businessName, nameOf, on, pairOf, store } from './store.js';
import { showFlights, showParcels } from './things.js';
import { showTickets } from './tickets.js';
import { view } from './view.js';

/** A form for a notification, and the command that does the same. */
export function showNotify() {
  let drawn = '';
  on('all', () => {
    const wanted = JSON.stringify([store.program, store.numbers]);
    if (wanted === drawn) return;
    drawn = wanted;
    draw();
  });
}

function draw() {
  const room = byId('notify', HTMLElement);
  const { program } = store;
  if (!program) {
    const words = 'The program behind these numbers has not registered an API for notifications with the emulator.';
    room.replaceChildren(h('p', { class: 'hint' }, words));
    return;
  }
  const result = h('div', { role: 'status', class: 'result' });
  const command = h('pre', { tabindex: '0', role: 'region', 'aria-label': 'The same with curl' });
  const showToken = h('input', { type: 'checkbox' });
  const { element, read, refresh } = notificationForm(drawCommand);
  let token = '';
  const commandText = () => {
    const headers = {
      Authorization: `Bearer ${showToken.checked && token ? token : '$API_TOKEN'}`,
      'Content-Type': 'application/json',
    };
    // In double quotes, the shell substitutes the token.
    const text = curl(`${program.apiUrl}/api/notifications`, { headers, body: read() });
    return text.replace("'Authorization: Bearer $API_TOKEN'", '"Authorization: Bearer $API_TOKEN"');
  };
  function drawCommand() {
    command.textContent = commandText();
  }
  showToken.addEventListener('change', async () => {
    if (showToken.checked && !token) token = (await ask('program/token')).json.token ?? '';
    drawCommand();
  });
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { ok, json } = await ask('program/notifications', read());
    if (!ok) result.replaceChildren(h('p', { class: 'problem' }, json.error ?? 'It was not accepted.'));
    else await followReport(result, json.id, read().to);
  });
  room.replaceChildren(
    ...(program.flights ? [showFlights()] : []),
    ...(program.parcels ? [showParcels()] : []),
    h('section', { class: 'card' }, h('h3', {}, `Tell somebody something, as ${program.name}`), element, result),
    h(
      'section',
      { class: 'card' },
      h('h3', {}, 'The same with curl'),
      command,
      h('label', { class: 'check' }, showToken, h('span', {}, 'Show the token')),
      h('button', { onclick: () => copy(commandText()) }, 'Copy as curl'),
    ),
    ...(program.tickets ? [showTickets()] : []),
  );
  on('view', refresh);
  on('phone', refresh);
  refresh();
  drawCommand();
}

/** @param {() => void} changed */
function notificationForm(changed) {
  const to = h('input', { name: 'to', required: true, list: 'persons', autocomplete: 'off' });
  const persons = h('datalist', { id: 'persons' });
  const from = h('select', { name: 'from' });
  const text = h('textarea', { name: 'text', rows: '2', required: true }, 'Your ticket is resolved.');
  const template = h('select', { name: 'template' });
  const slots = h('div', { class: 'slots' });
  const whenClosed = h(
    'select',
    { name: 'whenClosed' },
    option('', 'as the bot does by default'),
    option('template', 'send the template'),
    option('hold', 'hold it back'),
    option('refuse', 'do not send it'),
  );
  const topic = h('input', {
    name: 'topic',
    placeholder: 'an alert that the person signed up for',
    autocomplete: 'off',
  });
  const id = h('input', { name: 'id', placeholder: 'the same id is one notification', autocomplete: 'off' });
  const more = h(
    'details',
    {},
    h('summary', {}, 'More'),
    labelled('When the window is closed', whenClosed),
    labelled('Topic', topic),
    labelled('Id', id),
  );
  const element = h(
    'form',
    { class: 'fields' },
    labelled('To', to),
    persons,
    labelled('From', from),
    labelled('Text, while the window is open', text),
    labelled('Template, while it is closed', template),
    slots,
    more,
    h('button', { class: 'primary' }, 'Send'),
  );
  let touched = false;
  to.addEventListener('input', () => {
    touched = true;
  });

  /** @returns {Business | undefined} */
  const number = () => store.numbers.find((one) => one.number === from.value);

  function drawTemplates() {
    const names = [...new Set((number()?.templates ?? []).map(({ name }) => name))];
    template.replaceChildren(option('', 'none'), ...names.map((name) => option(name, name)));
    if (names[0]) template.value = names[0];
    drawSlots();
  }

  function drawSlots() {
    const chosen = number()?.templates.find(({ name }) => name === template.value);
    const names = [
      chosen?.slots ?? [],
      chosen?.header?.slot ?? [],
      (chosen?.buttons ?? []).map((one) => ('slot' in one && one.slot) || []),
    ].flat(2);
    slots.replaceChildren(
      ...names.map((slot) => field(slot, { name: `slot ${slot}`, required: true, value: samples[slot]?.() ?? '' })),
    );
  }

  /** @type {Record<string, (() => string) | undefined>} */
  const samples = { name: () => nameOf(to.value), ticket: () => 'T-42', summary: () => 'new bulb' };

  from.addEventListener('input', drawTemplates);
  template.addEventListener('input', drawSlots);
  // Registered last, so that it runs after those two.
  element.addEventListener('input', changed);
  from.replaceChildren(...store.numbers.map(({ number }) => option(number, `${businessName(number)} +${number}`)));
  drawTemplates();

  return {
    element,
    refresh() {
      persons.replaceChildren(...[...store.phones.keys()].map((person) => option(person, nameOf(person))));
      const { person, business } = pairOf(view.active);
      if (touched || !person || (to.value === person && from.value === business)) return;
      to.value = person;
      if (store.numbers.some((one) => one.number === business)) from.value = business;
      drawTemplates();
      changed();
    },
    /** @returns {{ to: string } & Record<string, unknown>} */
    read() {
      const given = new FormData(element);
      const value = (/** @type {string} */ name) => String(given.get(name) ?? '').trim();
      const parameters = Object.fromEntries(
        [...given.keys()].filter((name) => name.startsWith('slot ')).map((name) => [name.slice(5), value(name)]),
      );
      const optional = Object.fromEntries(
        ['whenClosed', 'topic', 'id'].map((name) => [name, value(name)]).filter(([, one]) => one),
      );
      const name = value('template');
      return {
        to: value('to'),
        from: value('from'),
        text: value('text'),
        ...(name && { template: { name, parameters } }),
        ...optional,
      };
    },
  };
}

/** @param {string} value @param {string} label */
function option(value, label) {
  return h('option', { value }, label);
}
