import { Activity } from '@microsoft/agents-activity';
import { AgentApplication, MemoryStorage } from '@microsoft/agents-hosting';
import { expect } from 'chai';
import fc from 'fast-check';
import { withIntent } from '../../../src/agents.js';
import { toActivity as toSdk } from '../../../src/hosts/agents/activity.js';
import { toActivity, toStatusActivity, toWelcomeActivity } from '../../../src/inbound/activity.js';
import { parseCallback } from '../../../src/inbound/parse.js';
import { envelopeOf, samples } from '../../inbound/samples.js';
import { startAgent } from '../../support/agents.js';
import { thandi } from '../../support/channel.js';

const pair = { business: '27110000001', person: thandi };

/** All activities that a callback makes. AgentApplication gives each to `Activity.fromObject` before any handler. */
function activitiesIn(callback: Record<string, unknown>) {
  return parseCallback(callback).events.flatMap((event) =>
    event.kind === 'status' ? [toStatusActivity(event, pair)] : [toActivity(event), toWelcomeActivity(event)],
  );
}

const text = fc.constantFrom('', ' ', 'Hi', '0', '\u0000', '💳');
const some = (field: fc.Arbitrary<unknown>) => fc.option(field, { nil: null });
const anything = some(fc.oneof(text, fc.constantFrom(0, -1, 1506607698000, 1e300, true, {}, [])));
const file = fc.record(
  { contentType: anything, downloadUrl: anything, sha256Hash: anything, byteSize: anything, fileName: anything },
  { requiredKeys: [] },
);
const entry = fc.record(
  {
    ...{ messageId: fc.constantFrom('m1', ''), from: fc.constant(thandi), to: fc.constant(pair.business) },
    ...{ channel: fc.constant('whatsapp'), timestamp: anything, content: anything, charset: anything },
    ...{
      relatedMessageId: anything,
      relatedClientMessageId: anything,
      whatsapp: some(fc.record({ profileName: anything })),
    },
    ...{ contentType: anything, caption: anything, files: some(fc.array(file, { maxLength: 2 })) },
    ...{ latitude: anything, longitude: anything, locationName: anything, locationAddress: anything },
    ...{
      postbackData: anything,
      title: anything,
      selectedItem: some(fc.record({ postbackData: anything, title: anything })),
    },
    ...{ emoji: anything, reaction: anything, contacts: anything, statusCode: anything, status: anything },
  },
  { requiredKeys: ['messageId', 'from', 'to', 'channel'] },
);
const kinds = [
  'moText',
  'moMedia',
  'moLocation',
  'moButtonResponse',
  'moReaction',
  'moContacts',
  'moUnheardOf',
  'messageStatusUpdate',
];

describe('Activities for the Agents SDK', () => {
  for (const [name, sample] of Object.entries(samples)) {
    it(`are accepted by the SDK: ${name}`, () => {
      for (const activity of activitiesIn(envelopeOf(sample))) Activity.fromObject(toSdk(activity));
    });
  }

  it('are accepted by the SDK, whatever the provider sends', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.constantFrom(...kinds), entry, (kind, sent) => {
        for (const activity of activitiesIn({ event: { [kind]: [sent] } })) {
          Activity.fromObject(toSdk(activity));
          accepted += 1;
        }
      }),
      { numRuns: 500 },
    );
    expect(accepted).to.be.greaterThan(200);
  });

  it('reach an application, whatever people do', async () => {
    const got: string[] = [];
    const channel = await startAgent((adapter) => {
      const app = new AgentApplication({ adapter, storage: new MemoryStorage() });
      app.onActivity(/./, async (context) => {
        const { type, name, text: said } = context.activity;
        got.push(name ?? type);
        // Every send makes one, and refuses an activity that lacks what it needs.
        context.activity.getConversationReference();
        if (said !== 'human') return;
        await context.sendActivity(
          Activity.fromObject({ type: 'event', name: 'handoff.initiate', value: { reason: 'x' } }),
        );
      });
      adapter.onStatus((context) => app.run(context));
      adapter.onConsent((context) => app.run(context));
      adapter.onLinked((context) => app.run(context));
      return app;
    });
    try {
      const contact = { name: 'Sipho', phones: ['+27820000002'] };
      for (const said of [
        ...[{ text: ' ' }, { media: { voice: true } }, { media: { contentType: 'image/png' } }, { contact }],
        ...[{ location: { latitude: -33.9, longitude: 18.4 } }, { edit: { text: 'Oh' } }, { text: 'STOP' }],
        ...[{ reaction: { emoji: '👍' } }, { reaction: { emoji: '' } }, { text: 'Hi', quote: true as const }],
        ...[{ text: 'Hi', referral: { headline: '', source_id: '' } }, { text: 'human' }],
        { text: 'Hi', userId: 'ZA.13491208655302741918', shows: 'both' as const },
      ]) {
        await channel.emulator.say({ from: thandi, ...said });
        await channel.settled();
      }
      await channel.adapter.endHandOff(channel.adapter.reference(thandi), { message: '' });
      await channel.settled();
      const failed = channel.events.flatMap((event) => ('error' in event && event.error ? [String(event.error)] : []));
      expect(failed).to.deep.equal([]);
      expect(new Set(got)).to.have.all.keys(
        ...['conversationUpdate', 'message', 'messageUpdate', 'messageReaction', 'handoff.status'],
        ...['clickatell/consent', 'clickatell/status', 'clickatell/linked'],
      );
    } finally {
      await channel.close();
    }
  });
});

describe('withIntent, on the Agents SDK', () => {
  it('keeps what an activity of the SDK refers to', () => {
    const conversation = { id: '27110000001:27820000001' };
    const agent = { id: '27110000001' };
    const given = Activity.getContinuationActivity({
      agent,
      conversation,
      channelId: 'whatsapp',
      user: { id: thandi },
    });
    const marked = withIntent(given, { whenClosed: 'refuse' });
    expect(marked.relatesTo).to.deep.equal(given.relatesTo);
    expect(marked.channelId).to.equal('whatsapp');
    expect(Activity.fromObject(marked).channelData).to.deep.equal({ clickatell: { whenClosed: 'refuse' } });
  });
});
