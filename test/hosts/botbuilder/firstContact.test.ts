import { ActivityHandler, ConversationState, type TurnContext } from 'botbuilder';
import {
  ComponentDialog,
  ConfirmPrompt,
  type DialogContext,
  DialogSet,
  type DialogTurnResult,
  DialogTurnStatus,
  TextPrompt,
  WaterfallDialog,
} from 'botbuilder-dialogs';
import { expect } from 'chai';
import { KeyvStorage, openStore, outsideWindow, referralOf, type Store, template } from '../../../src/index.js';
import { business, type Channel, type ChannelOptions, startChannel, thandi } from '../../support/channel.js';

// A bot of the kind of Microsoft's core bot: its main dialog is begun at the welcome, and every question can be left.

class Leavable extends ComponentDialog {
  override async onContinueDialog(inner: DialogContext): Promise<DialogTurnResult> {
    const { context } = inner;
    const text = context.activity.type === 'message' ? context.activity.text.toLowerCase() : '';
    if (text === 'help') {
      await context.sendActivity('Say a city, or cancel.');
      return { status: DialogTurnStatus.waiting };
    }
    if (text === 'cancel') {
      await context.sendActivity('Cancelled.');
      return inner.cancelAllDialogs();
    }
    return super.onContinueDialog(inner);
  }
}

class Booking extends Leavable {
  constructor() {
    super('booking');
    this.addDialog(new TextPrompt('text'));
    this.addDialog(new ConfirmPrompt('confirm'));
    this.addDialog(
      new WaterfallDialog('steps', [
        (step) => step.prompt('text', 'Where to?'),
        (step) => {
          Object.assign(step.values, { city: step.result });
          return step.prompt('confirm', `To ${step.result}?`);
        },
        (step) => step.endDialog(step.result && 'city' in step.values ? step.values.city : undefined),
      ]),
    );
    this.initialDialogId = 'steps';
  }
}

const slots = { name: 'Thandi', ticket: 'T-1', summary: 'It works' };
/** Can be asked before the person has ever written, too. */
const firstQuestion = outsideWindow('What can I help you with?', template('ticket_resolved', slots));

class Main extends ComponentDialog {
  constructor() {
    super('main');
    this.addDialog(new TextPrompt('text'));
    this.addDialog(new Booking());
    this.addDialog(
      new WaterfallDialog('steps', [
        (step) => step.prompt('text', 'again' in step.options ? 'What else?' : firstQuestion),
        async (step) => {
          if (/book/i.test(step.result)) return step.beginDialog('booking');
          await step.context.sendActivity('I did not get that.');
          return step.next();
        },
        async (step) => {
          if (step.result) await step.context.sendActivity(`Booked: ${step.result}.`);
          return step.replaceDialog('steps', { again: true });
        },
      ]),
    );
    this.initialDialogId = 'steps';
  }
}

