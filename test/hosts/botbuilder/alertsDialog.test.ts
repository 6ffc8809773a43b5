import { ConversationState, MemoryStorage } from 'botbuilder';
import { DialogSet, DialogTurnStatus, TextPrompt } from 'botbuilder-dialogs';
import { expect } from 'chai';
import { AlertsDialog, type AlertsDialogOptions, type AlertsResult, type AlertsWish } from '../../../src/dialogs.js';
import { InvalidInputError, TopicCatalog } from '../../../src/index.js';
import { business, type Channel, startChannel, thandi } from '../../support/channel.js';

const topics = TopicCatalog.parse({
  defaultLanguage: 'en',
  topics: [
    {
      ...{ id: 'flight', category: 'utility', subject: { en: 'flight number', af: 'vlugnommer' } },
      ...{ title: { en: 'Flight {{subject}}', af: 'Vlug {{subject}}' }, description: { en: 'Gate and time' } },
    },
    { id: 'news', category: 'utility', title: { en: 'Our news', af: 'Ons nuus' } },
  ],
});
const news = TopicCatalog.parse({ topics: [{ id: 'news', category: 'utility', title: { en: 'Our news' } }] });

const readSubject: AlertsDialogOptions['readSubject'] = (_topic, text) => {
  const id = /^\s*(sa)\s?(\d{3})\s*$/i.exec(text);
  if (!id) return {};
  return id[2] === '999' ? { problem: 'There is no SA999.', near: ['SA998'] } : { subject: `SA${id[2]}` };
};

