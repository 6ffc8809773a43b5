import type { Activity } from 'botbuilder';
import { expect } from 'chai';
import { LaneLostError, StoreError } from '../../src/core/errors.js';
import { Lease } from '../../src/core/lease.js';
import {
  type ChannelEvent,
  type ClickatellClientOptions,
  outsideWindow,
  SendOutcomeUnknownError,
  SendRefusedError,
  TemplateCatalog,
  template,
  WindowClosedError,
} from '../../src/index.js';
import { render } from '../../src/render/render.js';
import type { Ledger, PartDraft, PartStatus } from '../../src/sending/ledger.js';
import { NotTaken } from '../../src/sending/notTaken.js';
import type { Departures } from '../../src/store/departures.js';
import type { WindowTracker } from '../../src/window/tracker.js';
import { business, type Channel, catalogue, noon, startChannel, thandi, until } from '../support/channel.js';
import { rejection } from '../support/rejection.js';
import { startSender, type TestSender } from '../support/sender.js';

const hour = 60 * 60 * 1000;
const pair = { business, person: thandi };
const conversation = `${business}:${thandi}`;
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const both = outsideWindow('Fixed.', resolved);
const twoParts = { ...both, text: `${'a'.repeat(4000)}\n\n${'b'.repeat(4000)}` };

interface StartOptions {
  readonly client?: Partial<ClickatellClientOptions>;
  readonly statuses?: boolean;
  readonly departures?: Departures;
  readonly unknownWaitMs?: number;
}

