// @ts-check
import { h, icon } from './dom.js';
import { explain } from './view.js';

const emojis = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/**
 * What can be done with a message: one set of buttons for each chat, which moves to the hovered or focused bubble.
 *
 * @param {HTMLElement} thread
 * @param {{ reply: (id: string) => void, react: (id: string, emoji: string) => void }} actions
 */
export function toolbar(thread, { reply, react }) {
  let id = '';
  const tools = h('span', { class: 'tools', role: 'group', 'aria-label': 'This message' });

  const button = (/** @type {string} */ label, /** @type {Node | string} */ content, /** @type {() => void} */ act) =>
    h('button', { 'aria-label': label, title: label, onclick: act }, content);
  const why = button('Why', icon('why'), () => explain(id));
  const answer = button('Reply', icon('reply'), () => reply(id));
  const smile = button('React', icon('smile'), () => choose());

  function choose() {
    tools.replaceChildren(
      ...emojis.map((emoji) =>
        button(`React with ${emoji}`, emoji, () => {
          react(id, emoji);
          rest();
        }),
      ),
    );
    const [first] = tools.children;
    if (first instanceof HTMLElement) first.focus();
  }

  function rest() {
    const isUndelivered = tools.closest('.failed') !== null;
    tools.replaceChildren(why, ...(isUndelivered ? [] : [answer, smile]));
  }

  /** @param {Event} event */
  function follow({ target }) {
    const bubble = target instanceof Element ? target.closest('.bubble') : null;
    if (!(bubble instanceof HTMLElement) || bubble.dataset.id === id) return;
    if (thread.contains(document.activeElement) && tools.contains(document.activeElement)) return;
    id = bubble.dataset.id ?? '';
    bubble.append(tools);
    rest();
  }
  thread.addEventListener('pointerover', follow);
  thread.addEventListener('focusin', follow);
  tools.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    rest();
    const bubble = tools.closest('.bubble');
    if (bubble instanceof HTMLElement) bubble.focus();
  });
}