describe('AlertsDialog', () => {
  let channel: Channel;
  let results: AlertsResult[];
  /** What the next message begins. */
  let wish: AlertsWish = {};
  afterEach(() => channel?.close());

  async function meet(options: Partial<AlertsDialogOptions> = {}): Promise<void> {
    const state = new ConversationState(new MemoryStorage());
    const dialogs = new DialogSet(state.createProperty('dialogs'));
    results = [];
    let isReady = false;
    channel = await startChannel({
      adapter: { topics: options.topics ?? topics },
      logic: async (context) => {
        if (context.activity.type !== 'message') return;
        if (!isReady) {
          const { consent } = channel.adapter;
          dialogs.add(new AlertsDialog('alerts', { consent, topics, readSubject, ...options }));
          dialogs.add(new TextPrompt('name'));
          isReady = true;
        }
        const dc = await dialogs.createContext(context);
        if (context.activity.text === 'interrupt') await dc.prompt('name', 'What is your name?');
        else {
          const turn = await dc.continueDialog();
          const { status, result } =
            turn.status === DialogTurnStatus.empty ? await dc.beginDialog('alerts', wish) : turn;
          if (status === DialogTurnStatus.complete) results.push(result);
        }
        await state.saveChanges(context);
      },
    });
  }

  const last = () => channel.emulator.chat(thandi).messages.findLast(({ direction }) => direction === 'out');
  async function say(text: string): Promise<string> {
    await channel.say(text);
    return last()?.text ?? '';
  }
  const report = () => channel.adapter.consent.of({ to: thandi, from: business });
  const inForce = async () => (await report()).topics.filter((each) => each.isInForce).map(({ topic }) => topic);

  it('asks what it has not been told, with buttons, and keeps the person’s words', async () => {
    await meet({ menu: ['My alerts'] });
    wish = {};
    // Four are a list, which goes out as numbers until the integration is known to take lists.
    const four = '1. New alert\n2. Stop an alert\n3. My alerts\n4. Cancel';
    expect(await say('alerts')).to.equal(`What shall I do about your alerts?\n\n${four}`);
    expect(await say('New alert')).to.equal('What shall I tell you about?');
    expect(last()?.buttons).to.deep.equal(['Flight', 'Our news', 'Cancel']);
    expect(await say('Flight')).to.equal('Please write the flight number.');
    expect(await say('sa 204')).to.equal(
      'Done: I will write to you about Flight SA204 (gate and time). STOP after an alert ends it.',
    );
    expect(last()?.buttons).to.deep.equal(['My alerts']);
    expect(results).to.deep.equal([{ signedUp: ['flight:SA204'], signedOff: [] }]);
    const [subscription] = (await report()).topics;
    expect(subscription).to.include({ source: 'chat', words: 'alerts / New alert / Flight / sa 204' });
  });

  it('asks nothing where everything is said', async () => {
    await meet({ until: () => channel.clock.now() + 1000, standing: () => 'It is on time.' });
    wish = { action: 'sign-up', topic: 'flight', subjects: ['sa 204', 'SA301'] };
    expect(await say('follow both')).to.match(/Flight SA204 .*\nIt is on time\.\n\n.*Flight SA301/);
    expect(await inForce()).to.deep.equal(['flight:SA204', 'flight:SA301']);
    expect(await say('again')).to.match(/^I write to you about Flight SA204 already\./);
    wish = { action: 'list' };
    expect(await say('list')).to.equal('Your alerts:\n- It is on time.\n- It is on time.');
    channel.clock.advance(2000);
    expect(await say('list')).to.equal('You have no alerts.');
  });

  it('does what it can read, and asks for the rest', async () => {
    await meet();
    wish = { action: 'sign-up', topic: 'flight', subjects: ['sa 204', 'tomorrow', 'SA301'] };
    expect(await say('follow')).to.equal('I could not read a flight number in that. Please write the flight number.');
    expect(channel.heard().at(-2)).to.match(/Flight SA204[\s\S]*Flight SA301/);
    expect(await inForce()).to.deep.equal(['flight:SA204', 'flight:SA301']);
    expect(await say('SA 110')).to.match(/^Done: .*Flight SA110/);
    expect(results).to.deep.equal([{ signedUp: ['flight:SA204', 'flight:SA301', 'flight:SA110'], signedOff: [] }]);
  });

  it('says the same where its turn runs again', async () => {
    await meet();
    wish = { action: 'sign-up', topic: 'flight', subjects: ['SA204'] };
    const first = await say('follow it');
    expect(await say('follow it')).to.equal(first);
    expect((await report()).history).to.have.length(1);
  });

  it('takes a topic without subjects, and the only topic there is', async () => {
    await meet({ topics: news, readSubject: undefined } as Partial<AlertsDialogOptions>);
    wish = { action: 'sign-up' };
    expect(await say('the news please')).to.equal(
      'Done: I will write to you about Our news. STOP after an alert ends it.',
    );
    wish = { action: 'sign-off' };
    expect(await say('no more news')).to.equal('Done: I will not write to you about Our news any more.');
    expect(await say('no more news')).to.equal('You have no alerts.');
  });

  it('asks back what it cannot read, says how to leave, and leaves', async () => {
    await meet();
    wish = { action: 'sign-up', topic: 'flight' };
    expect(await say('follow')).to.equal('Please write the flight number.');
    expect(await say('hm')).to.equal('I could not read a flight number in that. Please write the flight number.');
    expect(await say('hmm')).to.match(/Or say "cancel"\.$/);
    expect(await say('sa999')).to.match(/^There is no SA999\. Did you mean SA998\?/);
    expect(last()?.buttons).to.deep.equal(['SA998', 'Cancel']);
    expect(await say('no')).to.equal('Please write the flight number.');
    await say('sa999');
    expect(await say('yes')).to.match(/^Done: .*Flight SA998/);
    await say('follow');
    expect(await say('Cancel')).to.equal('All right, I have changed nothing.');
    expect(results.at(-1)).to.deep.equal({ signedUp: [], signedOff: [] });
    expect(await inForce()).to.deep.equal(['flight:SA998']);
  });

  it('asks which of several to stop', async () => {
    await meet();
    wish = { action: 'sign-up', topic: 'flight', subjects: ['SA204', 'SA301'] };
    await say('follow');
    wish = { action: 'sign-off' };
    expect(await say('stop one')).to.match(
      /^Which alert shall I stop\?\n\n1\. Flight SA204\n2\. Flight SA301\n3\. All of them/,
    );
    expect(await say('SA 301')).to.equal('Done: I will not write to you about Flight SA301 any more.');
    wish = { action: 'sign-off', topic: 'flight', subjects: ['SA301'] };
    expect(await say('stop it')).to.equal('You have no alert for Flight SA301.\nYour alerts:\n- Flight SA204');
    wish = { action: 'sign-up', topic: 'news' };
    await say('news');
    wish = { action: 'sign-off' };
    await say('stop');
    await say('START');
    await say('end');
    expect(await say('All of them')).to.equal('Done: I will not write to you about Flight SA204, Our news any more.');
    expect(await inForce()).to.deep.equal([]);
  });

  it('asks for the only alert too where the sign-off may not be meant', async () => {
    await meet();
    wish = { action: 'sign-up', topic: 'news' };
    await say('news');
    wish = { action: 'sign-off', topic: 'news', isUnsure: true };
    expect(await say('stop it')).to.equal('Shall I stop the alert for Our news?');
    expect(last()?.buttons).to.deep.equal(['Yes', 'Cancel']);
    expect(await say('Cancel')).to.equal('All right, I have changed nothing.');
    expect(await inForce()).to.deep.equal(['news']);
    await say('stop it');
    expect(await say('Yes')).to.equal('Done: I will not write to you about Our news any more.');
    expect(await say('stop it')).to.equal('You have no alerts.');
  });

  it('comes back with its question after another dialog on top', async () => {
    await meet();
    wish = { action: 'sign-up', topic: 'flight' };
    await say('follow');
    expect(await say('interrupt')).to.equal('What is your name?');
    expect(await say('Thandi')).to.equal('Please write the flight number.');
    expect(await say('SA204')).to.match(/^Done/);
  });

  it('signs a person up after their STOP, for that alone', async () => {
    await meet();
    wish = { action: 'sign-up', topic: 'news' };
    await say('news');
    await say('STOP');
    channel.clock.advance(120_000);
    wish = { action: 'sign-up', topic: 'flight', subjects: ['SA204'] };
    expect(await say('follow SA204')).to.match(/^Done/);
    expect(await inForce()).to.deep.equal(['flight:SA204']);
    expect((await report()).stopped).to.include({ source: 'chat' });
  });

  it('speaks the person’s language', async () => {
    await meet({
      language: () => 'af',
      words: (language) => (language === 'af' ? { askSubject: (what) => `Skryf asseblief die ${what}.` } : {}),
      standing: () => undefined,
    });
    wish = { action: 'sign-up', topic: 'flight' };
    expect(await say('volg')).to.equal('Skryf asseblief die vlugnommer.');
    await say('sa204');
    wish = { action: 'list' };
    expect(await say('wat volg ek')).to.equal('Your alerts:\n- Vlug SA204');
  });

  it('cannot be made where nobody reads the subjects', async () => {
    await meet();
    const { consent } = channel.adapter;
    expect(() => new AlertsDialog('alerts', { consent, topics })).to.throw(InvalidInputError, /readSubject/);
  });
});

