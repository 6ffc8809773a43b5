import {
  type Activity,
  ActivityTypes,
  MemoryTranscriptStore,
  TestAdapter,
  TranscriptLoggerMiddleware,
} from 'botbuilder';
import { expect } from 'chai';
import { ConfigurationError, InvalidInputError, MovableClock, openStore, StoredTranscripts } from '../../src/index.js';
import { describeEveryStore } from '../store/everyStore.js';
import { noon } from '../support/channel.js';
import { rejection } from '../support/rejection.js';
import { wholeTranscript } from '../support/transcript.js';

const day = 24 * 60 * 60 * 1000;

function said(text: string, at: number, more: Partial<Activity> = {}): Activity {
  const account = { id: 'somebody', name: '' };
  return {
    ...{ type: 'message', id: `id-${text}`, timestamp: new Date(at), channelId: 'test', serviceUrl: '' },
    ...{ from: account, recipient: account, text },
    conversation: { id: 'conversation/1', isGroup: false, conversationType: '', name: '' },
    ...more,
  } as Activity;
}

describeEveryStore('Stored transcripts', (openFresh, openAgain) => {
  const clock = new MovableClock({ now: () => noon });
  const open = async (again = false) => {
    const store = await (again && openAgain ? openAgain() : openFresh());
    return { store, transcripts: new StoredTranscripts(store, { keptMs: 30 * day, clock }) };
  };

  it('are paged in the order of time as MemoryTranscriptStore pages them, each id once', async () => {
    const { store, transcripts } = await open();
    const memory = new MemoryTranscriptStore();
    try {
      // More than one chunk on a day, and more than one day.
      const all = Array.from({ length: 70 }, (_, at) => said(`${at}`, noon - (at % 7) * day - at * 1000));
      await Promise.all(all.flatMap((activity) => [transcripts.logActivity(activity), memory.logActivity(activity)]));
      await transcripts.logActivity(said('3', noon));
      const texts = (activities: readonly Activity[]) => activities.map(({ text }) => text);
      const expected: string[] = [];
      let token: string | undefined;
      do {
        const page = await memory.getTranscriptActivities('test', 'conversation/1', token);
        expected.push(...texts(page.items));
        token = page.continuationToken;
      } while (token);
      expect(texts(await wholeTranscript(transcripts, 'conversation/1', 'test'))).to.deep.equal(expected);
      const since = new Date(noon - 2 * day);
      const [ours, theirs] = await Promise.all(
        [transcripts, memory].map((each) => each.getTranscriptActivities('test', 'conversation/1', undefined, since)),
      );
      expect(texts(ours?.items ?? [])).to.deep.equal(texts(theirs?.items ?? []));
      expect(ours?.items[0]).to.deep.equal(theirs?.items[0]);
      const last = await transcripts.last({ channelId: 'test', conversation: said('', 0).conversation }, 3);
      expect(texts(last)).to.deep.equal(expected.slice(-3));
    } finally {
      await store.close();
    }
  });

  it('are listed by channel with their beginnings, deleted one by one, and there after a restart', async () => {
    const { store, transcripts } = await open();
    const of = (id: string) => ({ ...said('', 0).conversation, id });
    const all = Array.from({ length: 23 }, (_, at) => said(`${at}`, noon - at * 1000, { conversation: of(`c-${at}`) }));
    await Promise.all(all.map((activity) => transcripts.logActivity(activity)));
    await transcripts.logActivity(said('x', noon, { channelId: 'other' }));
    if (openAgain) await store.close();
    const { store: again, transcripts: then } = openAgain ? await open(true) : { store, transcripts };
    try {
      const first = await then.listTranscripts('test');
      expect(first.items).to.have.length(20);
      expect(first.items[0]).to.deep.equal({ channelId: 'test', id: 'c-22', created: new Date(noon - 22_000) });
      const second = await then.listTranscripts('test', first.continuationToken);
      expect(second.items.map(({ id }) => id)).to.deep.equal(['c-2', 'c-1', 'c-0']);
      expect(second.continuationToken).to.equal(undefined);
      await then.deleteTranscript('test', 'c-1');
      expect((await then.getTranscriptActivities('test', 'c-1')).items).to.deep.equal([]);
      expect((await then.getTranscriptActivities('test', 'c-2')).items).to.have.length(1);
      expect((await then.listTranscripts('test', first.continuationToken)).items.map(({ id }) => id)).to.deep.equal([
        'c-2',
        'c-0',
      ]);
      expect((await then.listTranscripts('other')).items).to.have.length(1);
    } finally {
      await again.close();
    }
  });
});

