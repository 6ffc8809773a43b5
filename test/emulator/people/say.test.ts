import { expect } from 'chai';
import Keyv from 'keyv';
import { InvalidInputError } from '../../../src/core/errors.js';
import type { Said } from '../../../src/emulator/people/say.js';
import type { MessageView } from '../../../src/emulator/people/view.js';
import { rejection } from '../../support/rejection.js';
import { closeAll, person, record, records, type Setting, setting } from '../support.js';

const hour = 60 * 60 * 1000;
const rows = ['One', 'Two', 'Three'].map((title, n) => ({ title, description: `Row ${n + 1}`, postbackData: `r${n}` }));
const list = {
  body: 'Which?',
  button: 'Open',
  sections: [
    { title: 'A', items: rows.slice(0, 1) },
    { title: 'B', items: rows.slice(1) },
  ],
};

describe('a person', () => {
  let here: Setting;
  beforeEach(async () => {
    here = await setting();
    await here.emulator.say({ from: person, text: 'Hi' });
  });
  afterEach(closeAll);

  /** Sends a message of the business; the provider's id of it. */
  async function sent(message: Record<string, unknown>): Promise<string> {
    const { json } = await here.send(message);
    return String(records(json.messages)[0]?.apiMessageId);
  }

  /** What the bot hears of what the person says. */
  async function heard(said: Omit<Said, 'from'>): Promise<{ event: string; entry: Record<string, unknown> }> {
    await here.emulator.settled();
    const { messageId } = await here.emulator.say({ from: person, ...said });
    const callback = here.bot.received.findLast(({ entry }) => entry.messageId === messageId);
    return { event: callback?.event ?? '', entry: callback?.entry ?? {} };
  }

  it('shows the number, the user id alone or both, on one phone with one window', async () => {
    const userId = 'ZA.1349';
    const shown: [Omit<Said, 'from'>, object][] = [
      [{ text: 'a', userId, shows: 'id' }, { from: userId }],
      [
        { text: 'b', shows: 'both' },
        { from: person, userId },
      ],
      [{ text: 'c', shows: 'number' }, { from: person }],
      [{ text: 'd' }, { from: person }],
    ];
    for (const [said, ids] of shown) {
      const { entry } = await heard(said);
      expect(entry).to.include(ids);
      expect('userId' in entry).to.equal('userId' in ids);
    }
    await here.emulator.say({ from: userId, text: 'e' });
    expect(here.bot.received.at(-1)?.entry).to.include({ from: userId });
    for (const to of [person, userId]) {
      const { json } = await here.send({ to, content: `to ${to}` });
      expect(records(json.messages)[0]).to.include({ to, accepted: true });
    }
    for (const from of [person, userId]) {
      const { messages, from: id } = here.emulator.chat(from);
      expect(id).to.equal(person);
      expect(messages.map(({ text }) => text).slice(-3)).to.deep.equal(['e', `to ${person}`, `to ${userId}`]);
    }
    expect(here.emulator.violations).to.deep.equal([]);
  });

  it('has a user id that is no other phone’s', async () => {
    await here.emulator.say({ from: 'ZA.2', text: 'Hi' });
    const refused: [Said, string][] = [
      [{ from: person, text: 'x', userId: 'ZA.2' }, 'userId'],
      [{ from: person, text: 'x', shows: 'id' }, 'userId'],
      [{ from: 'ZA.2', text: 'x', userId: 'ZA.3' }, 'from'],
    ];
    for (const [said, field] of refused) {
      expect(await rejection(here.emulator.say(said), InvalidInputError)).to.include({ field });
    }
  });

  const last = (): MessageView | undefined => here.emulator.chat(person).messages.at(-1);

  it('picks a row by title, postback data or number', async () => {
    const id = await sent({ list, clientMessageId: 'asked' });
    for (const tap of ['Two', 'r1', 2, '2']) {
      const { event, entry } = await heard({ tap });
      expect(event).to.equal('moListResponse');
      expect(entry).to.deep.include({
        relatedMessageId: id,
        relatedClientMessageId: 'asked',
        selectedItem: { postbackData: 'r1', title: 'Two', description: 'Row 2' },
      });
    }
    expect(last()).to.deep.include({
      kind: 'tap',
      text: 'Two',
      quoted: { id, text: 'Which?', direction: 'out' },
    });
  });

  it('taps a quick reply of a template', async () => {
    const template = { templateName: 'ticket_resolved', body: { parameters: { 1: 'Thandi', 2: 'T-42' } } };
    const id = await sent({ template });
    const { event, entry } = await heard({ tap: 'Not solved' });
    expect(event).to.equal('moButtonResponse');
    expect(entry).to.include({ relatedMessageId: id, postbackData: 'Not solved', title: 'Not solved' });
  });

  it('taps on an older message when told which', async () => {
    const id = await sent({ list });
    const items = [{ type: 'reply', title: 'Yes', postbackData: 'yes' }];
    await sent({ button: { body: 'Sure?', items } });
    const refused = await here.post('/_emulator/say', { from: person, tap: 'One' });
    expect(refused.json.error).to.match(/^tap: .*"Yes"/);
    expect((await heard({ tap: 'One', quote: id })).entry).to.include({ relatedMessageId: id });
  });

  it('cannot tap what opens a page, nor what never reached the phone', async () => {
    await sent({ ctaUrl: { body: 'Look', title: 'Open', url: 'https://example.com' } });
    here.emulator.fault('nativeFailed');
    await sent({ list });
    for (const tap of ['Open', 'One', 1]) {
      const { status, json } = await here.post('/_emulator/say', { from: person, tap });
      expect([status, String(json.error).slice(0, 5)]).to.deep.equal([400, 'tap: ']);
    }
  });

  it('sends a voice note without having a file at hand', async () => {
    const { event, entry } = await heard({ media: { voice: true } });
    expect(event).to.equal('moMedia');
    const [file] = records(entry.files);
    expect(file).to.include({ contentType: 'audio/ogg; codecs=opus', fileName: 'voice.ogg' });
    expect(last()?.media).to.include({ voice: true, contentType: 'audio/ogg; codecs=opus' });
    const authorization = here.integration.apiKey;
    const answer = await fetch(String(file?.downloadUrl), { headers: { authorization } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.length).to.equal(file?.byteSize);
    expect(bytes.subarray(0, 4).toString()).to.equal('OggS');
    expect(bytes.includes('OpusHead')).to.equal(true);
  });

  const samples: [string, string, string][] = [
    ['image/png', 'photo.png', '\x89PNG\r\n\x1a\n'],
    ['image/jpeg', 'photo.jpg', '\xff\xd8\xff\xe0'],
    ['application/pdf', 'document.pdf', '%PDF-1.4\n'],
    ['audio/ogg', 'audio.ogg', 'OggS'],
  ];
  for (const [contentType, fileName, signature] of samples) {
    it(`sends a sample of ${contentType} as ${fileName}`, async () => {
      await heard({ media: { contentType } });
      expect(last()?.media).to.include({ contentType, fileName });
      const answer = await fetch(here.emulator.url + last()?.media?.url);
      expect(Buffer.from(await answer.arrayBuffer()).toString('latin1')).to.match(new RegExp(`^${signature}`));
    });
  }

  it('sends a contact', async () => {
    const { event, entry } = await heard({ contact: { name: 'Anna', phones: ['+27820000003'] } });
    expect(event).to.equal('moContacts');
    expect(entry.contacts).to.deep.equal([{ name: { formattedName: 'Anna' }, phones: [{ phone: '+27820000003' }] }]);
    expect(last()).to.deep.include({
      kind: 'contacts',
      text: '[Anna]',
      contacts: [{ name: 'Anna', phones: ['+27820000003'] }],
    });
  });

  it('quotes a message, or the latest of the business', async () => {
    const first = await sent({ content: 'One', clientMessageId: 'a' });
    const second = await sent({ content: 'Two', clientMessageId: 'b' });
    const said: [Omit<Said, 'from'>, string, string][] = [
      [{ text: 'That one', quote: first }, first, 'a'],
      [{ text: 'That one', quote: true }, second, 'b'],
      [{ location: { latitude: 1, longitude: 2 }, quote: true }, second, 'b'],
      [{ media: { contentType: 'image/png' }, quote: first }, first, 'a'],
      [{ contact: { name: 'Anna' }, quote: first }, first, 'a'],
    ];
    for (const [what, relatedMessageId, relatedClientMessageId] of said) {
      expect((await heard(what)).entry).to.include({ relatedMessageId, relatedClientMessageId });
      expect(last()?.quoted?.id).to.equal(relatedMessageId);
    }
    expect((await heard({ text: 'No more' })).entry).to.include({ relatedMessageId: null });
  });

  it('quotes their own words too', async () => {
    const id = here.emulator.chat(person).messages[0]?.id ?? '';
    expect((await heard({ text: 'As I said', quote: id })).entry).to.include({
      relatedMessageId: id,
      relatedClientMessageId: null,
    });
  });

  it('reacts to a message, changes their mind, and takes it back', async () => {
    const id = await sent({ content: 'Done', clientMessageId: 'a' });
    const reactions = (): unknown => here.emulator.chat(person).messages.find((one) => one.id === id)?.reactions;
    const { event, entry } = await heard({ reaction: { emoji: '👍' } });
    expect(event).to.equal('moReaction');
    expect(entry).to.deep.include({
      reaction: { emoji: '👍', messageId: id },
      relatedMessageId: id,
      relatedClientMessageId: 'a',
    });
    expect(reactions()).to.deep.equal([{ emoji: '👍', from: 'person' }]);
    expect(last()).to.deep.include({ kind: 'reaction', text: '👍', quoted: { id, text: 'Done', direction: 'out' } });
    await heard({ reaction: { emoji: '❤️', messageId: id } });
    expect(reactions()).to.deep.equal([{ emoji: '❤️', from: 'person' }]);
    expect((await heard({ reaction: { emoji: '' } })).entry.reaction).to.deep.equal({ emoji: '', messageId: id });
    expect(reactions()).to.equal(undefined);
  });

  it('edits a text, which stands changed on the phone', async () => {
    const { messageId: id } = await here.emulator.say({ from: person, text: 'Pay 100' });
    await here.emulator.say({ from: person, location: { latitude: 1, longitude: 2 } });
    const { event, entry } = await heard({ edit: { text: 'Pay 200' } });
    expect(event).to.equal('moEdited');
    expect(entry).to.include({ content: 'Pay 200', relatedMessageId: id, from: person });
    expect(entry.messageId).not.to.equal(id);
    const texts = here.emulator.chat(person).messages.map(({ text, isEdited }) => [text, isEdited]);
    expect(texts.slice(0, 2)).to.deep.equal([
      ['Hi', undefined],
      ['Pay 200', true],
    ]);
    const first = String(here.emulator.chat(person).messages[0]?.id);
    expect((await heard({ edit: { text: 'Hello', messageId: first } })).entry.relatedMessageId).to.equal(first);
    const ours = await sent({ content: 'Done' });
    for (const messageId of [ours, 'none']) {
      await rejection(here.emulator.say({ from: person, edit: { text: 'x', messageId } }), InvalidInputError);
    }
  });

  it('comes by an ad', async () => {
    const referral = { source_id: '120', headline: 'Home loans', ctwa_clid: 'ARAk' };
    expect((await heard({ text: 'Hello', referral })).entry).to.deep.include({ content: 'Hello', referral });
  });

  it('does not open the window with a reaction', async () => {
    await sent({ content: 'Done' });
    here.clock.advance(23 * hour);
    await heard({ reaction: { emoji: '👍' } });
    here.clock.advance(hour);
    expect(here.emulator.chat(person).windows[0]?.state).to.equal('closed');
    const items = [{ type: 'reply', title: 'Yes', postbackData: 'yes' }];
    await sent({ button: { body: 'Sure?', items } });
    expect(here.emulator.violations).to.have.length(1);
  });

  it('sees blue ticks on a reaction that was read', async () => {
    await sent({ content: 'Done' });
    const { messageId } = await here.emulator.say({ from: person, reaction: { emoji: '👍' } });
    const update = { channel: 'whatsapp', statusCode: 1001, messageId, clientEventId: 'x' };
    const { status } = await here.post('/v1/notification', { event: { messageStatusUpdate: [update] } });
    expect([status, last()?.ticks]).to.deep.equal([202, '✓✓ read']);
  });
});

describe('the memory of the emulator', () => {
  afterEach(closeAll);

  it('keeps everything that a message can show', async () => {
    const memory = new Keyv();
    const first = await setting({ memory });
    await first.emulator.say({ from: person, media: { voice: true } });
    await first.send({ list }, { ctaUrl: { body: 'Look', title: 'Open', url: 'https://example.com' } });
    await first.send({ location: { latitude: '1', longitude: '2' } });
    await first.emulator.say({ from: person, reaction: { emoji: '👍' } });
    await first.emulator.say({ from: person, contact: { name: 'Anna' }, quote: true });
    await first.emulator.settled();
    const before = first.emulator.chat(person);
    await closeAll();
    const second = await setting({ memory });
    expect(second.emulator.chat(person)).to.deep.equal(before);
    const said = await second.emulator.say({ from: person, tap: 'Three' });
    const picked = second.bot.received.find(({ entry }) => entry.messageId === said.messageId);
    expect(record(picked?.entry.selectedItem).title).to.equal('Three');
  });
});
