import { ActivityHandler, ConversationState, MemoryStorage, MessageFactory, TestAdapter, UserState } from 'botbuilder';
import { DialogSet, type DialogState, NumberPrompt, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import { expect } from 'chai';
import { didYouMeanDialogs } from '../../../bots/talk/didYouMean.js';
import { speller, translator } from '../../../bots/talk/heard.js';
import { Languages, type Spoken } from '../../../bots/talk/language.js';
import { dropDialog, isUnderWay, openQuestion } from '../../../bots/talk/questions.js';
import { route } from '../../../bots/talk/router.js';
import type { Talk, Wish } from '../../../bots/talk/talk.js';

describe('route', () => {
  it('interrupts a question with a command, and asks the question again', async () => {
    const { say } = shop();
    expect(await say('buy tea')).to.deep.equal(['How many?']);
    expect(await say('prices')).to.deep.equal(['Tea 10, cake 20.', 'How many?']);
    expect(await say('2')).to.deep.equal(['Bought: 2 tea.']);
  });

  it('begins a dialog on top of a question, which comes back when it ends', async () => {
    const { say } = shop();
    await say('buy tea');
    expect(await say('note')).to.deep.equal(['What shall I note?']);
    expect(await say('prices')).to.deep.equal(['Tea 10, cake 20.', 'What shall I note?']);
    expect(await say('mind the prices of tea')).to.deep.equal(['Noted: mind the prices of tea.', 'How many?']);
    expect(await say('3')).to.deep.equal(['Bought: 3 tea.']);
  });

  it('starts over what is begun again, so that nothing piles up', async () => {
    const { say } = shop();
    await say('buy tea');
    expect(await say('buy cake')).to.deep.equal(['How many?']);
    expect(await say('1')).to.deep.equal(['Bought: 1 cake.']);
    expect(await say('1')).to.deep.equal(['What? (1)']);
  });

  it('takes an exact answer for one, even if it sounds like a command', async () => {
    const { say } = shop();
    await say('buy tea');
    expect(await say('2')).to.deep.equal(['Bought: 2 tea.']);
    expect(await say('2')).to.deep.equal(['What? (1)']);
  });

  it('tells how to get out after two failures, and not of those before', async () => {
    const { say } = shop();
    await say('buy tea');
    expect(await say('some')).to.deep.equal(['How many?']);
    expect(await say('a few'))
      .to.have.length(2)
      .and.satisfy(([, hint = '']) => /"cancel".*"human"/.test(hint));
    expect(await say('2')).to.deep.equal(['Bought: 2 tea.']);
    await say('buy cake');
    expect(await say('some')).to.deep.equal(['How many?']);
  });

  it('counts what is not understood in a row', async () => {
    const { say } = shop();
    expect(await say('blah')).to.deep.equal(['What? (1)']);
    expect(await say('blah')).to.deep.equal(['What? (2)']);
    await say('prices');
    expect(await say('blah')).to.deep.equal(['What? (1)']);
  });

  it('takes a misspelt command like a right one, and asks first if it is costly', async () => {
    const { say } = shop();
    expect(await say('priecs')).to.deep.equal(['Tea 10, cake 20.']);
    await say('buy tea');
    expect(await say('canecl')).to.deep.equal(['Did you mean "cancel"?']);
    expect(await say('no')).to.deep.equal(['All right, I have done nothing.', 'How many?']);
    await say('cancle');
    expect(await say('prices')).to.deep.equal(['Tea 10, cake 20.', 'Did you mean "cancel"?']);
    expect(await say('hm')).to.deep.equal(['Did you mean "cancel"?']);
    expect(await say('yes')).to.deep.equal(['Cancelled.']);
    expect(await say('2')).to.deep.equal(['What? (1)']);
  });

  it('leaves the way to what lies below a guess open', async () => {
    const { say } = shop();
    await say('buy tea');
    await say('note');
    await say('cancle');
    expect(await say('yes')).to.deep.equal(['Cancelled.', 'How many?']);
  });

  it('answers several wishes, and says which one has to wait', async () => {
    const { say } = shop();
    expect(await say('Hi, prices please and buy tea')).to.deep.equal(['Tea 10, cake 20.', 'How many?']);
    await say('2');
    expect(await say('buy tea and note')).to.deep.equal([
      'One thing at a time. When this is done, say "note".',
      'How many?',
    ]);
    await say('2');
    expect(await say('buy tea and cake')).to.deep.equal(['How many?']);
  });

  it('answers several wishes in a message that is none as a whole, if each part is one', async () => {
    const { say } = shop();
    expect(await say('prices and note')).to.deep.equal(['Tea 10, cake 20.', 'What shall I note?']);
    await say('done');
    expect(await say('prices and the weather')).to.deep.equal(['What? (1)']);
  });

  it('apologises to who swears, and offers a human', async () => {
    const { say } = shop();
    expect((await say('this is useless'))[0]).to.match(/sorry.*"human"/);
    await say('buy tea');
    const answers = await say('wtf');
    expect(answers[0]).to.match(/sorry.*"human".*"cancel"/);
    expect(answers[1]).to.equal('How many?');
  });

  it('understands commands in Afrikaans, and says once that it can write it', async () => {
    const { say } = shop();
    expect(await say('wat is die pryse asseblief'))
      .to.have.length(2)
      .and.include('Tea 10, cake 20.');
    expect(await say('wat is die pryse asseblief')).to.deep.equal(['Tea 10, cake 20.']);
  });

  it('changes the language in the middle of a question, and keeps it', async () => {
    const { say } = shop();
    await say('buy tea');
    const answers = await say('Afrikaans asseblief');
    expect(answers[0]).to.match(/Afrikaans/);
    expect(answers[1]).to.equal('How many?');
    await say('cancle');
    expect(await say('nee')).to.deep.equal(['Goed, ek het niks gedoen nie.', 'How many?']);
  });

  it('says once which languages it writes', async () => {
    const { say } = shop();
    expect((await say('hola, quiero ver mi saldo'))[0]).to.match(/English.*Afrikaans.*"human"/);
    expect(await say('hola, quiero ver mi saldo')).to.deep.equal(['What? (1)']);
  });
});

interface ShopWish extends Wish {
  readonly kind: 'prices' | 'buy' | 'note' | 'cancel' | 'greeting' | 'one';
  readonly text?: string;
}

/** A bot that sells tea and cake, asks how many, and keeps notes. */
function shop() {
  const storage = new MemoryStorage();
  const conversation = new ConversationState(storage);
  const user = new UserState(storage);
  const languages = new Languages({ spoken: user.createProperty<Spoken>('spoken') });
  const words: Readonly<Record<string, string>> = { pryse: 'prices', 'wat is die': '', asseblief: 'please' };
  const talk: Talk<ShopWish> = {
    languages,
    misses: conversation.createProperty<number>('misses'),
    spelt: speller(['prices', 'cancel', 'note']),
    inEnglish: (text) => translator(words)(text).trim(),
    read(text) {
      if (/^prices(?: please)?$/.test(text)) return { kind: 'prices', isWhole: true };
      if (/^(?:1|2)$/.test(text)) return undefined;
      if (text === 'cancel') return { kind: 'cancel', isWhole: true, isCostly: true };
      if (text === 'note') return { kind: 'note', begins: true, isWhole: true };
      if (text === 'Hi') return { kind: 'greeting', isPolite: true };
      const what = /\bbuy (\w+)/.exec(text)?.[1];
      return what === undefined ? undefined : { kind: 'buy', begins: true, text: what };
    },
    async meet(dc, wish) {
      switch (wish.kind) {
        case 'prices':
          await dc.context.sendActivity('Tea 10, cake 20.');
          return 'said';
        case 'cancel':
          dropDialog(dc, ['note', 'buy'].find((id) => isUnderWay(dc, id)) ?? '');
          await dc.context.sendActivity('Cancelled.');
          return 'said';
        case 'buy':
        case 'note':
          dropDialog(dc, wish.kind);
          await dc.beginDialog(wish.kind, { what: wish.text });
          return 'done';
        default:
          return 'said';
      }
    },
    isAnswer: (dc, text) => openQuestion(dc)?.id === 'amount' && /^\d+$/.test(text),
    isFree: (dc) => openQuestion(dc)?.id === 'words',
    wonder: async (dc, _, misses) => {
      await dc.context.sendActivity(`What? (${misses})`);
    },
    offerHuman: (_, text) => MessageFactory.text(text),
  };
  const dialogs = new DialogSet(conversation.createProperty<DialogState>('dialogs'))
    .add(new NumberPrompt('amount'))
    .add(new TextPrompt('words'))
    .add(
      new WaterfallDialog<{ what: string }>('buy', [
        (step) => step.prompt('amount', 'How many?'),
        async (step) => {
          await step.context.sendActivity(`Bought: ${step.result} ${step.options.what}.`);
          return step.endDialog();
        },
      ]),
    )
    .add(
      new WaterfallDialog('note', [
        (step) => step.prompt('words', 'What shall I note?'),
        async (step) => {
          await step.context.sendActivity(`Noted: ${step.result}.`);
          return step.endDialog();
        },
      ]),
    );
  for (const dialog of didYouMeanDialogs(talk)) dialogs.add(dialog);
  const bot = new ActivityHandler();
  bot.onMessage(async (context, next) => {
    await languages.listen(context);
    await route(await dialogs.createContext(context), context.activity.text, talk);
    await conversation.saveChanges(context);
    await user.saveChanges(context);
    await next();
  });
  const adapter = new TestAdapter((context) => bot.run(context));
  return {
    async say(text: string): Promise<string[]> {
      adapter.activeQueue.length = 0;
      await adapter.processActivity(text);
      return adapter.activeQueue.map((activity) => activity.text ?? '');
    },
  };
}
