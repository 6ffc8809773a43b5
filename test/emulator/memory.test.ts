import { expect } from 'chai';
import Keyv from 'keyv';
import { MovableClock } from '../../src/core/clock.js';
import { createEmulator } from '../../src/emulator/index.js';
import { business, closeAll, person, setting, start, statusNames } from './support.js';

const clock = (): MovableClock => new MovableClock({ now: () => start });

describe('the memory of the emulator', () => {
  afterEach(closeAll);

  it('brings back chats, windows, keys and the clock', async () => {
    const memory = new Keyv();
    const first = await setting({ memory });
    await first.emulator.say({ from: person, text: 'Hi', name: 'Thandi' });
    first.emulator.person(person, { on: false });
    await first.send({ content: 'x' });
    first.clock.advance(5000);
    await first.emulator.settled();
    const before = first.emulator.chat(person);
    await closeAll();

    const second = await setting({ memory });
    expect(second.integration).to.include({
      apiKey: first.integration.apiKey,
      integrationId: first.integration.integrationId,
    });
    expect(second.clock.offset).to.equal(5000);
    expect(second.emulator.chat(person)).to.deep.equal(before);
    expect(second.emulator.chat(person).windows[0]?.state).to.equal('open');
    second.emulator.person(person, { on: true });
    await second.emulator.settled();
    expect(statusNames(second.bot)).to.deep.equal(['DEVICE_ACK', 'READ']);
    await second.send({ content: 'y' });
    expect(second.emulator.chat(person).messages.map(({ text }) => text)).to.deep.equal(['Hi', 'x', 'y']);
  });

  it('keeps the key of a number that is not integrated for a while', async () => {
    const memory = new Keyv();
    const first = await createEmulator({ clock: clock(), memory });
    const { apiKey } = first.integrate({ number: business });
    await first.close();
    const second = await createEmulator({ clock: clock(), memory });
    second.clock.advance(1);
    await second.close();
    const third = await createEmulator({ clock: clock(), memory, integrations: [{ number: business }] });
    expect(third.integrate({ number: business }).apiKey).to.equal(apiKey);
    await third.close();
  });

  it('is empty after a reset, but for the keys', async () => {
    const memory = new Keyv();
    const first = await setting({ memory });
    await first.emulator.say({ from: person, text: 'Hi' });
    await first.emulator.reset();
    await closeAll();
    const second = await setting({ memory });
    expect(second.emulator.chat(person).messages).to.deep.equal([]);
    expect(second.emulator.chat(person).windows[0]?.state).to.equal('unknown');
    expect(second.integration.apiKey).to.equal(first.integration.apiKey);
  });

  it('takes what it cannot read for nothing', async () => {
    const memory = new Keyv();
    await memory.set('emulator', { offsetMs: 'much' });
    const { emulator } = await setting({ memory });
    expect(emulator.clock.offset).to.equal(0);
  });

  it('says at close where it could not be written', async () => {
    const memory = {
      get: async () => undefined,
      delete: async () => true,
      set: async () => {
        throw new Error('The disk is full.');
      },
    };
    const emulator = await createEmulator({ clock: clock(), memory, integrations: [{ number: business }] });
    const error = await emulator.close().catch((reason: unknown) => reason);
    expect(error).to.have.property('message', 'The disk is full.');
  });
});
