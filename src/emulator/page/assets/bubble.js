// @ts-check
/** @import { ThreadMessage } from './types.js' */
import { h, hidden, icon } from './dom.js';
import { inOneLine, size, timeOf, wholeOf } from './format.js';
import { marked } from './marks.js';
import { store } from './store.js';

/**
 * What a bubble's buttons do.
 *
 * @typedef {{ tap: (message: ThreadMessage, title: string) => void, openList: (message: ThreadMessage) => void }} Actions
 */

/**
 * A message as WhatsApp shows it.
 *
 * @param {ThreadMessage} message
 * @param {string} speaker
 * @param {Actions} actions
 */
export function bubble(message, speaker, actions) {
  const { id, direction, kind, template, quoted } = message;
  const made = h(
    'div',
    { class: `bubble ${direction} ${kind}`, tabindex: '-1', 'data-id': id },
    hidden(`${speaker}: `),
    template && templateMark(template),
    quoted && h('blockquote', { class: 'quoted' }, hidden('In answer to: '), inOneLine(quoted.text)),
    ...content(message),
    h('span', { class: 'meta' }),
    ...actionsOf(message, actions),
    h('span', { class: 'reactions', hidden: true }),
    h('p', { class: 'problem', hidden: true }),
  );
  refresh(made, message);
  return made;
}

/** What can change on a bubble: its words, its ticks, its reactions, and why it failed. @param {Element} made @param {ThreadMessage} message */
export function refresh(made, message) {
  const { at, direction, status, error, text, isEdited, reactions = [] } = message;
  const meta = made.querySelector('.meta');
  const shown = direction === 'in' ? (status === 'read' ? 'read' : 'delivered') : error ? 'failed' : status;
  const time = h('time', { datetime: at, title: wholeOf(at) }, timeOf(at));
  meta?.replaceChildren(
    isEdited ? h('span', {}, 'Edited') : '',
    time,
    h('span', { class: `ticks ${shown}`, role: 'img', 'aria-label': shown, title: shown }, ticks[shown]),
  );
  if (isEdited) made.querySelector('.text')?.replaceWith(body(text));
  const reacted = made.querySelector('.reactions');
  if (reacted instanceof HTMLElement) {
    reacted.hidden = reactions.length === 0;
    reacted.replaceChildren(
      ...(reactions.length ? [hidden('Reaction: ')] : []),
      reactions.map(({ emoji }) => emoji).join(''),
    );
  }
  const problem = made.querySelector('.problem');
  if (error && problem instanceof HTMLElement) {
    problem.hidden = false;
    problem.textContent =
      error.status === 'SENT_TO_SUPPLIER'
        ? 'Not delivered, and no status says so'
        : `Not delivered: ${error.status} (${error.code})`;
    made.classList.add('failed');
  }
}

const ticks = { sent: '✓', delivered: '✓✓', read: '✓✓', failed: '!' };

/** @param {NonNullable<ThreadMessage['template']>} template */
function templateMark({ name, language, category }) {
  const parts = [name, language, category].filter(Boolean).join(' · ');
  return h('p', { class: 'template-mark' }, h('strong', {}, 'Template'), ` ${parts}`);
}

/** @param {ThreadMessage} message @returns {Node[]} */
function content(message) {
  const { media, location, contacts, text } = message;
  if (media) return [...file(media), ...(media.caption ? [body(media.caption)] : [])];
  if (location) return [place(location)];
  if (contacts) return contacts.map(card);
  return [message.template ? templateBody(message) : body(text)];
}

/** The catalogue says which paragraphs are the header and the footer. @param {ThreadMessage} message */
function templateBody({ business, template, text }) {
  const templates = store.numbers.find(({ number }) => number === business)?.templates ?? [];
  const found = templates.find(({ name, language }) => name === template?.name && language === template.language);
  const foot = found?.footer && text.endsWith(`\n\n${found.footer}`) ? found.footer : undefined;
  const rest = foot === undefined ? text : text.slice(0, -foot.length - 2);
  const end = found?.header?.type === 'text' ? rest.indexOf('\n\n') : -1;
  return h(
    'div',
    { class: 'text', dir: 'auto' },
    end > 0 && h('p', { class: 'head' }, rest.slice(0, end)),
    marked(end > 0 ? rest.slice(end + 2) : rest),
    foot !== undefined && h('p', { class: 'foot' }, foot),
  );
}

/** @param {string} text */
function body(text) {
  return h('div', { class: 'text', dir: 'auto' }, marked(text));
}

/** @param {NonNullable<ThreadMessage['media']>} media @returns {Node[]} */
function file({ contentType, fileName, byteSize, url, voice }) {
  if (contentType.startsWith('image/')) return [h('img', { src: url, alt: fileName, loading: 'lazy' })];
  if (contentType.startsWith('video/')) {
    return [h('video', { src: url, controls: true, preload: 'metadata', 'aria-label': fileName })];
  }
  if (contentType.startsWith('audio/')) {
    const player = h('audio', {
      src: url,
      controls: true,
      preload: 'metadata',
      'aria-label': voice ? 'Voice note' : fileName,
    });
    return [h('div', { class: 'audio' }, icon('mic'), player)];
  }
  const about = `${contentType.split('/').at(-1)?.split(';')[0]?.toUpperCase()} · ${size(byteSize)}`;
  const words = h('span', {}, h('strong', {}, fileName), h('small', {}, about));
  return [h('a', { class: 'document', href: url, download: fileName }, icon('file'), words)];
}

/** @param {NonNullable<ThreadMessage['location']>} location */
function place({ latitude, longitude, name, address }) {
  const words = [name && h('strong', {}, name), address && h('span', {}, address)].filter((one) => one);
  return h(
    'div',
    { class: 'place' },
    icon('pin'),
    h('span', {}, ...words, h('small', {}, `${latitude}, ${longitude}`)),
  );
}

/** @param {{ name: string, phones: string[] }} contact */
function card({ name, phones }) {
  return h(
    'div',
    { class: 'place' },
    icon('person'),
    h('span', {}, h('strong', {}, name), h('small', {}, phones.join(', '))),
  );
}

/** @param {ThreadMessage} message @param {Actions} actions @returns {Node[]} */
function actionsOf(message, actions) {
  const { buttons = [], list, link, templateButtons, error } = message;
  /** @type {(HTMLElement | false)[]} */
  const made = [];
  const tap = (/** @type {string} */ title) => {
    return h('button', { disabled: error !== null, onclick: () => actions.tap(message, title) }, icon('reply'), title);
  };
  if (templateButtons) {
    for (const { type, title, url, phone } of templateButtons) {
      if (type === 'quickReply') made.push(tap(title));
      else made.push(url === undefined ? away(title, `tel:${phone ?? ''}`, 'phone') : away(title, url, 'link'));
    }
  } else made.push(...buttons.map(tap));
  if (list) made.push(h('button', { onclick: () => actions.openList(message) }, icon('list'), list.button));
  if (link) made.push(away(link.title, link.url, 'link'));
  const shown = made.filter((one) => one !== false);
  return shown.length > 0 ? [h('div', { class: 'actions' }, ...shown)] : [];
}

/** @param {string} title @param {string} address @param {'phone' | 'link'} picture */
function away(title, address, picture) {
  // The sender chose the address. If it could run code here, it is shown as text instead of a link.
  if (!/^(https?|tel):/i.test(address)) return h('span', { class: 'dead' }, `${title}: ${address}`);
  return h('a', { href: address, target: '_blank', rel: 'noopener noreferrer', title: address }, icon(picture), title);
}
