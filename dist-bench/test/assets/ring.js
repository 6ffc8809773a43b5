// @ts-check
import { h, svg } from './dom.js';
import { windowNow } from './format.js';
import { now } from './store.js';

/**
 * An avatar with the customer service window as a ring around it: full when it has just opened, empty when closed.
 *
 * @param {string} name its first letter is shown
 */
export function ring(name) {
  const circle = (/** @type {string} */ kind) =>
    svg('circle', { cx: 20, cy: 20, r: 18, pathLength: 100, class: `ring-${kind}` });
  const left = circle('left');
  const drawn = svg('svg', { viewBox: '0 0 40 40', 'aria-hidden': 'true' }, circle('all'), left);
  const made = h('span', { class: 'ring' }, drawn, h('span', { 'aria-hidden': 'true' }, initials(name)));
  return {
    element: made,
    /** @param {number | undefined} closesAt */
    show(closesAt) {
      const shown = windowNow(closesAt, now());
      made.dataset.state = shown.state;
      left.setAttribute('stroke-dasharray', `${(shown.left * 100).toFixed(2)} 100`);
      return shown;
    },
  };
}

/** @param {string} name */
function initials(name) {
  const letters = name.match(/\p{L}/u);
  return letters ? letters[0].toUpperCase() : name.slice(-2);
}
