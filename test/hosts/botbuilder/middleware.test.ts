import { type Activity, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder';
import { expect } from 'chai';
import { MovableClock } from '../../../src/core/clock.js';
import { TemplateNotFoundError, WindowClosedError } from '../../../src/core/errors.js';
import { Lease } from '../../../src/core/lease.js';
import type { ChannelEvent } from '../../../src/core/observe.js';
import { Turn } from '../../../src/core/turn.js';
import { WindowMiddleware } from '../../../src/hosting/middleware.js';
import { rememberTurn } from '../../../src/hosting/turnOf.js';
import { openStore, type Store } from '../../../src/store/open.js';
import { TemplateCatalog } from '../../../src/templates/catalog.js';
import { outsideWindow, template, withIntent } from '../../../src/templates/message.js';
import { decisionOf } from '../../../src/window/decide.js';
import { WindowTracker } from '../../../src/window/tracker.js';
import { catalogue, noon } from '../../support/channel.js';
import { rejection } from '../../support/rejection.js';

const hour = 60 * 60 * 1000;
const pair = { business: '27110000001', person: '27820000001' };
const id = `${pair.business}:${pair.person}`;
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });

/** A third-party adapter, which knows nothing about windows. */
class PlainAdapter extends BotAdapter {
  readonly left: Partial<Activity>[] = [];

  run(activity: Partial<Activity>, logic: (context: TurnContext) => Promise<unknown>, turn?: Turn): Promise<void> {
    const addressed = { conversation: { id, isGroup: false, conversationType: '', name: '' }, ...activity };
    const context = new TurnContext(this, addressed);
    if (turn) rememberTurn(context, turn);
    return this.runMiddleware(context, async (context) => void (await logic(context)));
  }

  override async sendActivities(_: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    this.left.push(...activities);
    return activities.map((_, index) => ({ id: `${index}` }));
  }
  override async updateActivity(): Promise<void> {}
  override async deleteActivity(): Promise<void> {}
  override async continueConversation(): Promise<void> {}
}