describe('Stored transcripts', () => {
  it('forget what is older than they keep', async () => {
    const store = await openStore('memory:');
    const clock = new MovableClock({ now: () => noon });
    const transcripts = new StoredTranscripts(store, { keptMs: 2 * day, clock });
    await transcripts.logActivity(said('old', noon - day));
    await transcripts.logActivity(said('new', noon));
    expect(await wholeTranscript(transcripts, 'conversation/1', 'test')).to.have.length(2);
    clock.advance(1.5 * day);
    expect(await wholeTranscript(transcripts, 'conversation/1', 'test')).to.have.length(1);
    await store.close();
  });

  it('keep no bytes of files, nothing twice and no typing', async () => {
    const store = await openStore('memory:');
    const transcripts = new StoredTranscripts(store, { keptMs: day, clock: { now: () => noon } });
    const file = { contentType: 'image/png', name: 'a.png', contentUrl: `data:image/png;base64,${'A'.repeat(1000)}` };
    await transcripts.logActivity(said('photo', noon, { attachments: [file] }));
    await transcripts.logActivity(said('photo', noon, { attachments: [file] }));
    await transcripts.logActivity(said('', noon, { type: ActivityTypes.Typing }));
    const all = await wholeTranscript(transcripts, 'conversation/1', 'test');
    expect(all.map(({ attachments }) => attachments)).to.deep.equal([[{ contentType: 'image/png', name: 'a.png' }]]);
    await store.close();
  });

  it('serve the middleware of Bot Framework on any adapter', async () => {
    const store = await openStore('memory:');
    const transcripts = new StoredTranscripts(store, { keptMs: day });
    const adapter = new TestAdapter(async (context) => {
      if (context.activity.type === 'message') await context.sendActivity(`You said: ${context.activity.text}`);
    }).use(new TranscriptLoggerMiddleware(transcripts));
    await adapter.test('Hello', 'You said: Hello').startTest();
    const { channelId, conversation } = adapter.conversation;
    const all = await wholeTranscript(transcripts, conversation.id, channelId);
    expect(all.map(({ text }) => text)).to.deep.equal(['Hello', 'You said: Hello']);
    await store.close();
  });

  it('refuse what cannot be', async () => {
    const store = await openStore('memory:');
    for (const keptMs of [0, Number.NaN, 1000, 1e15]) {
      expect(() => new StoredTranscripts(store, { keptMs })).to.throw(ConfigurationError, /keptMs/);
    }
    const transcripts = new StoredTranscripts(store, { keptMs: day });
    const calls: [() => Promise<unknown>, string][] = [
      [() => transcripts.getTranscriptActivities('', 'id'), 'channelId'],
      [() => transcripts.getTranscriptActivities('test', ''), 'conversationId'],
      [() => transcripts.getTranscriptActivities('test', 'id', 'no token'), 'continuationToken'],
      [() => transcripts.listTranscripts(''), 'channelId'],
      [() => transcripts.deleteTranscript('test', ''), 'conversationId'],
    ];
    for (const [call, field] of calls) {
      expect((await rejection(call(), InvalidInputError)).field).to.equal(field);
    }
    await store.close();
  });
});
