// @ts-check
import { call } from './api.js';
import { checkbox, dialog, entered, field, labelled } from './dialog.js';
import { h } from './dom.js';
import { businessName, chatOf, keyOf, phoneOf, store } from './store.js';
import { openChat } from './view.js';

/** Asks for a new person, and opens their first chat. */
export async function addPerson() {
  const form = await dialog(
    'Add a person',
    [
      field('Phone number', {
        name: 'from',
        value: freeNumber(),
        required: true,
        inputmode: 'tel',
        pattern: '\\+?[0-9 ]{7,20}|[A-Z]{2}(\\.ENT)?\\.[A-Za-z0-9]+',
      }),
      h(
        'p',
        { class: 'hint' },
        'Digits with the country code, or a user id such as US.13491 for people who show no number.',
      ),
      field('Profile name', { name: 'name', placeholder: 'as people call themselves on WhatsApp' }),
    ],
    'Add',
  );
  if (!(form instanceof FormData)) return;
  const from = entered(form, 'from').replace(/^\+|\s/g, '');
  const name = entered(form, 'name');
  const added = await call('phone', { from, ...(name && { name }) });
  if (added) openChat(keyOf(from, store.numbers[0]?.number ?? ''), matchMedia('(min-width: 1100px)').matches);
}

/** @param {string} person */
export async function editPerson(person) {
  const { name, reads, onWhatsApp } = phoneOf(person);
  const form = await dialog(
    `The phone of +${person}`,
    [
      field('Profile name', { name: 'name', value: name ?? '' }),
      checkbox('Reads what arrives (blue ticks)', 'reads', reads),
      checkbox('Is on WhatsApp', 'onWhatsApp', onWhatsApp),
      h(
        'fieldset',
        { class: 'rows' },
        h('legend', {}, 'Opted out at the provider'),
        ...store.numbers.map(({ number }) => labelled(`From ${businessName(number)}`, optOutChoice(person, number))),
      ),
    ],
    'Save',
  );
  if (!(form instanceof FormData)) return;
  const given = entered(form, 'name');
  await call('phone', {
    from: person,
    ...(given && { name: given }),
    reads: form.has('reads'),
    onWhatsApp: form.has('onWhatsApp'),
  });
  for (const { number } of store.numbers) {
    const kind = entered(form, number);
    if (kind !== optedOut(person, number)) await call('optOut', { from: person, to: number, kind });
  }
}

/** @type {Record<string, string>} */
const optOutTitles = {
  listed: 'every message: refused (error 26)',
  stopped: 'every message: fails later (status 21)',
  marketing: 'marketing: fails later (status 30)',
  marketingSilently: 'marketing: never arrives, without a status',
};

/** @param {string} person @param {string} business */
function optOutChoice(person, business) {
  const kinds = Object.keys(store.optOuts);
  const options = [['none', 'no: everything arrives'], ...kinds.map((kind) => [kind, optOutTitles[kind] ?? kind])];
  const chosen = optedOut(person, business);
  return h(
    'select',
    { name: business },
    ...options.map(([value, words]) => h('option', { value, selected: value === chosen }, words)),
  );
}

/** @param {string} person @param {string} business */
function optedOut(person, business) {
  return chatOf(keyOf(person, business)).optOut ?? 'none';
}

function freeNumber() {
  for (let last = 1; ; last++) {
    const number = `278200000${String(last).padStart(2, '0')}`;
    if (!store.phones.has(number) && phoneOf(number).name === null) return number;
  }
}