describe('WindowMiddleware', () => {
  let store: Store;
  let clock: MovableClock;
  let tracker: WindowTracker;
  let adapter: PlainAdapter;
  let events: ChannelEvent[];
  const wrote = (at = noon) => ({ type: 'message', id: 'm1', text: 'Hello', timestamp: new Date(at) });
  const proactive = { type: 'event', name: 'ContinueConversation' };

  beforeEach(async () => {
    clock = new MovableClock({ now: () => noon });
    store = await openStore('memory:');
    tracker = new WindowTracker(store, clock);
    events = [];
    adapter = new PlainAdapter();
    const templates = TemplateCatalog.parse(catalogue);
    adapter.use(new WindowMiddleware({ tracker, templates, clock, observe: (event) => events.push(event) }));
  });
  afterEach(() => store.close());

  it('takes note of a message before the bot hears it', async () => {
    let known: unknown;
    await adapter.run(wrote(noon - hour), async (context) => {
      known = await tracker.read(pair);
      await context.sendActivity('Hello');
    });
    expect(known).to.deep.equal({ lastInboundAt: noon - hour, firstMessageId: 'm1' });
    expect(adapter.left).to.have.length(1);
  });

  it('goes by what a turn of the channel knows, which was recorded when its message was accepted', async () => {
    const turn = new Turn('m1', new Lease({ lane: id }), { lastInboundAt: noon - hour });
    const logic = async (context: TurnContext) => {
      await context.sendActivity('open');
      turn.window = { lastInboundAt: noon - hour, refusedAt: noon };
      await rejection(context.sendActivity('refused meanwhile'), WindowClosedError);
    };
    await adapter.run(wrote(), logic, turn);
    expect(adapter.left.map(({ text }) => text)).to.deep.equal(['open']);
    expect(await tracker.read(pair)).to.equal(undefined);
  });

  it('takes the time of the message, never that of its arrival', async () => {
    const failure = rejection(
      adapter.run(wrote(noon - 24 * hour), (context) => context.sendActivity('Hello')),
      WindowClosedError,
    );
    expect((await failure).closedAt).to.equal(noon - 60_000);
  });

  for (const activity of [
    { type: 'event', name: 'clickatell/status', value: { status: 'READ' } },
    { type: 'event', name: 'ContinueConversation' },
    { type: 'messageReaction' },
    { type: 'typing' },
    { type: 'conversationUpdate' },
    { type: 'message' },
  ]) {
    const { type, name = '' } = activity;
    const timestamp = type === 'message' || type === 'conversationUpdate' ? undefined : new Date(noon);
    it(`does not open the window for ${type} ${name}${timestamp ? '' : 'without a time'}`, async () => {
      await adapter.run({ ...activity, id: 'x', ...(timestamp && { timestamp }) }, async () => {});
      expect((await tracker.read(pair))?.lastInboundAt).to.equal(undefined);
    });
  }

  it('does not move the window for what the bot says', async () => {
    await adapter.run(wrote(noon - hour), (context) =>
      context.sendActivities([{ type: 'message', text: 'a' }, resolved]),
    );
    expect(adapter.left).to.have.length(2);
    expect((await tracker.read(pair))?.lastInboundAt).to.equal(noon - hour);
  });

  it('leaves a message as it stands while the window is open', async () => {
    await adapter.run(wrote(), (context) => context.sendActivity(outsideWindow('Fixed.', resolved)));
    expect(adapter.left[0]).to.include({ type: 'message', text: 'Fixed.' });
    expect(Object.keys(adapter.left[0]?.channelData.clickatell)).to.deep.equal(['outsideWindow']);
  });

  it('puts the template in the place of the text once it is closed, and keeps the topic', async () => {
    await adapter.run(wrote(noon - 25 * hour), async () => {});
    const message = withIntent(outsideWindow('Fixed.', resolved), { topic: 'tickets' });
    await adapter.run(proactive, (context) =>
      context.sendActivity({ ...message, channelData: { ...message.channelData, other: 1 } }),
    );
    const [left] = adapter.left;
    expect(left?.text).to.equal('Hi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.');
    // As it goes out: what was decided is known to this process only.
    expect(JSON.parse(JSON.stringify(left?.channelData))).to.deep.equal({
      other: 1,
      clickatell: {
        template: {
          name: 'ticket_resolved',
          language: 'en',
          parameters: resolved.channelData.clickatell.template.parameters,
        },
        reason: 'The customer service window is closed; the message brought a template.',
        topic: 'tickets',
      },
    });
  });

  it('notes what was decided, for the channel alone', async () => {
    await adapter.run(wrote(), (context) => context.sendActivity(outsideWindow('Fixed.', resolved)));
    await adapter.run(proactive, (context) => context.sendActivity(resolved));
    const decisions = adapter.left.map((left) => decisionOf(left)?.kind);
    expect(decisions).to.deep.equal(['free-form', 'template']);
    expect(decisionOf(structuredClone(adapter.left[0] ?? {}))).to.equal(undefined);
  });

  it('does not change the activity that the bot holds', async () => {
    const message = outsideWindow('Fixed.', resolved);
    const before = structuredClone(message);
    await adapter.run(proactive, (context) => context.sendActivity(message));
    expect(message).to.deep.equal(before);
    expect(adapter.left).to.have.length(1);
  });

  it('judges at the moment of sending, not at the beginning of the turn', async () => {
    await adapter.run(wrote(), async (context) => {
      await context.sendActivity('in time');
      clock.advance(24 * hour - 60_000);
      await rejection(context.sendActivity('too late'), WindowClosedError);
    });
    expect(adapter.left.map(({ text }) => text)).to.deep.equal(['in time']);
  });

  it('refuses a list as a whole, and says so', async () => {
    await adapter.run(proactive, async (context) => {
      const list = [resolved, { type: 'message', text: 'Hello' }, { type: 'typing' }];
      await rejection(context.sendActivities(list), WindowClosedError);
    });
    expect(adapter.left).to.deep.equal([]);
    expect(events).to.deep.equal([
      {
        kind: 'decision',
        decision: 'refuse',
        conversationType: 're-engagement',
        person: '…0001',
        reason: 'The person has never written, and there is no template for the message.',
        rule: 'no-template',
      },
    ]);
  });

  it('lets everything pass that is no message', async () => {
    const list = [{ type: 'typing' }, { type: 'trace' }, { type: 'event', name: 'handoff.initiate' }];
    await adapter.run(proactive, (context) => context.sendActivities(list));
    expect(adapter.left.map(({ type }) => type)).to.deep.equal(['typing', 'trace', 'event']);
  });

  it('finds a wrong template at once', async () => {
    const sending = adapter.run(wrote(), (context) =>
      context.sendActivity(outsideWindow('Fixed.', template('no_such'))),
    );
    await rejection(sending, TemplateNotFoundError);
    expect(adapter.left).to.deep.equal([]);
  });

  it('keeps out of conversations that are not of this channel', async () => {
    const conversation = { id: 'a web chat', isGroup: false, conversationType: '', name: '' };
    await adapter.run({ ...wrote(), conversation }, (context) => context.sendActivity('Hello'));
    expect(adapter.left.map(({ text }) => text)).to.deep.equal(['Hello']);
  });
});