describe('consent.endAll', () => {
  let channel: Channel;
  beforeEach(async () => {
    channel = await startChannel({ adapter: { topics } });
  });
  afterEach(() => channel.close());
  const topic = 'flight:SA204';
  const sign = (to: string, isSignedUp = true) =>
    channel.adapter.consent.change({ to, source: 'web form', words: 'yes', topics: { [topic]: isSignedUp } });
  const of = async (to: string) =>
    (await channel.adapter.consent.of({ to })).topics.find((each) => each.topic === topic);
  const subscribers = async () => (await channel.adapter.publish({ topic, text: 'x' })).subscribers;

  it('ends them at a time, keeps what people have said, and takes it back', async () => {
    const { consent } = channel.adapter;
    await sign(thandi);
    const before = await of(thandi);
    const until = channel.clock.now() + 60_000;
    await consent.endAll({ topic, until });
    expect(await of(thandi)).to.deep.equal({ ...before, until });
    await consent.endAll({ topic });
    expect(await of(thandi)).to.deep.equal(before);
    await consent.endAll({ topic, until });
    channel.clock.advance(60_001);
    expect((await of(thandi))?.isInForce).to.equal(false);
    // One that is over is not begun again, and is taken off the list.
    await consent.endAll({ topic });
    expect((await of(thandi))?.isInForce).to.equal(false);
    expect(await subscribers()).to.equal(0);
    await sign(thandi);
    expect(await subscribers()).to.equal(1);
  });

  it('ends them now, and undoes no STOP and no sign-off', async () => {
    const [stopped, off] = ['27820000002', '27820000003'];
    await channel.say('Hi', stopped);
    for (const to of [thandi, stopped, off]) await sign(to);
    await channel.say('STOP', stopped);
    await sign(off, false);
    await channel.adapter.consent.endAll({ topic, until: channel.clock.now() + 60_000 });
    expect((await of(stopped))?.isInForce).to.equal(false);
    expect(await of(off)).to.include({ state: 'signed-off' });
    await channel.adapter.consent.endAll({ topic, until: channel.clock.now() });
    expect(await subscribers()).to.equal(0);
    expect((await of(thandi))?.isInForce).to.equal(false);
  });
});
