import type { TurnContext } from 'botbuilder';
import { expect } from 'chai';
import fc from 'fast-check';
import { type FaultKind, openStore, StoredTranscripts, TemplateCatalog, template } from '../../src/index.js';
import { business, type Channel, catalogue, startChannel, thandi } from '../support/channel.js';
import { onPhone, shownIn, wholeTranscript } from '../support/transcript.js';

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
const id = `${business}:${thandi}`;
const templates = TemplateCatalog.parse({
  reengagement: 'open_again',
  templates: [
    ...catalogue.templates,
    { name: 'open_again', language: 'en', category: 'utility', body: 'News. Shall we show it?' },
    ...['parcel', 'parcel_plain'].map((name) => ({
      ...{ name, language: 'en', category: 'utility', body: `${name} {{1}} has moved.`, slots: ['number'] },
      ...(name === 'parcel' && { fallback: ['parcel_plain'] }),
    })),
  ],
});

/** Not those after which a person may get a message twice. */
const faults = [
  ...([
    'error503',
    'noBalance',
    'windowRefused',
    'windowRefusedAtSubmit',
    'templatePaused',
    'duplicateCallback',
  ] as const),
  ...(['statusFirst', 'nativeRefused', 'nativeFailed', 'rateLimitLater', 'noBalanceLater', 'namelessStatus'] as const),
] satisfies FaultKind[];

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('say', 'ask', 'STOP', 'START').map((words) => ({ kind: 'say', words }) as const),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('text', 'with template', 'template', 'hold', 'hold by key')
      .map((as) => ({ kind: 'notify', as }) as const),
  },
  { weight: 2, arbitrary: fc.constantFrom(minute, hour, 25 * hour).map((ms) => ({ kind: 'wait', ms }) as const) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('fault' as const), fault: fc.constantFrom(...faults), count: fc.nat(2) }),
  },
  { weight: 2, arbitrary: fc.constantFrom('desk', 'close', 'cancel').map((kind) => ({ kind }) as const) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function bot(context: TurnContext): Promise<void> {
  const { type, text } = context.activity;
  if (type !== 'message') return;
  const actions = ['A', 'B'].map((title) => ({ type: 'imBack', title, value: title }));
  if (/^ask/.test(text)) {
    await context.sendActivity({ type: 'message', text: `Which, ${text}?`, suggestedActions: { to: [], actions } });
  } else
    await context.sendActivities(
      [`You said: ${text}`, `Also ${text}`].map((said) => ({ type: 'message', text: said })),
    );
}

async function take({ emulator, adapter, clock }: Channel, step: Step, at: number): Promise<void> {
  const [to, text] = [thandi, `${at}`];
  switch (step.kind) {
    case 'say':
      await emulator.say({ from: thandi, text: /^[A-Z]+$/.test(step.words) ? step.words : `${step.words} ${at}` });
      return;
    case 'notify': {
      const parcel = template('parcel', { number: text });
      if (step.as === 'template') await adapter.notify({ to, template: parcel });
      else if (step.as === 'with template') await adapter.notify({ to, text, template: parcel });
      else if (step.as === 'text') await adapter.notify({ to, text });
      else await adapter.notify({ to, text, whenClosed: step.as === 'hold' ? 'hold' : { hold: { key: 'k' } } });
      return;
    }
    case 'wait':
      clock.advance(step.ms);
      return;
    case 'fault':
      emulator.fault(step.fault, step.count);
      return;
    case 'cancel':
      await adapter.cancelHeld({ to });
      return;
    default: {
      const [handedOff] = await adapter.desk.conversations('open');
      if (!handedOff) await adapter.handOff(adapter.reference(thandi), { reason: 'A question' });
      else if (step.kind === 'close') await adapter.desk.close(id);
      else await adapter.desk.reply(id, { text, whenClosed: 'hold' });
    }
  }
}

describe('The transcript of whatever happens', () => {
  it('equals what the phone shows, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
        const store = await openStore('memory:');
        const transcripts = new StoredTranscripts(store, { keptMs: 90 * day });
        const channel = await startChannel({
          logic: bot,
          store,
          adapter: { templates, transcripts, unknownWaitMs: 50 },
        });
        const { emulator, clock, settled } = channel;
        emulator.integrate({ number: business, callbackUrl: channel.url, templates });
        try {
          for (const [at, each] of steps.entries()) {
            await take(channel, each, at);
            await settled();
            if (at % 3 > 0) clock.advance(second);
            await settled();
          }
          for (const fault of faults) emulator.fault(fault, 0);
          for (let times = 0; times < 5; times += 1) {
            clock.advance(minute + second);
            await settled();
          }
          expect(shownIn(await wholeTranscript(transcripts, id))).to.deep.equal(onPhone(channel, thandi));
        } finally {
          await channel.close();
          await store.close();
        }
      }),
      { numRuns: 6, seed: 12 },
    );
  });
});
