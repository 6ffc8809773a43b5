import { expect } from 'chai';
import { until } from '../support/channel.js';
import { bankingNumber, type Program, person, records, startProgram, supportNumber } from './program.js';

const asking = 'We have a message for you. Tap the button below or write to us, and you will have it at once.';

describe('What the bots hold until a person writes', () => {
  let program: Program;
  before(async () => {
    program = await startProgram();
  });
  after(() => program.stop());
  /** Everything under way has happened, as far as the outbox and the lanes know. */
  const settled = () =>
    until(async () => {
      await program.emulator?.settled();
      const { text } = await program.call('/metrics');
      return /^whatsapp_lane_depth 0$/m.test(text);
    });
  const heard = (from: string, business?: string) =>
    program.emulator
      ?.chat(from)
      .messages.filter((message) => message.direction === 'out' && (!business || message.business === business))
      .map(({ text }) => text) ?? [];
  const notify = async (fields: object) => {
    const { status, json } = await program.api('/api/notifications', { body: { whenClosed: 'hold', ...fields } });
    expect(status).to.equal(202);
    await settled();
    return String(json.id);
  };
  const held = async (query: string) => records((await program.api(`/api/held?${query}`)).json.held);

  it('is told with its place, and leaves before the bot’s answer when they tap', async () => {
    await program.emulator?.say({ from: person, text: 'Hi' });
    await settled();
    program.emulator?.clock.advance(25 * 60 * 60 * 1000);
    const before = heard(person, supportNumber).length;
    const ids = [
      await notify({ to: person, text: 'Ben is on it.' }),
      await notify({ to: person, text: 'It is mended.' }),
    ];
    expect(heard(person, supportNumber).slice(before)).to.deep.equal([asking]);
    for (const [at, id] of ids.entries()) {
      const { json } = await program.api(`/api/notifications/${id}`);
      expect(json).to.include({ state: 'held', sentAs: null });
      expect(json.held).to.include({ position: at + 1 });
    }
    for (const query of [`to=${person}`, `to=%2B${person}`, `to=+${person}`]) {
      expect((await held(query)).map(({ notification, position }) => [notification, position])).to.deep.equal(
        ids.map((id, at) => [id, at + 1]),
      );
    }
    expect(await held(`to=${person}&from=${bankingNumber}`)).to.deep.equal([]);
    const ofBank = await notify({ to: person, from: bankingNumber, text: 'Your card is on its way.' });
    expect(
      (await held(`to=${person}`)).map(({ notification, from, position }) => [notification, from, position]),
    ).to.deep.equal([
      [ids[0], supportNumber, 1],
      [ids[1], supportNumber, 2],
      [ofBank, bankingNumber, 1],
    ]);
    const taken = await program.api(`/api/held?to=${person}&id=${ofBank}`, { method: 'DELETE' });
    expect([taken.status, taken.json]).to.deep.equal([200, { cancelled: 1 }]);
    await program.emulator?.say({ from: person, tap: 'Show me' });
    await settled();
    expect(heard(person, supportNumber).slice(before + 1)).to.deep.equal([
      'Ben is on it.',
      'It is mended.',
      'That is all for now. Write to me if I can help you with it.',
    ]);
    expect(await held(`to=${person}`)).to.deep.equal([]);
    expect((await program.api(`/api/notifications/${ids[0]}`)).json).to.include({ state: 'read', sentAs: 'text' });
    expect(program.emulator?.violations).to.deep.equal([]);
    const { text } = await program.call('/metrics');
    expect(text).to.match(/whatsapp_holds_total\{outcome="released"\} 2/);
  });

  it('ends in the language of the person', async () => {
    const other = '27820000003';
    await program.emulator?.say({ from: other, text: 'Afrikaans' });
    await settled();
    program.emulator?.clock.advance(25 * 60 * 60 * 1000);
    await notify({ to: other, text: 'Ben is on it.' });
    await program.emulator?.say({ from: other, tap: 'Show me' });
    await settled();
    expect(heard(other).at(-1)).to.match(/^Dit is al vir nou/);
  });

  it('is replaced under its key, and can be taken back', async () => {
    const other = '27820000002';
    const hold = (text: string) => notify({ to: other, text, whenClosed: { hold: { key: 'T-7' } } });
    await hold('Ben is on it.');
    const id = await hold('It is mended.');
    expect((await held(`to=${other}`)).map(({ notification, key }) => [notification, key])).to.deep.equal([
      [id, 'T-7'],
    ]);
    const { status, json } = await program.api(`/api/held?to=${other}&key=T-7`, { method: 'DELETE' });
    expect([status, json]).to.deep.equal([200, { cancelled: 1 }]);
    expect((await program.api(`/api/notifications/${id}`)).json).to.include({ state: 'refused' });
    expect(heard(other)).to.deep.equal([asking]);
  });

  const wrong: [string, string, string, string][] = [
    ['GET', 'nobody', '', 'to'],
    ['GET', 'what is no person', 'to=x', 'to'],
    ['GET', 'a field that does not exist', `to=${person}&since=1`, 'since'],
    ['GET', 'a field twice', `to=${person}&to=${person}`, 'to'],
    ['GET', 'a number that is not ours', `to=${person}&from=27110000009`, 'from'],
    ['DELETE', 'everything', `to=${person}`, 'id'],
    ['DELETE', 'an empty key', `to=${person}&key=`, 'key'],
  ];
  for (const [method, what, query, field] of wrong) {
    it(`is not asked for by ${method} of ${what}`, async () => {
      const { status, json } = await program.api(`/api/held?${query}`, { method });
      expect([status, json.field]).to.deep.equal([400, field]);
    });
  }
});
