// @ts-check
import { h, icon } from './dom.js';

/**
 * Opens a dialog. Resolves with what was entered, or with `undefined` if it was dismissed.
 *
 * @param {string} title
 * @param {HTMLElement[]} body
 * @param {string} [action] the button that ends it; without one, only `data-value` buttons in the body do
 * @returns {Promise<FormData | string | undefined>}
 */
export function dialog(title, body, action) {
  const form = h(
    'form',
    { method: 'dialog' },
    h(
      'header',
      {},
      h('h2', { id: 'dialog-title' }, title),
      h(
        'button',
        { type: 'button', class: 'plain', 'aria-label': 'Close', onclick: () => made.close() },
        icon('close'),
      ),
    ),
    ...body,
    action !== undefined && h('footer', {}, h('button', { class: 'primary' }, action)),
  );
  const made = h('dialog', { 'aria-labelledby': 'dialog-title' }, form);
  document.body.append(made);
  const answer = new Promise((resolve) => {
    /** @type {FormData | string | undefined} */
    let given;
    form.addEventListener('submit', (event) => {
      const pressed = event.submitter;
      const value = pressed instanceof HTMLButtonElement ? pressed.dataset.value : undefined;
      given = value ?? new FormData(form);
    });
    made.addEventListener('click', (event) => {
      if (event.target === made) made.close();
    });
    made.addEventListener('close', () => {
      made.remove();
      resolve(given);
    });
  });
  made.showModal();
  return answer;
}

/**
 * A field with its label.
 *
 * @param {string} label
 * @param {Record<string, string | number | boolean | undefined>} attributes
 */
export function field(label, attributes) {
  return h('label', { class: 'field' }, h('span', {}, label), h('input', { autocomplete: 'off', ...attributes }));
}

/** @param {string} label @param {HTMLElement} control */
export function labelled(label, control) {
  return h('label', { class: 'field' }, h('span', {}, label), control);
}

/** @param {string} label @param {string} name @param {boolean} checked */
export function checkbox(label, name, checked) {
  return h('label', { class: 'check' }, h('input', { type: 'checkbox', name, checked }), h('span', {}, label));
}

/** @param {FormData} form @param {string} name */
export function entered(form, name) {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
