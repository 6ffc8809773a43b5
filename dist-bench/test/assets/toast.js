// @ts-check
import { byId, h } from './dom.js';

const shownMs = 6000;

/** Shows a short notice. @param {string} text */
export function toast(text) {
  const made = h('div', { class: 'toast' }, text);
  byId('toasts', HTMLElement).replaceChildren(made);
  setTimeout(() => made.remove(), shownMs);
}
