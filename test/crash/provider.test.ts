import { expect } from 'chai';
import type { FaultKind } from '../../src/emulator/provider/faults.js';
import { unpaced } from '../../src/sending/pace.js';
import { type Channel, type ChannelOptions, startChannel, until } from '../support/channel.js';
import { type Gate, openGate } from './gate.js';

/** Each hits so many requests, messages or callbacks; then every message has been sent. */
const passing: Partial<Record<FaultKind, number>> = {
  error500: 3,
  error503: 3,
  rateLimit: 3,
  refuse: 2,
  resetAfterAccept: 2,
  timeoutAfterAccept: 2,
  partial: 3,
  shuffle: 1,
  statusFirst: 3,
  duplicateCallback: 30,
  lateCallback: 10,
};

/** After these, a message waits, and is sent when the provider takes messages again. */
const waiting: Partial<Record<FaultKind, number>> = { noBalance: 1, addressNotApproved: 1, rateLimitLater: 5 };

/** After these, a message has failed for good. */
const final: Partial<Record<FaultKind, number>> = { optedOut: 5 };

describe('A provider that fails', function () {
  this.timeout(120_000);
  let crowd: Crowd;
  const begin = async (people: number, options: ChannelOptions = {}) => {
    crowd = await Crowd.gather(people, options);
  };
  afterEach(() => crowd.channel.close());

  for (const [kind, count] of Object.entries(passing)) {
    it(`with ${kind}: each message is sent once`, async () => {
      await begin(20);
      await crowd.talk({ [kind]: count });
      expect(await crowd.outcomes()).to.deep.equal({ sent: 40, failed: 0, lost: [], doubled: [], unexplained: [] });
    });
  }

  for (const [kind, count] of Object.entries(waiting)) {
    it(`with ${kind}: each message is sent once, in time`, async () => {
      await begin(20);
      await crowd.talk({ [kind]: count });
      await crowd.waitMinutes();
      expect(await crowd.outcomes()).to.deep.equal({ sent: 40, failed: 0, lost: [], doubled: [], unexplained: [] });
    });
  }

  for (const [kind, count] of Object.entries(final)) {
    it(`with ${kind}: each message is sent once, or has failed and says why`, async () => {
      await begin(20);
      await crowd.talk({ [kind]: count });
      const { sent, failed, ...bad } = await crowd.outcomes();
      expect(bad).to.deep.equal({ lost: [], doubled: [], unexplained: [] });
      expect(failed).to.be.at.least(1);
      expect(sent + failed).to.equal(40);
    });
  }

  it('in all of these ways at once: each message is sent once', async () => {
    await begin(100);
    await crowd.talk(passing);
    expect(await crowd.outcomes()).to.deep.equal({ sent: 200, failed: 0, lost: [], doubled: [], unexplained: [] });
  });

  describe('because it cannot be reached', () => {
    let gate: Gate;
    beforeEach(async () => {
      gate = await openGate();
      const retry = { retries: 40, minDelayMs: 20, maxDelayMs: 20 };
      await begin(20, { client: { baseUrl: gate.url, retry } });
      gate.to = Number(new URL(crowd.channel.emulator.url).port);
      await crowd.channel.say('Are you there?');
      expect(crowd.channel.heard()).to.have.length(1);
      await gate.shut();
    });
    afterEach(() => gate.shut());

    it('for a moment: each message is sent once', async () => {
      const talk = crowd.talk({});
      await until(() => crowd.refusedConnections() > 20);
      await gate.open();
      await talk;
      expect(await crowd.outcomes()).to.deep.equal({ sent: 40, failed: 0, lost: [], doubled: [], unexplained: [] });
    });

    it('for longer than the quick tries: each message waits, and is sent once', async () => {
      await crowd.talk({});
      expect((await crowd.outcomes()).lost).to.have.length(40);
      await gate.open();
      await crowd.waitMinutes();
      expect(await crowd.outcomes()).to.deep.equal({ sent: 40, failed: 0, lost: [], doubled: [], unexplained: [] });
      await crowd.channel.say('Are you back?');
      expect(crowd.channel.heard().at(-1)).to.equal('You said: Are you back?');
    });
  });
});

