import { ConversationState, MemoryStorage, type TurnContext, UserState } from 'botbuilder';
import { expect } from 'chai';
import { conversationId, InvalidInputError, openStore, template } from '../../src/index.js';
import { business, type Channel, echo, noon, startChannel, thandi } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { rejection } from '../support/rejection.js';

const hour = 60 * 60 * 1000;
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });

/** One person: the first spelling is the one that counts here, the other the one that WhatsApp may have. */
const spellings: [string, person: string, other: string][] = [
  ["Brazil's ninth digit", '5511987654321', '551187654321'],
  ["Mexico's 1", '525512345678', '5215512345678'],
  ["Argentina's 9", '5491123456789', '541123456789'],
  ["Benin's 01", '2290197000001', '22997000001'],
];

describe('A number', () => {
  let channel: Channel;
  const start = async (...options: Parameters<typeof startChannel>) => {
    channel = await startChannel(...options);
  };
  /** Fails if a message went to another phone than this one. */
  const expectAllAt = (person: string) =>
    expect(channel.heard(person)).to.have.length(channel.emulator.requests.messages);
  const callBack = async (entry: object) => {
    const whole = {
      channel: 'whatsapp',
      messageId: 'cb1',
      from: thandi,
      to: business,
      timestamp: noon,
      content: 'Hello',
      ...entry,
    };
    const answer = await fetch(channel.url, { method: 'POST', body: JSON.stringify({ event: { moText: [whole] } }) });
    expect(answer.status).to.equal(200);
    await channel.settled();
  };
  afterEach(() => channel.close());
  after(removeFolders);

  describe('written in another way is the same person', () => {
    const ways = [
      `+${thandi}`,
      '+27 82 000 0001',
      '27-82-000-0001',
      '0027820000001',
      '\u202A+27\u00A082 000 0001\u202C',
    ];
    for (const way of ways) {
      it(`as ${JSON.stringify(way)}, in reference, notify, schedule and createConversation`, async () => {
        await start();
        await channel.say('Hello');
        const { adapter } = channel;
        const reference = adapter.reference(way, '+27 11 000 0001');
        expect(reference).to.deep.equal(adapter.reference(thandi));
        expect(await adapter.window(reference)).to.include({ state: 'open' });
        await adapter.continueConversation(reference, async (context) => {
          await context.sendActivity('continued');
        });
        await adapter.createConversationAsync('', '', '', '', { members: [{ id: way, name: '' }] }, async (context) => {
          await context.sendActivity('created');
        });
        await adapter.notify({ to: way, from: '+27 11 000-0001', text: 'notified' });
        await channel.settled();
        await adapter.schedule({ key: 'k', in: hour, to: way, text: 'scheduled' });
        channel.clock.advance(hour);
        await channel.settled();
        expect(channel.heard().slice(1)).to.deep.equal(['continued', 'created', 'notified', 'scheduled']);
        expectAllAt(thandi);
      });
    }

    it('in a conversation id that a program made, whose turn has the state of the conversation', async () => {
      const state = new ConversationState(new MemoryStorage());
      const counter = state.createProperty<number>('counter');
      const count = async (context: TurnContext) => {
        const counted = (await counter.get(context, 0)) + 1;
        await counter.set(context, counted);
        await state.saveChanges(context);
        if (context.activity.type !== 'conversationUpdate') await context.sendActivity(`${counted}`);
      };
      await start({ logic: count });
      await channel.say('Hello');
      const id = conversationId({ business: '+27110000001', person: '+27 82 000 0001' });
      const conversation = { id, isGroup: false, conversationType: '', name: '' };
      await channel.adapter.continueConversation({ conversation }, count);
      expect(channel.heard()).to.deep.equal(['2', '3']);
    });

    it('in a callback, which may write our number in its own way', async () => {
      await start();
      await channel.say('Hello');
      await callBack({ from: '+27 82 000 0001', to: '+27 11 000 0001' });
      await callBack({ from: thandi, to: '0110000001', messageId: 'cb2' });
      // A second conversation would begin with a welcome of its own.
      expect(channel.events.flatMap((event) => (event.kind === 'turn' ? [event.type] : []))).to.deep.equal([
        'conversationUpdate',
        'message',
        'message',
        'message',
      ]);
      expectAllAt(thandi);
    });
  });

  it('is answered where it wrote, also if it shares a place that has an address', async () => {
    await start();
    const other = '551187654321';
    const place = { latitude: -23.5, longitude: -46.6, address: 'Avenida Paulista 1' };
    await channel.emulator.say({ from: other, location: place });
    await channel.settled();
    expect(channel.heard(other)).to.have.length(1);
    expectAllAt(other);
  });

  for (const [what, person, other] of spellings) {
    describe(`with ${what} and without it`, () => {
      for (const [written, given] of [
        [other, person],
        [person, other],
      ] as const) {
        it(`is one conversation, answered where ${written} wrote, whatever a program calls it`, async () => {
          await start();
          const { adapter } = channel;
          await channel.say('Hello', written);
          expect(await adapter.window(adapter.reference(given))).to.include({ state: 'open' });
          await adapter.notify({ to: given, text: 'notified' });
          await adapter.schedule({ key: 'k', in: hour, to: given, text: 'scheduled' });
          await adapter.continueConversation(adapter.reference(given), async (context) => {
            await context.sendActivity('continued');
          });
          await adapter.createConversationAsync(
            '',
            '',
            '',
            '',
            { members: [{ id: given, name: '' }] },
            async (context) => {
              await context.sendActivity('created');
            },
          );
          channel.clock.advance(hour);
          await channel.settled();
          expect(channel.heard(written).slice(1)).to.have.members(['notified', 'continued', 'created', 'scheduled']);
          expectAllAt(written);
          expect(channel.emulator.violations).to.deep.equal([]);
        });
      }
    });
  }

  describe('with two spellings', () => {
    const [[, person, other] = ['', '', '']] = spellings;

    it('has one lane, one state and one welcome, and the bot sees one id', async () => {
      const users = new UserState(new MemoryStorage());
      const counter = users.createProperty<number>('counter');
      const seen: (string | undefined)[] = [];
      await start({
        logic: async (context) => {
          const counted = (await counter.get(context, 0)) + 1;
          await counter.set(context, counted);
          await users.saveChanges(context);
          seen.push(`${context.activity.type} ${context.activity.from.id} ${counted}`);
        },
      });
      await channel.say('Hello', other);
      await channel.say('Hello again', person);
      expect(seen).to.deep.equal([`conversationUpdate ${person} 1`, `message ${person} 2`, `message ${person} 3`]);
    });

    it('that never wrote is written to as the program wrote it last', async () => {
      await start();
      const { adapter } = channel;
      await adapter.notify({ to: other, template: resolved });
      await channel.settled();
      await adapter.notify({ to: person, template: resolved });
      await channel.settled();
      await adapter.continueConversation(adapter.reference(other), async (context) => {
        await context.sendActivity(resolved);
      });
      expect([channel.heard(other).length, channel.heard(person).length]).to.deep.equal([2, 1]);
    });

    it('is answered where it wrote last, by the next process, too', async () => {
      const folder = await temporaryFolder();
      const store = await openStore(`lmdb:${folder}`);
      await start({ store });
      await channel.say('Hello', other);
      const { emulator, clock } = channel;
      await channel.adapter.stop();
      await store.close();
      const reopened = await openStore(`lmdb:${folder}`);
      const later = await startChannel({ store: reopened, emulator, clock });
      await later.adapter.notify({ to: person, text: 'notified' });
      await later.settled();
      expect(later.heard(other)).to.deep.equal(['You said: Hello', 'notified']);
      expect(later.heard(person)).to.deep.equal([]);
      await later.close();
      await reopened.close();
    });

    it('is written to inside its own turn, by a reference in either spelling', async () => {
      await start({
        logic: async (context) => {
          if (context.activity.type !== 'message') return;
          for (const spelling of [other, person]) {
            await channel.adapter.continueConversation(channel.adapter.reference(spelling), async (inner) => {
              await inner.sendActivity(`to ${spelling}`);
            });
          }
        },
      });
      await channel.say('Hello', other);
      expect(channel.heard(other)).to.deep.equal([`to ${other}`, `to ${person}`]);
    });

    it('has files uploaded for the address that they are sent to', async () => {
      const contentUrl = 'data:text/plain,Hello';
      await start({
        logic: async (context) => {
          if (context.activity.type !== 'message') return;
          await context.sendActivity({
            type: 'message',
            attachments: [{ contentType: 'text/plain', contentUrl, name: 'a.txt' }],
          });
        },
      });
      await channel.say('Hello', other);
      const shown = channel.emulator.chat(other).messages.map(({ kind }) => kind);
      expect(shown).to.deep.equal(['text', 'media']);
    });
  });

  it('of ours is written in one way, whatever the client was given', async () => {
    await start({ client: { number: '+27 11 000-0001' } });
    await channel.say('Hello');
    expect(channel.adapter.reference(thandi).bot?.id).to.equal(business);
    await channel.adapter.notify({ to: thandi, from: business, text: 'notified' });
    await channel.settled();
    expect(channel.heard()).to.deep.equal(['You said: Hello', 'notified']);
  });

  describe('that nothing can be sent to', () => {
    const wrong: [string, string][] = [
      ['a national number', '0820000001'],
      ['an empty one', ''],
      ['a name', 'Thandi'],
      ['two numbers in one', '+27 (0)82 000 0001'],
      ['one of our own', '+27 11 000 0001'],
    ];
    for (const [what, to] of wrong) {
      it(`is refused everywhere if it is ${what}`, async () => {
        await start();
        const { adapter } = channel;
        const failures = [
          await rejection(adapter.notify({ to, text: 'Hello' }), InvalidInputError),
          await rejection(adapter.schedule({ key: 'k', in: 1, to, text: 'Hello' }), InvalidInputError),
          await rejection(
            adapter.createConversationAsync('', '', '', '', { members: [{ id: to, name: '' }] }, echo),
            InvalidInputError,
          ),
        ];
        expect(failures.map(({ field }) => field)).to.deep.equal(['to', 'to', 'members']);
        expect(() => adapter.reference(to))
          .to.throw(InvalidInputError)
          .with.property('field', 'person');
        if (to !== '') for (const { message } of failures) expect(message).not.to.include(to);
      });
    }

    for (const person of [business, '+27 11 000 0001']) {
      it(`is refused in a reference that was made by hand, too: ${person}`, async () => {
        await start();
        const id = `${business}:${encodeURIComponent(person)}`;
        const conversation = { id, isGroup: false, conversationType: 'personal', name: '' };
        for (const reference of [{ conversation }, { ...channel.adapter.reference(thandi), conversation }]) {
          const run = channel.adapter.continueConversationAsync('', reference, () => expect.fail('The turn ran.'));
          const { field, message } = await rejection(run, InvalidInputError);
          expect(field).to.equal('conversation.id');
          expect(message)
            .to.match(/one of our own numbers/)
            .and.not.include(business);
        }
      });
    }
  });

  describe('that is an opaque id', () => {
    const parent = 'US.ENT.11815799212886844830';

    it('with dots gets notifications and follow-ups', async () => {
      await start();
      await channel.say('Hello', parent);
      await channel.adapter.notify({ to: parent, text: 'notified' });
      await channel.adapter.schedule({ key: 'k', in: hour, to: parent, text: 'scheduled' });
      channel.clock.advance(hour);
      await channel.settled();
      expect(channel.heard(parent)).to.deep.equal(['You said: Hello', 'notified', 'scheduled']);
    });

    it('in a field of its own is answered', async () => {
      await start();
      await channel.say('Hello', parent);
      await callBack({ from: undefined, fromUserId: parent, content: 'Hello again' });
      expect(channel.heard(parent)).to.deep.equal(['You said: Hello', 'You said: Hello again']);
    });
  });
});
