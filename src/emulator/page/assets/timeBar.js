// @ts-check
import { call } from './api.js';
import { byId } from './dom.js';
import { span, wholeOf } from './format.js';
import { now, on, store } from './store.js';

/** The emulator's clock, and the buttons that move it. */
export function showTime() {
  for (const button of document.querySelectorAll('[data-advance]')) {
    if (button instanceof HTMLElement)
      button.addEventListener('click', () => call('clock', { advance: button.dataset.advance }));
  }
  byId('clock-reset', HTMLButtonElement).addEventListener('click', () => call('clock', { reset: true }));
  const amount = byId('amount', HTMLInputElement);
  byId('advance', HTMLFormElement).addEventListener('submit', async (event) => {
    event.preventDefault();
    if (amount.value.trim() && (await call('clock', { advance: amount.value }))) amount.value = '';
  });
  on('clock', draw);
  on('all', draw);
  setInterval(drawTime, 1000);
}

function drawTime() {
  if (store.lastEventId > 0 || store.connected) byId('now', HTMLElement).textContent = wholeOf(now());
}

function draw() {
  drawTime();
  const { offsetMs } = store;
  const isReal = Math.abs(offsetMs) < 1000;
  byId('offset', HTMLElement).textContent = isReal
    ? 'real time'
    : `${span(offsetMs)} ${offsetMs > 0 ? 'ahead' : 'behind'}`;
  byId('offset', HTMLElement).classList.toggle('moved', !isReal);
  byId('clock-reset', HTMLButtonElement).hidden = isReal;
}
