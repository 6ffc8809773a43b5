// @ts-check
/** @import { DeskConversation } from './types.js' */
import { act, calledOf, closesAt, templatesOf } from './deskStore.js';
import { labelled } from './dialog.js';
import { h, icon } from './dom.js';
import { span } from './format.js';
import { now } from './store.js';
import { toast } from './toast.js';

/** What agents have begun to write, by conversation. @type {Map<string, string>} */
const drafts = new Map();

/**
 * Where an agent writes. Outside the window they choose what leaves: nothing before the person writes, or a template.
 *
 * @param {DeskConversation} first
 * @param {{ leave: () => void }} actions
 */
export function deskComposer(first, { leave }) {
  const { id, business } = first;
  const name = calledOf(first);
  const templates = templatesOf(business).filter(({ header }) => header === undefined || header.type === 'text');
  const fate = h('p', { class: 'fate', id: 'fate' });
  const words = h('textarea', {
    rows: '2',
    'aria-label': `Reply to ${name}`,
    'aria-describedby': 'fate',
    placeholder: 'Write a reply',
  });
  words.value = drafts.get(id) ?? '';
  const way = h(
    'select',
    {},
    h('option', { value: '' }, 'Held until they write'),
    ...templates.map((each, at) => h('option', { value: at }, `Template ${each.name} (${each.language})`)),
  );
  const slots = h('div', { class: 'slots' });
  const outside = h('div', { class: 'outside', hidden: true }, labelled('Outside the window', way), slots);
  const send = h('button', { class: 'send', 'aria-label': 'Send' }, icon('send'));
  const form = h('form', { class: 'composer' }, fate, outside, words, send);
  let isOpen = true;
  let isSending = false;

  const chosen = () => (isOpen ? undefined : templates[way.value === '' ? -1 : Number(way.value)]);
  const values = () =>
    Object.fromEntries([...slots.querySelectorAll('input')].map((input) => [input.name, input.value.trim()]));

  way.addEventListener('change', () => {
    const template = chosen();
    slots.replaceChildren(
      ...(template ? slotsOf(template) : []).map((slot) =>
        labelled(
          slot,
          h('input', {
            name: slot,
            required: true,
            autocomplete: 'off',
            value: slot === 'name' ? first.name : undefined,
          }),
        ),
      ),
    );
    show();
  });
  slots.addEventListener('input', () => show());
  words.addEventListener('input', () => drafts.set(id, words.value));
  words.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leave();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const template = chosen();
    const text = words.value.trim();
    if (isSending || (!template && text === '')) return;
    isSending = true;
    const key = `page-${Date.now()}-${Math.random().toString(36).slice(2)}`;
    const said = template
      ? { template: { name: template.name, language: template.language, parameters: values() } }
      : { text, whenClosed: 'hold' };
    const { ok, json } = await act(id, 'reply', { ...said, id: key });
    isSending = false;
    if (!ok) return toast(json.error ?? 'It was not accepted.');
    if (!template) words.value = '';
    drafts.delete(id);
    way.value = '';
    slots.replaceChildren();
    show();
    words.focus();
  });

  function show() {
    const template = chosen();
    outside.hidden = isOpen;
    words.hidden = template !== undefined;
    if (isOpen) return;
    const preview = template && filled(template, values());
    fate.textContent = template
      ? `The window is closed. This goes out now as the template ${template.name}: “${preview}”`
      : `The window is closed. Your reply is held until ${name} writes, and a template asks them to.`;
  }

  /** @param {DeskConversation} conversation */
  function tick(conversation) {
    const at = closesAt(conversation);
    const left = (at ?? 0) - now();
    isOpen = left > 0;
    show();
    if (isOpen) fate.textContent = `The window is open for ${span(left)}: your reply goes out as it is.`;
  }

  return {
    element: form,
    tick,
    focus: () => words.focus(),
    /** @param {DeskConversation} conversation */
    draw(conversation) {
      form.hidden = conversation.state === 'closed';
      tick(conversation);
    },
  };
}

/** @typedef {ReturnType<typeof templatesOf>[number]} Template */

/** The names of what is to be filled in. @param {Template} template */
function slotsOf({ slots, header, buttons = [] }) {
  const head = header?.type === 'text' && header.slot !== undefined ? [header.slot] : [];
  const links = buttons.flatMap((button) => (button.type === 'url' && button.slot !== undefined ? [button.slot] : []));
  return [...new Set([...head, ...slots, ...links])];
}

/** @param {Template} template @param {Record<string, string>} values */
function filled({ body, slots }, values) {
  return body.replace(/\{\{(\d+)\}\}/g, (_, position) => {
    const slot = slots[Number(position) - 1] ?? '';
    return values[slot] || `[${slot}]`;
  });
}
