// @ts-check
import { byId } from './dom.js';
import { on } from './store.js';
import { showTab, tabs, view } from './view.js';

/** The tabs beside the chats. */
export function showPanel() {
  const buttons = tabs.map((tab) => byId(`tab-${tab}`, HTMLButtonElement));
  for (const [index, button] of buttons.entries()) {
    button.addEventListener('click', () => showTab(tabs[index] ?? 'why'));
    button.addEventListener('keydown', ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (step === undefined) return;
      const next = (index + step + tabs.length) % tabs.length;
      showTab(tabs[next] ?? 'why');
      buttons[next]?.focus();
    });
  }
  let shown = view.tab;
  on('view', () => {
    // A tab begins at its top, wherever the one before was scrolled to.
    if (view.tab !== shown) byId('panel', HTMLElement).scrollTop = 0;
    shown = view.tab;
    for (const [index, button] of buttons.entries()) {
      const chosen = tabs[index] === view.tab;
      button.setAttribute('aria-selected', String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      byId(`panel-${tabs[index]}`, HTMLElement).hidden = !chosen;
    }
  });
}