describe('A bot whose dialog begins at the welcome', () => {
  let channel: Channel;
  let store: Store;
  const welcomed: unknown[] = [];
  beforeEach(async () => {
    store = await openStore('memory:');
    welcomed.splice(0);
  });
  afterEach(async () => {
    await channel.close();
    await store.close();
  });

  function coreBot() {
    const state = new ConversationState(new KeyvStorage(store.keyv('bot-state')));
    const dialogs = new DialogSet(state.createProperty('DialogState')).add(new Main());
    const run = async (context: TurnContext) => {
      const dialog = await dialogs.createContext(context);
      const { status } = await dialog.continueDialog();
      if (status === DialogTurnStatus.empty) await dialog.beginDialog('main');
    };
    const bot = new ActivityHandler();
    bot.onMembersAdded(async (context, next) => {
      welcomed.push(context.activity.channelData?.content);
      await context.sendActivity('Welcome!');
      await run(context);
      await next();
    });
    bot.onMessage(async (context, next) => {
      await run(context);
      await next();
    });
    const saving = (work: (context: TurnContext) => Promise<void>) => async (context: TurnContext) => {
      await work(context);
      await state.saveChanges(context);
    };
    return { logic: saving((context) => bot.run(context)), begin: saving(run) };
  }

  async function meet(options: ChannelOptions = {}): Promise<void> {
    channel = await startChannel({ logic: coreBot().logic, store, ...options });
  }
  /** What is heard in answer. */
  async function say(said: string | { tap: string } | { media: object } | { quote: true; text: string }) {
    const before = channel.heard().length;
    await channel.emulator.say({ from: thandi, ...(typeof said === 'string' ? { text: said } : said) });
    await channel.settled();
    return channel.heard().slice(before);
  }
  const greeting = ['Welcome!', 'What can I help you with?'];

  it('is talked through, and "Hi" is no answer to what it asks first', async () => {
    await meet();
    expect(await say('Hi')).to.deep.equal(greeting);
    expect(await say('book a flight')).to.deep.equal(['Where to?']);
    expect(await say('help')).to.deep.equal(['Say a city, or cancel.']);
    expect(await say('Paris')).to.deep.equal(['To Paris?']);
    expect(await say({ tap: 'Yes' })).to.deep.equal(['Booked: Paris.', 'What else?']);
    expect(await say('book another')).to.deep.equal(['Where to?']);
    expect(await say('cancel')).to.deep.equal(['Cancelled.', 'What else?']);
    expect(await say('Hi')).to.deep.equal(['I did not get that.', 'What else?']);
    expect(channel.emulator.violations).to.deep.equal([]);
  });

  it('can read what was said first, and the log tells that the welcome was all', async () => {
    await meet();
    const referral = { headline: 'Fly', ctwa_clid: 'ARAk' };
    const referrals: unknown[] = [];
    channel.adapter.use(async (context, next) => {
      referrals.push(referralOf(context.activity));
      await next();
    });
    await channel.emulator.say({ from: thandi, text: 'I want to fly', referral });
    await channel.settled();
    expect(welcomed).to.deep.equal(['I want to fly']);
    expect(referrals).to.deep.equal([{ headline: 'Fly', ctwaClid: 'ARAk' }]);
    expect(channel.events.filter(({ kind }) => kind === 'firstContact')).to.deep.equal([
      { kind: 'firstContact', person: '…0001' },
    ]);
  });

  it('has no welcome where the first message is all that counts', async () => {
    await meet({ adapter: { firstContact: 'message' } });
    expect(await say('Hi')).to.deep.equal(['What can I help you with?']);
    expect(await say('book')).to.deep.equal(['Where to?']);
    expect(welcomed).to.deep.equal([]);
  });

  it('has both turns where that is wanted', async () => {
    await meet({ adapter: { firstContact: 'both' } });
    expect(await say('Hi')).to.deep.equal([...greeting, 'I did not get that.', 'What else?']);
    expect(await say('book')).to.deep.equal(['Where to?']);
  });

  it('gets a first message that says more than words', async () => {
    await meet();
    await channel.emulator.say({ from: thandi, media: { contentType: 'image/png', caption: 'book this' } });
    await channel.settled();
    expect(channel.heard()).to.deep.equal([...greeting, 'Where to?']);
  });

  /** What our own account sent before the person ever wrote. */
  async function sendsTemplate(): Promise<void> {
    const ticket = { to: thandi, text: 'Solved?', template: template('ticket_resolved', slots) };
    await channel.adapter.notify(ticket);
    await channel.settled();
  }

  it('gets a first message that answers one of ours: a tap, or a quote', async () => {
    await meet();
    await sendsTemplate();
    expect(await say({ tap: 'Not solved' })).to.deep.equal([...greeting, 'I did not get that.', 'What else?']);
    await channel.close();
    await store.close();
    store = await openStore('memory:');
    await meet();
    await sendsTemplate();
    expect(await say({ text: 'book one', quote: true })).to.deep.equal([...greeting, 'Where to?']);
  });

  it('gets the answer to what it had asked of its own accord', async () => {
    await meet();
    const reference = channel.adapter.reference(thandi, business);
    await channel.adapter.continueConversationAsync('', reference, coreBot().begin);
    expect(await say('book')).to.deep.equal(['Welcome!', 'Where to?']);
  });

  it('welcomes a person once, whichever process they write to', async () => {
    await meet();
    await say('Hi');
    const { emulator, clock } = channel;
    await channel.adapter.stop();
    const first = channel;
    await meet({ emulator, clock });
    expect(await say('book')).to.deep.equal(['Where to?']);
    expect(welcomed).to.have.length(1);
    await channel.close();
    channel = first;
  });
});

describe('A bot that greets and asks nothing', () => {
  it('gets the first message as well', async () => {
    const types: string[] = [];
    const channel = await startChannel({ logic: async ({ activity }) => void types.push(activity.type) });
    try {
      await channel.say('Hi');
      expect(types).to.deep.equal(['conversationUpdate', 'message']);
    } finally {
      await channel.close();
    }
  });
});
