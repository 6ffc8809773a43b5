// @ts-check
import { byId, icon } from './dom.js';

/** The system's colour scheme, until the reader chooses another. */
export function showTheme() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const set = (/** @type {string} */ theme) => {
    document.documentElement.dataset.theme = theme;
  };
  byId('theme', HTMLButtonElement).append(icon('sun'));
  const chosen = localStorage.getItem('theme');
  if (chosen) set(chosen);
  byId('theme', HTMLButtonElement).addEventListener('click', () => {
    const isDark = (document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
    set(isDark ? 'light' : 'dark');
    localStorage.setItem('theme', isDark ? 'light' : 'dark');
  });
}
