import { ActivityHandler, ConversationState, MemoryStorage, MessageFactory, TestAdapter } from 'botbuilder';
import { expect } from 'chai';
import { LastOffered } from '../../../bots/talk/lastOffered.js';

/** A bot that offers tea and cake at "menu", and otherwise tells what a number stands for. */
function counter() {
  const conversation = new ConversationState(new MemoryStorage());
  const offered = new LastOffered(conversation.createProperty('offered'));
  const bot = new ActivityHandler();
  bot.onMessage(async (context, next) => {
    offered.listen(context);
    const { text } = context.activity;
    const isMenu = text === 'menu';
    const answer = (await offered.chosen(context, text)) ?? 'nothing';
    await context.sendActivity(isMenu ? MessageFactory.suggestedActions(['Tea', 'Cake'], 'What?') : answer);
    await conversation.saveChanges(context);
    await next();
  });
  const adapter = new TestAdapter((context) => bot.run(context));
  return async (text: string) => {
    adapter.activeQueue.length = 0;
    await adapter.processActivity(text);
    return adapter.activeQueue.at(-1)?.text;
  };
}

describe('LastOffered', () => {
  it('knows what a number stands for, also after answers without choices', async () => {
    const say = counter();
    expect(await say('1')).to.equal('nothing');
    await say('menu');
    expect(await say('hi')).to.equal('nothing');
    expect(await say('2')).to.equal('Cake');
    expect(await say('(1).')).to.equal('Tea');
  });

  it('knows nothing of other numbers, nor of numbers among words', async () => {
    const say = counter();
    await say('menu');
    for (const text of ['3', '0', '1 please', 'T-1', '1.5', '']) expect(await say(text), text).to.equal('nothing');
  });
});
