import { expect } from 'chai';
import { InvalidInputError, MovableClock, openStore, template } from '../../src/index.js';
import { type Channel, noon, startChannel, thandi } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { rejection } from '../support/rejection.js';

const hour = 60 * 60 * 1000;
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const asTemplate = 'Support\n\nHi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.';

describe('a follow-up', () => {
  let channel: Channel;
  const advance = async (ms: number) => {
    channel.clock.advance(ms);
    await channel.settled();
  };
  beforeEach(async () => {
    channel = await startChannel();
  });
  afterEach(() => channel.close());
  after(removeFolders);

  it('is said when it is due, and the window is judged then', async () => {
    await channel.say('Hello');
    await channel.adapter.schedule({ key: 'a', in: 2 * hour, to: thandi, text: 'soon', template: resolved });
    await channel.adapter.schedule({ key: 'b', at: noon + 25 * hour, to: thandi, text: 'later', template: resolved });
    expect(channel.heard()).to.deep.equal(['You said: Hello']);
    await advance(2 * hour - 1);
    expect(channel.heard()).to.have.length(1);
    await advance(1);
    expect(channel.heard().slice(1)).to.deep.equal(['soon']);
    await advance(23 * hour);
    expect(channel.heard().slice(2)).to.deep.equal([asTemplate]);
    expect(channel.emulator.violations).to.deep.equal([]);
  });

  it('takes the place of the one under its key, and can be taken back', async () => {
    await channel.adapter.schedule({ key: 'a', in: hour, to: thandi, template: resolved, id: 'first' });
    const { id, dueAt } = await channel.adapter.schedule({
      key: 'a',
      at: new Date(noon + 2 * hour),
      to: thandi,
      template: resolved,
    });
    await channel.adapter.schedule({ key: 'b', in: hour, to: thandi, template: resolved, id: 'other' });
    expect(dueAt).to.equal(noon + 2 * hour);
    expect([await channel.adapter.cancel('b'), await channel.adapter.cancel('b')]).to.deep.equal([true, false]);
    await advance(3 * hour);
    expect(channel.heard()).to.deep.equal([asTemplate]);
    expect((await channel.adapter.notification(id))?.state).to.equal('read');
    expect(await channel.adapter.notification('first')).to.equal(undefined);
    expect(await channel.adapter.cancel('a')).to.equal(false);
  });

  it('survives the process, and is said once when it fell due meanwhile', async () => {
    const folder = await temporaryFolder();
    const clock = new MovableClock({ now: () => noon });
    const store = await openStore(`lmdb:${folder}`);
    const before = await startChannel({ store, clock });
    await before.adapter.schedule({ key: 'a', in: hour, to: thandi, template: resolved, id: 'x' });
    await before.close();
    await store.close();

    clock.advance(5 * hour);
    const reopened = await openStore(`lmdb:${folder}`);
    const later = await startChannel({ store: reopened, clock });
    await later.settled();
    expect(later.heard()).to.deep.equal([asTemplate]);
    await later.close();
    await reopened.close();
  });

  it('that fell due a while ago is said at once', async () => {
    await channel.adapter.schedule({ key: 'a', at: noon - 24 * hour, to: thandi, template: resolved });
    await channel.settled();
    expect(channel.heard()).to.deep.equal([asTemplate]);
  });

  const wrong: [string, object, string][] = [
    ['no time', { key: 'a', to: thandi, template: resolved }, 'at'],
    ['two times', { key: 'a', at: noon, in: 1, to: thandi, template: resolved }, 'at'],
    ['a time that is none', { key: 'a', at: new Date('x'), to: thandi, template: resolved }, 'at'],
    ['a time in seconds', { key: 'a', at: Math.floor(noon / 1000) + 86_400, to: thandi, template: resolved }, 'at'],
    ['a date made of seconds', { key: 'a', at: new Date(noon / 1000), to: thandi, template: resolved }, 'at'],
    ['a time in microseconds', { key: 'a', at: noon * 1000, to: thandi, template: resolved }, 'at'],
    ['a time long past', { key: 'a', at: noon - 400 * 24 * hour, to: thandi, template: resolved }, 'at'],
    ['a time before all time', { key: 'a', in: -noon, to: thandi, template: resolved }, 'in'],
    ['an endless delay', { key: 'a', in: noon * 1000, to: thandi, template: resolved }, 'in'],
    ['no delay', { key: 'a', in: null, to: thandi, template: resolved }, 'in'],
    ['a delay that is a truth', { key: 'a', in: true, to: thandi, template: resolved }, 'in'],
    ['a delay in a list', { key: 'a', in: [5], to: thandi, template: resolved }, 'in'],
    ['a date in words', { key: 'a', at: '2026-06-01', to: thandi, template: resolved }, 'at'],
    ['a time in a list', { key: 'a', at: [noon + hour], to: thandi, template: resolved }, 'at'],
    ['no key', { key: '', in: 1, to: thandi, template: resolved }, 'key'],
    ['nobody', { key: 'a', in: 1, to: 'x', template: resolved }, 'to'],
    ['nothing to say', { key: 'a', in: 1, to: thandi }, 'text'],
    ['an unknown template', { key: 'a', in: 1, to: thandi, template: template('nope') }, 'template.name'],
    [
      'a missing slot',
      { key: 'a', in: 1, to: thandi, template: template('ticket_resolved') },
      'template.parameters.name',
    ],
  ];
  for (const [name, followUp, field] of wrong) {
    it(`with ${name} is refused by the field ${field}`, async () => {
      const given = { key: 'a', to: thandi, ...followUp };
      expect((await rejection(channel.adapter.schedule(given), InvalidInputError)).field).to.equal(field);
    });
  }
});
