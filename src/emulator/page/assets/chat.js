// @ts-check
/** @import { ThreadMessage } from './types.js' */
import { call } from './api.js';
import { composer } from './composer.js';
import { dialog } from './dialog.js';
import { h, icon } from './dom.js';
import { threadOf } from './live.js';
import { powerSwitch } from './phones.js';
import { ring } from './ring.js';
import { businessName, chatOf, nameOf, on, pairOf, phoneOf, store } from './store.js';
import { threadView } from './thread.js';
import { toolbar } from './toolbar.js';
import { activate, closeChat, showPart, view } from './view.js';

/** One chat, as on a person's phone. @param {string} key */
export function chatColumn(key) {
  const pair = pairOf(key);
  const { person, business } = pair;
  const picture = ring(businessName(business));
  const state = h('small', { class: 'window' });
  const owner = h('div', { class: 'owner' });
  const off = h(
    'p',
    { class: 'banner', hidden: true },
    'This phone is off. What is sent to it waits, and arrives when it is on again.',
  );
  const keptBack = h('p', { class: 'banner', hidden: true });
  const writer = composer(pair);
  const tap = (/** @type {ThreadMessage} */ { id }, /** @type {string} */ title) =>
    writer.say({ tap: title, quote: id });
  const messages = threadView(pair, { tap, openList });
  const close = h('button', { class: 'plain close', onclick: () => closeChat(key) }, icon('close'));
  const welcome = h('p');
  const start = h(
    'div',
    { class: 'start', hidden: true },
    welcome,
    h('button', { class: 'suggestion', onclick: sayHi }, 'Say “Hi”'),
  );
  const element = h(
    'section',
    { class: 'chat' },
    owner,
    h(
      'header',
      {},
      h('button', { class: 'plain back', 'aria-label': 'All phones', onclick: () => showPart('phones') }, icon('back')),
      picture.element,
      h(
        'div',
        { class: 'who' },
        h(
          'h2',
          {},
          businessName(business),
          h('small', {}, businessName(business).startsWith('+') ? '' : ` +${business}`),
        ),
        state,
      ),
      close,
    ),
    off,
    keptBack,
    h('div', { class: 'stage' }, messages.element, start),
    writer.element,
  );
  toolbar(messages.element, {
    reply: (id) => {
      const message = store.threads.get(key)?.messages.get(id);
      if (message) writer.quote(message);
    },
    react: (id, emoji) => {
      const mine = store.threads
        .get(key)
        ?.messages.get(id)
        ?.reactions?.some((one) => one.emoji === emoji);
      call('say', { from: person, to: business, reaction: { emoji: mine ? '' : emoji, messageId: id } });
    },
  });
  element.addEventListener('focusin', () => activate(key));
  element.addEventListener('pointerdown', () => activate(key));

  function sayHi() {
    writer.say({ text: 'Hi' });
    writer.focus();
  }

  /** @param {ThreadMessage} message */
  async function openList(message) {
    const { list } = message;
    if (!list) return;
    const sections = list.sections.map(({ title, rows }) =>
      h(
        'fieldset',
        { class: 'rows' },
        title !== undefined && h('legend', {}, title),
        ...rows.map(({ title, description }) =>
          h(
            'button',
            { 'data-value': title },
            h('strong', {}, title),
            description !== undefined && h('small', {}, description),
          ),
        ),
      ),
    );
    const picked = await dialog(list.button, sections);
    if (typeof picked === 'string') tap(message, picked);
    writer.focus();
  }

  function showPhone() {
    const { on: isOn, name } = phoneOf(person);
    const hadFocus = owner.contains(document.activeElement);
    const power = powerSwitch(person, isOn);
    owner.replaceChildren(
      icon('phone'),
      h('span', {}, h('strong', {}, nameOf(person)), name === null ? '' : ` +${person}`),
      power,
    );
    if (hadFocus) power.focus();
    off.hidden = isOn;
    writer.refresh(isOn);
    messages.rename();
    const whose = `${nameOf(person)} and ${businessName(business)}`;
    element.setAttribute('aria-label', whose);
    close.setAttribute('aria-label', `Close the chat of ${whose}`);
    welcome.textContent = `This is ${nameOf(person)}’s phone. Write something, and ${businessName(business)} answers here.`;
  }

  function showWindow() {
    const shown = picture.show(chatOf(key).closesAt);
    state.textContent = shown.words;
    state.dataset.state = shown.state;
    const { optOut } = chatOf(key);
    keptBack.hidden = !optOut;
    keptBack.textContent = optOut ? `${nameOf(person)} has opted out at the provider: ${store.optOuts[optOut]}.` : '';
  }

  async function load() {
    const thread = await threadOf(key);
    messages.showAll(thread);
    start.hidden = thread.messages.size > 0;
    messages.mark(view.message);
  }

  const stops = [
    on('clock', showWindow),
    on('all', () => {
      showPhone();
      showWindow();
      if (!store.threads.has(key)) load();
    }),
    on('thread', (changed) => changed === key && load()),
    on('phone', (changed) => changed === person && showPhone()),
    on('chat', (changed) => changed === key && showWindow()),
    on('view', () => messages.mark(view.message)),
    on('message', ({ key: where, id }) => {
      const message = where === key ? store.threads.get(key)?.messages.get(id) : undefined;
      if (!message) return;
      start.hidden = true;
      messages.show(message);
    }),
    on('unsent', ({ key: where }) => {
      const last = where === key ? store.threads.get(key)?.unsent.at(-1) : undefined;
      if (last) messages.showUnsent(last);
    }),
  ];
  const ticking = setInterval(showWindow, 20_000);
  showPhone();
  showWindow();
  load();
  return {
    element,
    end() {
      clearInterval(ticking);
      for (const stop of stops) stop();
    },
  };
}
