// @ts-check
import { ask } from './api.js';
import { labelled } from './dialog.js';
import { h } from './dom.js';
import { showOutcomes } from './outcomes.js';
import { on } from './store.js';
import { view } from './view.js';

/** @typedef {{ id: string, state: string } & Record<string, string | null | undefined>} Thing */

/** What people sign up for: what it is called, where it goes, its states, and what else of it can change. */
const kinds = {
  flights: {
    title: 'Flights',
    states: ['scheduled', 'boarding', 'delayed', 'departed', 'landed', 'cancelled'],
    fields: { gate: 'Gate', departs: 'Departs' },
  },
  parcels: {
    title: 'Parcels',
    states: ['accepted', 'in transit', 'out for delivery', 'delivered', 'delayed'],
    fields: { place: 'Place', expected: 'Expected' },
  },
};

/**
 * Flights or parcels, each with a form that changes it and so tells everybody who has signed up.
 *
 * @param {keyof typeof kinds} kind
 */
export function showThings(kind) {
  const { title, states, fields } = kinds[kind];
  const list = h('div', { class: 'things' });
  /** @type {Map<string, (thing: Thing) => void>} */
  const rows = new Map();

  async function draw() {
    if (view.tab !== 'notify') return;
    const { ok, json } = await ask(`program/${kind}`);
    /** @type {Thing[]} */
    const things = ok && Array.isArray(json[kind]) ? json[kind] : [];
    if (things.length === 0) {
      rows.clear();
      list.replaceChildren(h('p', { class: 'hint' }, ok ? 'There are none.' : (json.error ?? 'There is no answer.')));
    }
    for (const thing of things) {
      if (rows.size === 0) list.replaceChildren();
      const update = rows.get(thing.id) ?? row(thing);
      rows.set(thing.id, update);
      update(thing);
    }
  }

  /** @param {Thing} first */
  function row(first) {
    let known = first;
    const summary = h('summary');
    const result = h('div', { role: 'status', class: 'result' });
    const state = h('select', { name: 'state' });
    const inputs = Object.keys(fields).map((name) => h('input', { name, autocomplete: 'off' }));
    const controls = [state, ...inputs];
    const form = h(
      'form',
      { class: 'fields' },
      labelled('State', state),
      ...inputs.map((input) => labelled(Object(fields)[input.name], input)),
      h('button', { class: 'primary' }, `Change ${first.id}`),
    );
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const changes = controls.filter(({ name, value }) => value.trim() !== (known[name] ?? ''));
      if (changes.length === 0) return result.replaceChildren(problem(`Nothing of ${known.id} is different yet.`));
      const body = Object.fromEntries(changes.map(({ name, value }) => [name, value.trim()]));
      const { ok, json } = await ask(`program/${kind}/${encodeURIComponent(known.id)}/status`, body);
      if (!ok) return result.replaceChildren(problem(json.error ?? 'It was not accepted.'));
      await Promise.all([showOutcomes(result, known.id, json), draw()]);
    });
    list.append(h('details', { 'data-id': first.id }, summary, form, result));

    return (/** @type {Thing} */ thing) => {
      const where = thing.from && thing.to ? ` ${thing.from} → ${thing.to}` : '';
      const facts = [
        thing.state,
        ...Object.entries(fields).map(([name, label]) => thing[name] && `${label.toLowerCase()} ${thing[name]}`),
      ];
      summary.replaceChildren(h('strong', {}, thing.id), where, h('small', {}, ` ${facts.filter(Boolean).join(', ')}`));
      // What somebody is changing here stays, unless it has changed meanwhile.
      const isNew = state.options.length === 0;
      const fresh = controls.filter(({ name }) => isNew || thing[name] !== known[name]);
      known = thing;
      for (const one of isNew ? [...new Set([...states, thing.state])] : [thing.state]) {
        if ([...state.options].every(({ value }) => value !== one)) state.append(h('option', { value: one }, one));
      }
      for (const control of fresh) control.value = thing[control.name] ?? '';
    };
  }

  on('view', draw);
  draw();
  return h('section', { class: 'card' }, h('h3', {}, title), list);
}

/** @param {string} words */
function problem(words) {
  return h('p', { class: 'problem' }, words);
}
