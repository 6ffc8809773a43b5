// @ts-check
import { call } from './api.js';
import { dialog, entered, field } from './dialog.js';
import { h, icon } from './dom.js';
import { excerpt } from './format.js';
import { businessName, nameOf, phoneOf, store } from './store.js';

const longestFileBytes = 20 * 1024 * 1024;

/**
 * Where a person writes: words, files, a voice note, a place, a contact.
 *
 * @param {{ person: string, business: string }} pair
 */
export function composer({ person, business }) {
  let quote = '';
  const quoted = h('div', { class: 'quoting', hidden: true });
  const words = h('textarea', {
    rows: '1',
    enterkeyhint: 'send',
  });
  const picker = h('input', { type: 'file', hidden: true, 'aria-label': 'File' });
  const menu = h(
    'div',
    { class: 'menu', role: 'menu', 'aria-label': 'Send something else', hidden: true },
    item('file', 'File or picture', () => picker.click()),
    item('mic', 'Voice note', sendVoice),
    item('pin', 'Location', sendLocation),
    item('person', 'Contact', sendContact),
  );
  const attach = h(
    'button',
    {
      type: 'button',
      class: 'plain',
      'aria-label': 'Send something else',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      onclick: () => toggle(Boolean(menu.hidden)),
    },
    icon('clip'),
  );
  const send = h('button', { class: 'send', 'aria-label': 'Send' }, icon('send'));
  const form = h('form', { class: 'composer' }, quoted, menu, attach, picker, words, send);

  /** @param {boolean} open */
  function toggle(open) {
    menu.hidden = !open;
    attach.setAttribute('aria-expanded', String(open));
    const [first] = menu.children;
    if (open && first instanceof HTMLElement) first.focus();
  }

  /** @param {Parameters<typeof icon>[0]} picture @param {string} label @param {() => void} act */
  function item(picture, label, act) {
    const chosen = () => {
      toggle(false);
      act();
    };
    return h('button', { type: 'button', role: 'menuitem', tabindex: '-1', onclick: chosen }, icon(picture), label);
  }

  menu.addEventListener('keydown', (event) => {
    const items = [...menu.children];
    const at = document.activeElement ? items.indexOf(document.activeElement) : -1;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') {
      toggle(false);
      attach.focus();
    }
    if (step === undefined) return;
    event.preventDefault();
    const next = items.at((at + step) % items.length);
    if (next instanceof HTMLElement) next.focus();
  });
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (!menu.hidden && relatedTarget instanceof Node && !menu.contains(relatedTarget) && relatedTarget !== attach)
      toggle(false);
  });

  /** @param {object} said */
  async function say(said) {
    // The page may know a name that the emulator does not.
    const name = store.phones.get(person)?.name ? undefined : (phoneOf(person).name ?? undefined);
    const answering = quote ? { quote } : {};
    stopQuoting();
    return call('say', { from: person, to: business, ...(name && { name }), ...answering, ...said });
  }

  async function sendWords() {
    const text = words.value.trim();
    if (text === '') return;
    words.value = '';
    resize();
    if (!(await say({ text })) && words.value === '') words.value = text;
  }

  function resize() {
    words.style.height = 'auto';
    words.style.height = `${Math.min(words.scrollHeight, 140)}px`;
  }

  async function sendFile() {
    const file = picker.files?.[0];
    picker.value = '';
    if (!file) return;
    const isTooLong = file.size > longestFileBytes;
    const caption = isTooLong ? undefined : await captionOf(file.name);
    if (caption === undefined) return;
    const contentType = file.type || 'application/octet-stream';
    const data = await base64(file);
    await say({ media: { contentType, fileName: file.name, data, ...(caption && { caption }) } });
  }

  async function sendVoice() {
    const data = await base64(await (await fetch('/page/voice.ogg')).blob());
    await say({ media: { contentType: 'audio/ogg; codecs=opus', fileName: 'voice.ogg', data, voice: true } });
  }

  async function sendLocation() {
    const form = await dialog(
      'Send a location',
      [
        field('Name', { name: 'name', value: 'Green Point Park' }),
        field('Address', { name: 'address', value: 'Bay Road, Cape Town' }),
        field('Latitude', {
          name: 'latitude',
          value: '-33.9036',
          type: 'number',
          step: 'any',
          min: '-90',
          max: '90',
          required: true,
        }),
        field('Longitude', {
          name: 'longitude',
          value: '18.4022',
          type: 'number',
          step: 'any',
          min: '-180',
          max: '180',
          required: true,
        }),
      ],
      'Send',
    );
    if (!(form instanceof FormData)) return;
    const [name, address] = [entered(form, 'name'), entered(form, 'address')];
    const place = { latitude: Number(entered(form, 'latitude')), longitude: Number(entered(form, 'longitude')) };
    await say({ location: { ...place, ...(name && { name }), ...(address && { address }) } });
  }

  async function sendContact() {
    const form = await dialog(
      'Send a contact',
      [
        field('Name', { name: 'name', value: 'Sipho Dlamini', required: true }),
        field('Phone number', { name: 'phone', value: '+27820000077', required: true }),
      ],
      'Send',
    );
    if (form instanceof FormData)
      await say({ contact: { name: entered(form, 'name'), phones: [entered(form, 'phone')] } });
  }

  function stopQuoting() {
    quote = '';
    quoted.hidden = true;
  }

  words.addEventListener('input', resize);
  words.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && quote) stopQuoting();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    sendWords();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sendWords();
    words.focus();
  });
  picker.addEventListener('change', sendFile);

  return {
    element: form,
    say,
    focus: () => words.focus(),
    /** @param {import('./types.js').ThreadMessage} message */
    quote(message) {
      quote = message.id;
      quoted.hidden = false;
      const stop = h(
        'button',
        { type: 'button', class: 'plain', 'aria-label': 'Do not reply to it', onclick: stopQuoting },
        icon('close'),
      );
      quoted.replaceChildren(h('span', {}, `In answer to: ${excerpt(message)}`), stop);
      words.focus();
    },
    /** The phone was turned on or off, or the person has another name. @param {boolean} isOn */
    refresh(isOn) {
      words.setAttribute('aria-label', `Write as ${nameOf(person)} to ${businessName(business)}`);
      for (const one of [words, send, attach]) one.disabled = !isOn;
      words.placeholder = isOn ? `Write as ${nameOf(person)}` : 'The phone is off';
    },
  };
}

/** @param {string} fileName */
async function captionOf(fileName) {
  const form = await dialog(
    `Send ${fileName}`,
    [field('Caption', { name: 'caption', placeholder: 'may stay empty' })],
    'Send',
  );
  return form instanceof FormData ? entered(form, 'caption') : undefined;
}

/** @param {Blob} blob @returns {Promise<string>} */
function base64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}
