import { ActivityTypes, ConversationState, type TurnContext } from 'botbuilder';
import { expect } from 'chai';
import { Keyv } from 'keyv';
import {
  createEmulator,
  type Emulator,
  KeyvStorage,
  MovableClock,
  openStore,
  type Store,
  StoreError,
  template,
} from '../../../src/index.js';
import { type Channel, noon, startChannel, thandi } from '../../support/channel.js';
import { describeWithPostgres } from '../../support/postgres.js';
import { rejection } from '../../support/rejection.js';
import { closeSqlite, freshSqlite } from '../../support/sqlite.js';

const hour = 60 * 60 * 1000;
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const asTemplate = 'Support\n\nHi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.';

/** A bot that counts what a person has said, in its conversation state. */
function countingBot(store: Store) {
  const state = new ConversationState(new KeyvStorage(store.keyv('bot-state')));
  const counter = state.createProperty<number>('count');
  return async (context: TurnContext) => {
    if (context.activity.type !== ActivityTypes.Message) return;
    const count = (await counter.get(context, 0)) + 1;
    await counter.set(context, count);
    await context.sendActivity(`${count}: ${context.activity.text}`);
    await state.saveChanges(context);
  };
}

function describeConversation(title: string, freshKeyv: () => Promise<Keyv>): void {
  describe(title, () => {
    let keyv: Keyv;
    let clock: MovableClock;
    let emulator: Emulator;
    let channel: Channel;

    /** Starts a program on the Keyv, as each process does. */
    async function start(): Promise<void> {
      const store = await openStore(keyv);
      channel = await startChannel({ store, logic: countingBot(store), clock, emulator });
    }
    async function stop(): Promise<void> {
      await channel.close();
      await channel.store.close();
    }

    beforeEach(async () => {
      keyv = await freshKeyv();
      clock = new MovableClock({ now: () => noon });
      emulator = await createEmulator({ clock });
      await start();
    });
    afterEach(async () => {
      await stop();
      await emulator.close();
    });

    it('goes on over a restart, with its state, its window and what is still to come', async () => {
      await channel.say('Hello');
      await channel.say('again');
      expect(channel.heard()).to.deep.equal(['1: Hello', '2: again']);
      const { id } = await channel.adapter.notify({ to: thandi, text: 'Fixed.', id: 'T-41' });
      await channel.settled();
      const at = clock.now() + 2 * hour;
      await channel.adapter.schedule({ to: thandi, text: 'Did it help?', key: 'T-41', at });

      await stop();
      await start();
      expect(await channel.adapter.notification(id)).to.include({ state: 'read', sentAs: 'text' });
      await channel.adapter.notify({ to: thandi, text: 'Fixed.', id: 'T-41' });
      // Nobody has written to this program yet: the window is the one that the store remembers.
      await channel.adapter.notify({ to: thandi, text: 'Anything else?' });
      clock.advance(2 * hour);
      await channel.settled();
      await channel.say('No');
      expect(channel.heard()).to.deep.equal([
        ...['1: Hello', '2: again', 'Fixed.'],
        ...['Anything else?', 'Did it help?', '3: No'],
      ]);
    });

    it('takes the template when the window has closed, before a restart and after it', async () => {
      await channel.say('Hello');
      clock.advance(25 * hour);
      await channel.adapter.notify({ to: thandi, text: 'Fixed.', template: resolved, id: 'one' });
      await channel.settled();
      expect(channel.heard()).to.deep.equal(['1: Hello', asTemplate]);

      await stop();
      await start();
      await channel.adapter.notify({ to: thandi, text: 'Fixed.', template: resolved, id: 'two' });
      await channel.settled();
      expect(channel.heard()).to.deep.equal(['1: Hello', asTemplate, asTemplate]);
      expect(await channel.adapter.notification('one')).to.include({ sentAs: 'template' });
    });

    it('keeps its store for itself', async () => {
      const error = await rejection(openStore(keyv), StoreError);
      expect(error.message).to.match(/^The store Keyv \(.+\) is in use by another process: stop that process, or /);
      await channel.say('Hello');
      expect(channel.heard()).to.deep.equal(['1: Hello']);
    });
  });
}

describeConversation('A conversation over a Keyv over a Map', async () => new Keyv(new Map()));

describe('A conversation over a Keyv over SQLite', () => {
  after(closeSqlite);
  describeConversation('with SQLite', freshSqlite);
});

describeWithPostgres('A conversation over a Keyv over PostgreSQL', (freshKeyv) =>
  describeConversation('opened', freshKeyv),
);
