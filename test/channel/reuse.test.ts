import { expect } from 'chai';
import { NotificationIdReusedError, NotificationUnsettledError, openStore, template } from '../../src/index.js';
import { business, type Channel, startChannel, thandi, until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { rejection } from '../support/rejection.js';

const hour = 60 * 60 * 1000;
const other = '27820000002';
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const reopened = template('ticket_resolved', { name: 'Thandi', ticket: 'T-43', summary: 'fixed' });
const both = { to: thandi, text: 'Fixed.', template: resolved, id: 'order-1' };

describe('The id of a notification', () => {
  let channel: Channel;
  const start = async (...options: Parameters<typeof startChannel>) => {
    channel = await startChannel(...options);
  };
  const report = async (id = 'order-1') => {
    await channel.settled();
    return (await channel.adapter.notification(id)) ?? expect.fail(`There is no notification ${id}.`);
  };
  afterEach(() => channel.close());
  after(removeFolders);

  describe('that another one has', () => {
    const others: [string, Parameters<Channel['adapter']['notify']>[0]][] = [
      ['to another person', { ...both, to: other }],
      ['with another text', { ...both, text: 'Another text.' }],
      ['without its text', { to: thandi, template: resolved, id: both.id }],
      ['with other values', { ...both, template: reopened }],
      ['with another policy', { ...both, whenClosed: 'refuse' }],
      ['with a topic', { ...both, topic: 'tickets' }],
    ];
    for (const [what, notification] of others) {
      it(`is refused ${what}, before and after that has left`, async () => {
        await start();
        channel.emulator.person(thandi, { on: false });
        await channel.adapter.notify(both);
        expect((await rejection(channel.adapter.notify(notification), NotificationIdReusedError)).id).to.equal(both.id);
        await channel.settled();
        const { message } = await rejection(channel.adapter.notify(notification), NotificationIdReusedError);
        expect(message)
          .to.match(/^id: it was used before/)
          .and.not.to.match(/Another text|2782/);
        const scheduling = channel.adapter.schedule({ ...notification, key: 'k', in: hour });
        await rejection(scheduling, NotificationIdReusedError);
        expect(await report()).to.include({ state: 'sent' });
        expect(channel.emulator.requests.messages).to.equal(1);
        expect(channel.heard(other)).to.deep.equal([]);
      });
    }

    it('is the same again in other words for the same: spellings of numbers, and numbers as text', async () => {
      await start();
      const numbered = (ticket: string | number) =>
        template('ticket_resolved', { name: 'T', ticket, summary: 'fixed' });
      await channel.adapter.notify({ ...both, template: numbered(42) });
      const again = {
        ...both,
        to: '+27 82 000 0001',
        from: `+${business}`,
        text: ' Fixed. ',
        template: numbered('42'),
      };
      expect(await channel.adapter.notify(again)).to.deep.equal({ id: both.id });
      expect(await report()).to.include({ state: 'read' });
      expect(channel.emulator.requests.messages).to.equal(1);
    });

    it('is given to one of many that ask at the same time, and the others are refused', async () => {
      await start();
      const notifications = ['1', '2', '3', '4', '5', '6'].map((digit) => ({ ...both, to: `2782000000${digit}` }));
      const asked = await Promise.allSettled(notifications.map((each) => channel.adapter.notify(each)));
      const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      expect(refused).to.have.length(5);
      for (const reason of refused) expect(reason).to.be.instanceOf(NotificationIdReusedError);
      expect(await report()).to.include({ state: 'read' });
      expect(channel.emulator.requests.messages).to.equal(1);
      const winner = notifications[asked.findIndex(({ status }) => status === 'fulfilled')];
      expect(channel.heard(winner?.to)).to.have.length(1);
    });

    it('is refused in the next process', async () => {
      const folder = await temporaryFolder();
      const store = await openStore(`lmdb:${folder}`);
      const before = await startChannel({ store });
      await before.adapter.notify(both);
      await before.settled();
      await before.close();
      await store.close();
      const opened = await openStore(`lmdb:${folder}`);
      await start({ store: opened });
      expect(await channel.adapter.notify(both)).to.deep.equal({ id: both.id });
      await rejection(channel.adapter.notify({ ...both, text: 'Another' }), NotificationIdReusedError);
      await channel.adapter.stop();
      await opened.close();
    });

    it('is told as a fault where two follow-ups with one id fall due', async () => {
      await start();
      await channel.adapter.schedule({ ...both, key: 'a', in: hour });
      await channel.adapter.schedule({ ...both, text: 'Another text.', template: reopened, key: 'b', in: 2 * hour });
      channel.clock.advance(2 * hour);
      await channel.settled();
      const faults = channel.events.flatMap((event) => (event.kind === 'fault' ? [event.error] : []));
      expect(faults.map(({ name }) => name)).to.deep.equal(['NotificationIdReusedError']);
      expect(channel.emulator.requests.messages).to.equal(1);
    });
  });

  describe('of one that did not get through', () => {
    it('may be used again for the same, as often as it fails, until it gets through', async () => {
      await start();
      channel.emulator.person(thandi, { onWhatsApp: false });
      await channel.adapter.notify(both);
      expect(await report()).to.include({ state: 'failed' });
      await channel.adapter.notify(both);
      expect(await report()).to.include({ state: 'failed' });
      expect(channel.emulator.requests.messages).to.equal(2);
      channel.emulator.person(thandi, { onWhatsApp: true });
      expect(await channel.adapter.notify(both)).to.deep.equal({ id: both.id });
      const sent = await report();
      expect(sent).to.include({ state: 'read', sentAs: 'template' }).and.not.to.have.property('error');
      expect(sent.messages).to.have.length(1);
      await channel.adapter.notify(both);
      await report();
      expect(channel.heard()).to.have.length(1);
    });

    it('may be used again where the provider accepted it and failed later', async () => {
      await start();
      channel.emulator.fault('templatePaused', 1);
      await channel.adapter.notify(both);
      expect(await report()).to.include({ state: 'failed' });
      await channel.adapter.notify(both);
      expect(await report()).to.include({ state: 'read' });
    });

    it('may be used again where it was refused, and the person has written since', async () => {
      await start();
      const { template: _, ...text } = both;
      await channel.adapter.notify(text);
      expect(await report()).to.include({ state: 'refused' });
      await channel.adapter.notify(text);
      expect(await report()).to.include({ state: 'refused' });
      await channel.say('Hello');
      await channel.adapter.notify(text);
      expect(await report()).to.include({ state: 'read', sentAs: 'text' });
      expect(channel.heard().slice(1)).to.deep.equal(['Fixed.']);
    });

    it('is one new try, however many ask for it at the same time', async () => {
      await start();
      channel.emulator.person(thandi, { onWhatsApp: false });
      await channel.adapter.notify(both);
      await report();
      channel.emulator.person(thandi, { onWhatsApp: true });
      await Promise.all(Array.from({ length: 10 }, () => channel.adapter.notify(both)));
      expect(await report()).to.include({ state: 'read' });
      expect(channel.heard()).to.have.length(1);
    });

    it('is refused for another content all the same', async () => {
      await start();
      channel.emulator.person(thandi, { onWhatsApp: false });
      await channel.adapter.notify(both);
      await report();
      await rejection(channel.adapter.notify({ ...both, text: 'Another' }), NotificationIdReusedError);
    });

    it('is refused where nobody knows whether the person got it', async () => {
      await start({ adapter: { unknownWaitMs: 1 } });
      // No status comes.
      channel.emulator.integrate({ number: business });
      channel.emulator.fault('resetAfterAccept', 1);
      await channel.adapter.notify(both);
      await until(async () => (await channel.adapter.notification(both.id))?.state === 'failed');
      const { message } = await rejection(channel.adapter.notify(both), NotificationUnsettledError);
      expect(message).to.match(/^id: the notification failed, but the person may have got it/);
    });
  });
});