describe('Sender', () => {
  let channel: Channel;
  let sender: TestSender;
  let ledger: Ledger;
  let tracker: WindowTracker;
  let events: ChannelEvent[];

  /** A sender on the store of a channel whose adapter takes in the statuses; the person has just written. */
  async function start(options: StartOptions = {}): Promise<void> {
    channel = await startChannel({ logic: async () => {} });
    await channel.say('Hello');
    const { emulator, store, clock, url } = channel;
    const templates = TemplateCatalog.parse(catalogue);
    const callbacks = options.statuses === false ? {} : { callbackUrl: url };
    const { apiKey } = emulator.integrate({ number: business, templates, ...callbacks });
    const client = { apiKey, number: business, baseUrl: emulator.url, retry: { minDelayMs: 1, maxDelayMs: 5 } };
    const { departures, unknownWaitMs } = options;
    const known = { ...(departures && { departures }), ...(unknownWaitMs !== undefined && { unknownWaitMs }) };
    events = [];
    const observe = (event: ChannelEvent) => events.push(event);
    sender = startSender({ store, clock, client: { ...client, ...options.client }, observe, ...known });
    ({ ledger, tracker } = sender);
  }
  /** How each part of unknown fate was settled. */
  const doubts = () => events.flatMap((event) => (event.kind === 'doubt' ? [[event.outcome, event.person]] : []));
  const send = (activity: Partial<Activity>, id = 'm-1') => sender.send(activity, { id, conversation: pair });
  /** An earlier process was sending the part. */
  const leaving = (draft: PartDraft) => ledger.write([ledger.leavingWrite(draft, false, () => {})]);
  const apply = (id: string, status: PartStatus) => ledger.write([ledger.statusWrite(id, status)]);
  /** What the person's phone shows of ours: nothing of what the provider accepted and then refused. */
  const kinds = async () => {
    await channel.settled();
    return channel.emulator
      .chat(thandi)
      .messages.filter(({ direction }) => direction === 'out')
      .map(({ kind }) => kind);
  };

  afterEach(async () => {
    expect(channel.emulator.violations).to.deep.equal([]);
    await sender.close();
    await channel.close();
  });

  it('says what it sent, and writes it down', async () => {
    await start();
    expect(await send(both)).to.deep.equal({
      id: 'm-1',
      sentAs: 'text',
      conversationType: 'customer-initiated',
      reason: 'The person wrote less than 24 hours ago.',
      parts: ['m-1'],
    });
    expect(await kinds()).to.deep.equal(['text']);
    expect(await ledger.get('m-1')).to.include({ message: 'm-1', conversation, sentAs: 'text', state: 'read' });
  });

  it('sends nothing for an activity that says nothing', async () => {
    await start();
    expect((await send({ type: 'message', text: '  ' })).parts).to.deep.equal([]);
    expect(await kinds()).to.deep.equal([]);
  });

  it('sends the same message id once, free-form', async () => {
    await start();
    const first = await send(twoParts);
    expect(await send(twoParts)).to.deep.equal(first);
    expect(first.parts).to.deep.equal(['m-1', 'm-1.1']);
    expect(await kinds()).to.deep.equal(['text', 'text']);
  });

  it('sends the same message id once, as a template', async () => {
    await start();
    channel.clock.advance(25 * hour);
    const first = await send(both);
    expect(first).to.deep.include({ id: 'm-1', sentAs: 'template', template: 'ticket_resolved', parts: ['m-1'] });
    expect(await send(both)).to.deep.equal(first);
    expect(await kinds()).to.deep.equal(['template']);
  });

  it('goes on where an earlier run ended', async () => {
    await start();
    await leaving({ id: 'm-1', message: 'm-1', conversation, sentAs: 'text' });
    await ledger.write(ledger.acceptedWrites('m-1', 'api', () => {}));
    await send(twoParts);
    expect(channel.heard()).to.deep.equal(['b'.repeat(4000)]);
  });

  for (const fault of ['timeoutAfterAccept', 'resetAfterAccept'] as const) {
    it(`${fault}: waits for the status of what may have left, and does not send it twice`, async () => {
      await start({ client: { timeoutMs: 200 } });
      channel.emulator.fault(fault, 1);
      expect((await send(both)).sentAs).to.equal('text');
      expect(await kinds()).to.deep.equal(['text']);
      expect(await ledger.get('m-1')).to.include({ state: 'read' });
      expect(doubts()).to.deep.equal([['told', '…0001']]);
    });
  }

  it('waits for the status of a part that an earlier process was sending', async () => {
    await start();
    const { requests } = channel.emulator;
    await leaving({ id: 'm-1', message: 'm-1', conversation, sentAs: 'text' });
    const sending = send(both);
    await apply('m-1', { state: 'sent', messageId: 'api' });
    expect((await sending).parts).to.deep.equal(['m-1']);
    expect(requests.messages).to.equal(0);
  });

  it('sends again that of which nothing was heard', async () => {
    await start();
    await leaving({ id: 'm-1', message: 'm-1', conversation, sentAs: 'text' });
    await send(both);
    expect(await kinds()).to.deep.equal(['text']);
    expect(doubts()).to.deep.equal([['again', '…0001']]);
  });

  it('lets wait in the outbox what may have left, if its status may take longer than a turn waits', async () => {
    await start({ unknownWaitMs: 60_000 });
    await leaving({ id: 'm-1', message: 'm-1', conversation, sentAs: 'text' });
    channel.clock.advance(20_000);
    expect((await rejection(send(both), NotTaken)).notBefore).to.equal(noon + 60_000);
    expect(doubts()).to.deep.equal([['waiting', '…0001']]);
    expect(await kinds()).to.deep.equal([]);
  });

  it('has no doubt of what the provider answered', async () => {
    await start();
    await send(twoParts);
    await send(twoParts);
    expect(doubts()).to.deep.equal([]);
  });

  it('waits for no status of what was written down and never handed to the network', async () => {
    const asked: string[] = [];
    const departures: Departures = {
      next: () => 'this run-1',
      handOver: (id) => void asked.push(`left ${id}`),
      wasHandedOver(id) {
        asked.push(id);
        return false;
      },
    };
    await start({ departures, unknownWaitMs: 60_000 });
    await leaving({ id: 'm-1', message: 'm-1', conversation, sentAs: 'text', departure: 'earlier run-7' });
    await send(both);
    expect(await kinds()).to.deep.equal(['text']);
    expect(asked).to.deep.equal(['earlier run-7', 'left this run-1']);
    expect(await ledger.get('m-1')).to.include({ departure: 'this run-1' });
    expect(doubts()).to.deep.equal([['unsent', '…0001']]);
  });

  it('does not count as handed over what never got a connection', async () => {
    const left: string[] = [];
    const departures: Departures = {
      next: () => 'this run-1',
      handOver: (id) => void left.push(id),
      wasHandedOver: () => undefined,
    };
    // Nobody listens there.
    await start({ departures, client: { baseUrl: 'http://127.0.0.1:1', retry: { retries: 0 } } });
    await rejection(send(both), NotTaken);
    expect(left).to.deep.equal([]);
  });

  it('fails as the store does if it cannot be recorded that a request leaves', async () => {
    const full = new StoreError('The disk is full.');
    const departures: Departures = {
      next: () => 'this run-1',
      handOver: () => {
        throw full;
      },
      wasHandedOver: () => undefined,
    };
    await start({ departures });
    expect(await rejection(send(both), StoreError)).to.equal(full);
    expect(channel.emulator.requests.messages).to.equal(0);
  });

  it('posts nothing if the lane was taken over while the connection was made', async () => {
    await start();
    /** It is asked once before there is a connection, and once when there is one. */
    class Stalled extends Lease {
      #asked = 0;
      override get isCertain() {
        this.#asked += 1;
        if (this.#asked === 2) this.lose();
        return this.#asked !== 2;
      }
    }
    const lease = new Stalled({ lane: conversation });
    const message = { activity: both, id: 'm-1', conversation: pair, lease, pieces: () => render(both).pieces };
    await rejection(sender.sender.send(message, await tracker.read(pair)), LaneLostError);
    expect(channel.emulator.requests.messages).to.equal(0);
  });

  it('writes down what the provider answered also if the turn goes on for long', async () => {
    await start({ statuses: false });
    const lease = new Lease({ lane: conversation });
    const message = { activity: both, id: 'm-1', conversation: pair, lease, pieces: () => render(both).pieces };
    await sender.sender.send(message, await tracker.read(pair));
    await until(async () => (await ledger.get('m-1'))?.state === 'accepted');
    expect(lease.take()).to.deep.equal([]);
  });

  it('does not trust a turn that says it runs for the first time', async () => {
    await start();
    const first = await send(both);
    expect(await sender.send(both, { id: 'm-1', conversation: pair, mayHaveRun: false })).to.deep.equal(first);
    expect(await kinds()).to.deep.equal(['text']);
  });

  it('sends and writes nothing for a turn that has lost its lane', async () => {
    await start();
    const lease = new Lease({ lane: conversation });
    const message = { activity: both, id: 'm-1', conversation: pair, lease, pieces: () => render(both).pieces };
    const window = await tracker.read(pair);
    lease.lose();
    await rejection(sender.sender.send(message, window), LaneLostError);
    expect(channel.emulator.requests.messages).to.equal(0);
    expect(await ledger.get('m-1')).to.equal(undefined);
    expect(lease.take()).to.deep.equal([]);
  });

  it('judges again before it sends again', async () => {
    await start();
    await leaving({ id: 'm-1', message: 'm-1', conversation, sentAs: 'text' });
    const sending = send(both);
    channel.clock.advance(24 * hour);
    expect(await sending).to.include({ sentAs: 'template' });
    expect(await kinds()).to.deep.equal(['template']);
  });

  it('lets wait what stays unknown', async () => {
    await start({ client: { timeoutMs: 100 }, statuses: false });
    channel.emulator.fault('timeoutAfterAccept', 10);
    await rejection(send(both), NotTaken);
    expect(channel.emulator.requests.messages).to.equal(3);
    expect(await ledger.get('m-1')).to.include({ state: 'unknown' });
    channel.emulator.fault('timeoutAfterAccept', 0);
  });

  it('does not repeat a template whose answer was lost, and says that its outcome is unknown', async () => {
    await start({ client: { timeoutMs: 100 }, statuses: false });
    channel.emulator.fault('timeoutAfterAccept', 10);
    channel.clock.advance(25 * hour);
    await rejection(send(both), SendOutcomeUnknownError);
    expect(channel.emulator.requests.messages).to.equal(1);
    channel.emulator.fault('timeoutAfterAccept', 0);
  });

  it('tries again what was certainly not accepted', async () => {
    for (const fault of ['refuse', 'error500', 'error503'] as const) {
      await start();
      channel.emulator.fault(fault, 1);
      expect((await send(both)).sentAs).to.equal('text');
      expect(await kinds()).to.deep.equal(['text']);
      if (fault === 'error503') return;
      await sender.close();
      await channel.close();
    }
  });

  it('tells of a refusal for good, and of the same one when it is asked again', async () => {
    await start();
    channel.emulator.fault('optedOut', 1);
    expect((await rejection(send(both), SendRefusedError)).code).to.equal(26);
    expect((await rejection(send(both), SendRefusedError)).code).to.equal(26);
    expect(channel.emulator.requests.messages).to.equal(1);
  });

  describe('when the window closes between two parts', () => {
    const closeAfterFirst = (event: ChannelEvent) => {
      if (event.kind === 'request') channel.clock.advance(24 * hour);
    };

    it('sends the template once, and nothing more when it is run again', async () => {
      await start({ client: { observe: closeAfterFirst } });
      for (const _ of ['first', 'again']) {
        expect(await send(twoParts)).to.deep.include({ id: 'm-1', sentAs: 'template', parts: ['m-1.t'] });
      }
      expect(await kinds()).to.deep.equal(['text', 'template']);
    });

    it('rejects where there is no template', async () => {
      await start({ client: { observe: closeAfterFirst } });
      await rejection(send({ type: 'message', text: twoParts.text }), WindowClosedError);
      expect(await kinds()).to.deep.equal(['text']);
    });
  });

  describe('when the provider finds the window closed', () => {
    it('at submit, sends the template once and counts the window as closed', async () => {
      await start();
      channel.emulator.fault('windowRefusedAtSubmit', 1);
      expect(await send(both)).to.include({ sentAs: 'template', conversationType: 're-engagement' });
      expect(await send(both)).to.include({ sentAs: 'template' });
      expect(await kinds()).to.deep.equal(['template']);
      expect(await tracker.read(pair)).to.include({ refusedAt: noon });
    });

    it('at submit, rejects where there is no template', async () => {
      await start();
      channel.emulator.fault('windowRefusedAtSubmit', 1);
      await rejection(send({ type: 'message', text: 'Hello' }), WindowClosedError);
      expect(await kinds()).to.deep.equal([]);
    });

    it('keeps open what the person opened while the request was under way', async () => {
      const observe = (event: ChannelEvent) => {
        if (event.kind === 'request') channel.clock.advance(1000);
      };
      await start({ client: { observe } });
      channel.emulator.fault('windowRefusedAtSubmit', 1);
      await tracker.recordInbound(pair, 'm', noon);
      const sent = await send(both);
      await tracker.recordInbound(pair, 'written meanwhile', noon + 500);
      expect(sent.sentAs).to.equal('template');
      expect(await tracker.read(pair)).to.include({ lastInboundAt: noon + 500, refusedAt: noon });
      expect((await send(both, 'm-2')).sentAs).to.equal('text');
    });

    it('afterwards, keeps open what the person opened before the request left', async () => {
      const departures: Departures = {
        next: () => 'this run-1',
        handOver: () => void channel.clock.advance(1000),
        wasHandedOver: () => undefined,
      };
      await start({ departures });
      await tracker.recordInbound(pair, 'm', noon);
      channel.emulator.fault('windowRefused', 1);
      await send(both);
      expect(await kinds()).to.deep.equal(['template']);
      expect(await tracker.read(pair)).to.include({ refusedAt: noon });
      await tracker.recordInbound(pair, 'written meanwhile', noon + 500);
      expect((await send(both, 'm-2')).sentAs).to.equal('text');
    });

    it('comes to an end when the clock was put back, too', async () => {
      await start();
      channel.clock.advance(-hour);
      channel.emulator.fault('windowRefusedAtSubmit', 1);
      expect(await send(both)).to.include({ sentAs: 'template' });
      expect(await kinds()).to.deep.equal(['template']);
    });

    for (const faults of [
      ['windowRefused'],
      ['windowRefused', 'duplicateCallback'],
      ['windowRefused', 'statusFirst'],
    ] as const) {
      it(`afterwards, sends the template once: ${faults.join(', ')}`, async () => {
        await start();
        for (const fault of faults) channel.emulator.fault(fault, 1);
        await send(both);
        expect(await kinds()).to.deep.equal(['template']);
        expect(channel.emulator.requests.messages).to.equal(2);
        expect(await ledger.get('m-1')).to.include({ state: 'failed' });
        expect(await ledger.get('m-1.t')).to.include({ state: 'read' });
        expect((await send(both, 'm-2')).sentAs).to.equal('template');
      });
    }

    it('afterwards, in both parts of a long message, sends the template once', async () => {
      await start();
      channel.emulator.fault('windowRefused', 2);
      await send(twoParts);
      expect(await kinds()).to.deep.equal(['template']);
      // The refusal of the first part keeps the second from leaving, if it comes in time.
      expect(channel.emulator.requests.messages).to.be.within(2, 3);
    });

    it('afterwards, says it to who asked for statuses, though the template is refused as well', async () => {
      await start();
      const { emulator, adapter, events } = channel;
      const told: string[] = [];
      adapter.onStatus(async ({ activity }) => void told.push(activity.value.status));
      emulator.fault('windowRefused', 1);
      let letGo = () => {};
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const turn = adapter.continueConversation(adapter.reference(thandi), () => held);
      await send(both);
      emulator.person(thandi, { onWhatsApp: false });
      letGo();
      await turn;
      expect(await kinds()).to.deep.equal([]);
      expect(told).to.deep.equal(['WHATSAPP_RE_ENGAGEMENT_REQUIRED']);
      expect(events.filter((event) => event.kind === 'fault')).to.deep.equal([]);
      expect((await ledger.get('m-1.t'))?.error?.code).to.equal(27);
    });
  });
});