interface Outcomes {
  readonly sent: number;
  readonly failed: number;
  /** Neither sent nor failed. */
  readonly lost: readonly string[];
  /** Sent more than once, or sent and failed. */
  readonly doubled: readonly string[];
  /** Failed without a reason. */
  readonly unexplained: readonly string[];
}

/** People who all write at once, each of whom is notified of something as well. */
class Crowd {
  readonly channel: Channel;
  readonly #people: readonly string[];
  /** Why answers failed, by their texts. */
  readonly #failures: Map<string, string>;

  static async gather(count: number, options: ChannelOptions): Promise<Crowd> {
    const failures = new Map<string, string>();
    const channel = await startChannel({
      // Longer than a late callback may be late.
      adapter: { unknownWaitMs: 8_000, pace: unpaced },
      async logic(context) {
        const answer = `You said: ${context.activity.text}`;
        if (context.activity.type !== 'message') return;
        await context.sendActivity(answer).catch((error: Error) => failures.set(answer, error.message));
      },
      ...options,
      // Few requests at once, so that they hold several messages each.
      client: { timeoutMs: 1_000, maxRequests: 3, ...options.client },
    });
    channel.emulator.latency = 5;
    return new Crowd(channel, count, failures);
  }

  private constructor(channel: Channel, count: number, failures: Map<string, string>) {
    this.channel = channel;
    this.#people = Array.from({ length: count }, (_, index) => String(27_850_000_000 + index));
    this.#failures = failures;
  }

  /** Everybody writes and is notified while the provider fails; resolves when nothing is under way any more. */
  async talk(faults: Partial<Record<FaultKind, number>>): Promise<void> {
    const { emulator, adapter, settled } = this.channel;
    for (const [kind, count] of entriesOf(faults)) emulator.fault(kind, count);
    await Promise.all(this.#people.map((from) => emulator.say({ from, text: `I am ${from}` })));
    await Promise.all(this.#people.map((to) => adapter.notify({ id: to, to, text: newsFor(to) })));
    await settled();
    // Every fault has hit: else the test would have shown nothing.
    const answer = await fetch(`${emulator.url}/_emulator/fault`);
    expect(await answer.json()).to.deep.include({ left: {} });
  }

  /** The clock runs until nothing waits any more, for ten minutes at most. */
  async waitMinutes(): Promise<void> {
    for (let minute = 0; minute < 10 && (await this.outcomes()).lost.length > 0; minute += 1) {
      this.channel.clock.advance(60_000);
      await this.channel.settled();
    }
  }

  refusedConnections(): number {
    return this.channel.events.filter((event) => event.kind === 'request' && event.status === 0).length;
  }

  async outcomes(): Promise<Outcomes> {
    const messages = (await Promise.all(this.#people.map((person) => this.#messagesOf(person)))).flat();
    const textsOf = (those: typeof messages) => those.map(({ text }) => text);
    return {
      sent: messages.filter(({ times }) => times === 1).length,
      failed: messages.filter(({ failure, times }) => failure !== undefined && times === 0).length,
      lost: textsOf(messages.filter(({ failure, times }) => failure === undefined && times === 0)),
      doubled: textsOf(messages.filter(({ failure, times }) => times > (failure === undefined ? 1 : 0))),
      unexplained: textsOf(messages.filter(({ failure }) => failure === '')),
    };
  }

  async #messagesOf(person: string): Promise<{ text: string; times: number; failure: string | undefined }[]> {
    const heard = this.channel.heard(person);
    const report = await this.channel.adapter.notification(person);
    const answer = `You said: I am ${person}`;
    const news = newsFor(person);
    // A notification to somebody who has opted out is refused, and says so.
    const refusal = report?.state === 'refused' ? report.reason : undefined;
    const failure = report?.state === 'failed' ? (report.error?.description ?? '') : refusal;
    return [
      { text: answer, times: heard.filter((text) => text === answer).length, failure: this.#failures.get(answer) },
      { text: news, times: heard.filter((text) => text === news).length, failure },
    ];
  }
}

function newsFor(person: string): string {
  return `News for ${person}`;
}

function entriesOf(faults: Partial<Record<FaultKind, number>>): [FaultKind, number][] {
  return Object.entries(faults).filter((entry): entry is [FaultKind, number] => entry[1] !== undefined);
}
