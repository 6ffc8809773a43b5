// @ts-check
import { call } from './api.js';
import { showColumns } from './columns.js';
import { showConsent } from './consent.js';
import { showCosts } from './costs.js';
import { showDecisions } from './decisions.js';
import { dialog } from './dialog.js';
import { byId, h } from './dom.js';
import { showEvents } from './eventsPanel.js';
import { showFaults } from './faultsPanel.js';
import { follow } from './live.js';
import { showNotify } from './notify.js';
import { showPanel } from './panel.js';
import { showPhones } from './phones.js';
import { on, store } from './store.js';
import { showTheme } from './theme.js';
import { showTime } from './timeBar.js';
import { changed, openFirst, readAddress, showPart, view } from './view.js';
import { showWhy } from './why.js';

readAddress();
showTheme();
showTime();
showPhones();
showColumns();
showPanel();
showWhy();
showConsent();
showDecisions();
showFaults();
showNotify();
showEvents();
showCosts();
showParts();
on('connection', () => {
  byId('lost', HTMLElement).hidden = store.connected;
});
on('all', () => {
  byId('agents', HTMLAnchorElement).hidden = !store.program?.desk;
  openFirst();
  changed();
  document.documentElement.dataset.ready = 'true';
});
byId('reset', HTMLButtonElement).addEventListener('click', askAndReset);
// What is open is kept in the address's fragment, so a link must not replace it.
document.querySelector('.skip')?.addEventListener('click', (event) => {
  event.preventDefault();
  byId('chats', HTMLElement).focus();
});
addEventListener('hashchange', () => {
  readAddress();
  changed();
});
follow();

/** On a small screen, one part fills it. */
function showParts() {
  for (const part of /** @type {const} */ (['phones', 'chat', 'panel'])) {
    byId(`part-${part}`, HTMLButtonElement).addEventListener('click', () => showPart(part));
  }
  on('view', () => {
    document.body.dataset.part = view.part;
    for (const part of ['phones', 'chat', 'panel']) {
      byId(`part-${part}`, HTMLButtonElement).setAttribute('aria-pressed', String(view.part === part));
    }
  });
}

async function askAndReset() {
  const words =
    'All chats, files, faults and waiting callbacks are forgotten, the bots forget with them, and the clock shows real time.';
  const answer = await dialog('Start from zero?', [h('p', {}, words)], 'Forget everything');
  if (answer !== undefined) await call('reset', {});
}
