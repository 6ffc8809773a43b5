import { ConversationState, UserState } from 'botbuilder';
import { DialogSet, DialogTurnStatus, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import { expect } from 'chai';
import { KeyvStorage, type Logic, openStore, StoreError } from '../../../src/index.js';
import { type Channel, startChannel } from '../../support/channel.js';
import { removeFolders, temporaryFolder } from '../../support/folder.js';

/** Two questions, and at the end the state is deleted. `end` is called when a turn is about to end. */
function orderBot(storage: KeyvStorage, end: () => void): Logic {
  const conversation = new ConversationState(storage);
  const user = new UserState(storage);
  const orders = user.createProperty<number>('orders');
  const dialogs = new DialogSet(conversation.createProperty('dialog'));
  dialogs.add(new TextPrompt('ask'));
  dialogs.add(
    new WaterfallDialog('order', [
      (step) => step.prompt('ask', 'What?'),
      (step) => step.prompt('ask', `How many ${step.result}?`),
      async (step) => {
        await step.context.sendActivity(`${step.result}, thank you.`);
        return step.endDialog();
      },
    ]),
  );
  return async (context) => {
    if (context.activity.type !== 'message') return;
    const dialog = await dialogs.createContext(context);
    let { status } = await dialog.continueDialog();
    if (status === DialogTurnStatus.empty) ({ status } = await dialog.beginDialog('order'));
    await conversation.saveChanges(context);
    if (status === DialogTurnStatus.complete) {
      await orders.set(context, (await orders.get(context, 0)) + 1);
      await user.saveChanges(context);
      await conversation.delete(context);
    }
    end();
  };
}

const whole = ['What?', 'How many lamps?', '2, thank you.'];

describe('A dialog whose last step deletes the state', () => {
  let channel: Channel;
  afterEach(async () => {
    await channel.close();
  });
  after(removeFolders);

  for (const url of ['memory:', 'lmdb:']) {
    it(`is at its end once where the turn has to run again, on ${url}`, async () => {
      const store = await openStore(url === 'lmdb:' ? `lmdb:${await temporaryFolder()}` : url);
      let failures = 0;
      const logic = orderBot(new KeyvStorage(store.keyv('state')), () => {
        if (failures <= 0) return;
        failures -= 1;
        throw new StoreError('The store is away for a moment.');
      });
      channel = await startChannel({ store, logic, adapter: { lanes: { retryDelayMs: 1 } } });
      try {
        for (const text of ['Hi', 'lamps']) await channel.say(text);
        failures = 2;
        await channel.say('2');
        expect(channel.heard()).to.deep.equal(whole);
        // The next message is no answer to anything: it begins anew.
        for (const text of ['Hi again', 'lamps', '2']) await channel.say(text);
        expect(channel.heard()).to.deep.equal([...whole, ...whole]);
      } finally {
        await channel.adapter.stop();
        await store.close();
      }
    });
  }
});
