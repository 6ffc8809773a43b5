// @ts-check
import { ask } from './api.js';
import { labelled } from './dialog.js';
import { h } from './dom.js';
import { dayAndTimeOf } from './format.js';
import { showOutcomes } from './outcomes.js';
import { on } from './store.js';
import { view } from './view.js';

/** @typedef {Record<string, string | null | undefined>} Thing */

/** The states of what people sign up for, and what else of it can change: its name here, and the kind of its field. */
const kinds = {
  flights: {
    states: ['scheduled', 'delayed', 'boarding', 'departed', 'landed', 'diverted', 'cancelled'],
    fields: { gate: ['Gate', 'text'], departs: ['Departs', 'datetime-local'] },
  },
  parcels: {
    states: ['accepted', 'in-transit', 'out-for-delivery', 'ready-to-collect', 'delayed', 'delivered', 'returned'],
    fields: { place: ['Place', 'text'], expected: ['Expected', 'date'] },
  },
};

/** A time with its offset. The field has the time alone, as it is at that place. */
const moment = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** All flights, each with a form that changes it, and so tells everybody who has signed up. */
export function showFlights() {
  const list = h('div', { class: 'things' });
  /** @type {Map<string, (flight: Thing) => void>} */
  const rows = new Map();

  async function draw() {
    if (view.tab !== 'notify') return;
    const { ok, json } = await ask('program/flights');
    /** @type {(Thing & { id: string })[]} */
    const flights = ok && Array.isArray(json.flights) ? json.flights : [];
    if (flights.length === 0) {
      rows.clear();
      list.replaceChildren(h('p', { class: 'hint' }, ok ? 'There are none.' : (json.error ?? 'There is no answer.')));
    } else if (rows.size === 0) list.replaceChildren();
    for (const flight of flights) {
      const update = rows.get(flight.id) ?? row(flight.id, flight);
      rows.set(flight.id, update);
      update(flight);
    }
  }

  /** @param {string} id @param {Thing} first */
  function row(id, first) {
    const summary = h('summary');
    const { element, show } = form('flights', first, () => id, draw);
    list.append(h('details', {}, summary, element));
    return (/** @type {Thing} */ flight) => {
      const { state, gate, departs, origin = flight.from, destination = flight.to } = flight;
      const route = origin && destination ? ` ${origin} → ${destination}` : '';
      const at = moment.exec(departs ?? '')?.[1];
      const facts = [state, gate && `gate ${gate}`, departs && `departs ${at ? dayAndTimeOf(at) : departs}`];
      summary.replaceChildren(h('strong', {}, id), route, h('small', {}, ` ${facts.filter(Boolean).join(', ')}`));
      show(flight);
    };
  }

  on('view', draw);
  draw();
  return h('section', { class: 'card' }, h('h3', {}, 'Flights'), list);
}

/** A form that changes a parcel. Which there are is nobody's to know: one is named by its number. */
export function showParcels() {
  const number = h('input', { name: 'id', required: true, placeholder: 'ZA123456789', autocomplete: 'off' });
  const { element } = form(
    'parcels',
    {},
    () => number.value.trim(),
    async () => {},
  );
  element.querySelector('form')?.prepend(labelled('Parcel number', number));
  return h('section', { class: 'card' }, h('h3', {}, 'Parcels'), element);
}

/**
 * A form for the fields of a thing. Sends those alone that are different from what is known.
 *
 * @param {keyof typeof kinds} kind
 * @param {Thing} first what is known
 * @param {() => string} idOf
 * @param {() => Promise<void>} done
 */
function form(kind, first, idOf, done) {
  let known = first;
  const { states, fields } = kinds[kind];
  const result = h('div', { role: 'status', class: 'result' });
  const isKnown = first.state !== undefined;
  const state = h('select', { name: 'state' }, ...(isKnown ? [] : [h('option', { value: '' }, 'as it is')]));
  const inputs = Object.entries(fields).map(([name, [label = name, type = 'text']]) => {
    const isOther = first[name] && type === 'datetime-local' && !moment.test(first[name]);
    const input = h('input', { name, type: isOther ? 'text' : type, autocomplete: 'off' });
    return { input, label };
  });
  const controls = [state, ...inputs.map(({ input }) => input)];
  const made = h(
    'form',
    { class: 'fields' },
    labelled('State', state),
    ...inputs.map(({ input, label }) => labelled(label, input)),
    h('button', { class: 'primary' }, isKnown ? `Change ${idOf()}` : 'Change the parcel'),
  );
  made.addEventListener('submit', async (event) => {
    event.preventDefault();
    const id = idOf();
    const changed = controls.filter((control) => control.value.trim() !== shown(control, known));
    if (changed.length === 0) return result.replaceChildren(problem(`Nothing of ${id} is different yet.`));
    const body = Object.fromEntries(changed.map((control) => [control.name, entered(control, known)]));
    const { ok, json } = await ask(`program/${kind}/${encodeURIComponent(id)}/status`, body);
    if (!ok) return result.replaceChildren(problem(json.error ?? 'It was not accepted.'));
    const told = json.alert ?? json;
    if (told.id === undefined) result.replaceChildren(problem(`Nothing of ${id} has changed.`));
    await Promise.all([told.id !== undefined && showOutcomes(result, id, told), done()]);
  });

  function show(/** @type {Thing} */ thing) {
    for (const one of [...states, thing.state]) {
      if (!one || [...state.options].some(({ value }) => value === one)) continue;
      state.append(h('option', { value: one }, one.replaceAll('-', ' ')));
    }
    for (const control of controls) {
      // What somebody is changing here stays, unless it has changed meanwhile.
      if (thing === first || thing[control.name] !== known[control.name]) control.value = shown(control, thing);
    }
    known = thing;
  }
  show(first);
  return { element: h('div', {}, made, result), show };
}

/** @param {HTMLInputElement | HTMLSelectElement} control @param {Thing} thing */
function shown({ type, name }, thing) {
  const value = thing[name] ?? '';
  return type === 'datetime-local' ? (moment.exec(value)?.[1] ?? '') : value;
}

/** Nothing takes a value back. @param {HTMLInputElement | HTMLSelectElement} control @param {Thing} known */
function entered({ type, name, value }, known) {
  if (value.trim() === '') return null;
  if (type !== 'datetime-local') return value.trim();
  return value + (moment.exec(known[name] ?? '')?.[2] ?? offsetHere(value));
}

/** As `+02:00`, in the browser's time zone. @param {string} at */
function offsetHere(at) {
  const minutes = -new Date(at).getTimezoneOffset();
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}

/** @param {string} words */
function problem(words) {
  return h('p', { class: 'problem' }, words);
}
