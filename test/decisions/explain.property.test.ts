import { expect } from 'chai';
import fc from 'fast-check';
import { z } from 'zod';
import { ConsentBook } from '../../src/consent/book.js';
import { Erasures } from '../../src/consent/erased.js';
import { Subscribers } from '../../src/consent/subscribers.js';
import type { Activity } from '../../src/core/activity.js';
import type { Conversation } from '../../src/core/conversation.js';
import {
  ClickatellAdapter,
  ClickatellClient,
  customerServiceWindowMs,
  type DecisionForecast,
  MovableClock,
  openStore,
  TemplateCatalog,
  TopicCatalog,
  unpaced,
  WindowTracker,
} from '../../src/index.js';
import { isAsk } from '../../src/sending/partIds.js';
import { startProvider } from '../clickatell/provider.js';
import { business, catalogue, noon, until } from '../support/channel.js';

const casesAtOnce = 100;
/** As many as show every rule. All of them run with `npm run test:deep`. */
const runs = process.env.MODEL_SCALE === 'deep' ? 100 : 20;
const hour = 60 * 60 * 1000;

const templates = TemplateCatalog.parse({
  defaultLanguage: 'en',
  reengagement: 'open_again',
  templates: [
    ...catalogue.templates,
    {
      name: 'open_again',
      language: 'en',
      category: 'utility',
      body: 'We have news for you: may we tell you?',
      slots: [],
    },
    { name: 'order_sent', language: 'en', category: 'utility', body: 'Your order {{1}} was sent.', slots: ['order'] },
    {
      name: 'order_sent',
      language: 'pt_BR',
      portalName: 'order_sent_pt',
      category: 'marketing',
      body: 'O pedido {{1}} foi enviado.',
      slots: ['order'],
    },
  ],
});

const reference = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ name: 'order_sent', parameters: { order: 'A-1' } }) },
  {
    weight: 2,
    arbitrary: fc.constant({ name: 'ticket_resolved', parameters: { name: 'T', ticket: 'T-1', summary: 'done' } }),
  },
  { weight: 1, arbitrary: fc.constant({ name: 'order_sent', language: 'pt_BR', parameters: { order: 7 } }) },
  // These cannot be sent: there is no such template, or a value is missing.
  {
    weight: 1,
    arbitrary: fc.constantFrom({ name: 'nothing', parameters: {} }, { name: 'order_sent', parameters: {} }),
  },
);
const text = fc.constantFrom(
  'Good day',
  'Your order A-1 was sent.',
  'Your *order* A-1 was sent!',
  'O pedido A-1 foi enviado.',
  'Hi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.',
  '',
);
const answers = fc.constantFrom(['Solved', 'Not solved'], ['Yes', 'No']);
const place = { type: 'GeoCoordinates', latitude: -33.9, longitude: 18.4, name: 'Green Point Park' };
const card = { contentType: 'text/vcard', content: 'BEGIN:VCARD\nFN:Sipho\nTEL:+27820000002\nEND:VCARD' };
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const message = fc
  .record({
    text,
    answers: seldom(answers),
    place: fc.boolean(),
    card: seldom(fc.constant(card)),
    template: seldom(reference),
    outsideWindow: fc.option(reference, { nil: undefined, freq: 2 }),
    whenClosed: seldom(
      fc.oneof(
        fc.constantFrom('template' as const, 'hold' as const, 'refuse' as const),
        fc.record({ hold: fc.record({ template: seldom(reference), key: seldom(fc.constant('T-1')) }) }),
      ),
    ),
    topic: seldom(fc.constantFrom('orders', 'orders', 'deals', 'deals', 'deals', 'nothing')),
    locale: seldom(fc.constantFrom('en-ZA', 'pt-BR', 'zu')),
  })
  .map(({ text, answers, place: withPlace, card, locale, ...intent }): Activity => {
    const actions = answers?.map((title) => ({ type: 'imBack', title, value: title }));
    return {
      type: 'message',
      text,
      ...(actions && { suggestedActions: { to: [], actions } }),
      ...(withPlace && text === '' && { entities: [place] }),
      ...(card && { attachments: [card] }),
      ...(locale && { locale }),
      channelData: {
        clickatell: Object.fromEntries(Object.entries(intent).filter(([, value]) => value !== undefined)),
      },
    };
  });

const near = fc.integer({ min: -2, max: 2 });
/** When the person wrote before now, in ms; often just at the edge of the window, with the margin and without. */
const agoMs = (marginMs: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: 3 * customerServiceWindowMs }),
    near.map((off) => customerServiceWindowMs + off),
    near.map((off) => customerServiceWindowMs - marginMs + off),
  );
const past = (marginMs: number) =>
  fc.record({
    wroteAgoMs: fc.option(agoMs(marginMs), { nil: undefined, freq: 6 }),
    refusedAgoMs: seldom(fc.integer({ min: 0, max: customerServiceWindowMs })),
  });

const words = [
  'stopped',
  'started',
  'marketing-stopped',
  'orders',
  'orders',
  'deals',
  'not orders',
  'orders for a day',
] as const;

/** What a person has said of their consent, an hour after each other. What is seldom by chance comes by itself, too. */
const said: fc.Arbitrary<readonly (typeof words)[number][]> = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constant(['deals', 'marketing-stopped'] as const) },
);

const run = fc
  .record({
    marginMs: fc.constantFrom(0, 60_000, hour),
    whenClosed: fc.constantFrom('template' as const, 'hold' as const, 'refuse' as const),
  })
  .chain((policy) =>
    fc.record({
      policy: fc.constant(policy),
      cases: fc.array(fc.record({ past: past(policy.marginMs), said, message }), {
        minLength: casesAtOnce,
        maxLength: casesAtOnce,
      }),
    }),
  );

const sent = z.object({
  messages: z.array(
    z.looseObject({
      to: z.string(),
      clientMessageId: z.string(),
      template: z.looseObject({ templateName: z.string() }).optional(),
    }),
  ),
});

/** What a message came to: what left, as the names of templates or `text`, or the name of the error. */
interface Outcome {
  readonly error?: string | undefined;
  readonly left: readonly string[];
  /** The person may have stopped marketing, so that no template of that asks them to answer. */
  readonly isUnasked: boolean;
}

describe(`explain, in ${(runs * casesAtOnce).toLocaleString('en')} random cases`, function () {
  this.timeout(120_000);

  it('agrees with what then happens, and with the record of it', async () => {
    const provider = await startProvider();
    const left = new Map<string, string[]>();
    provider.behave(({ body }) => {
      const { messages } = sent.parse(body);
      for (const { to, template } of messages) {
        left.set(to, [...(left.get(to) ?? []), template?.templateName ?? 'text']);
      }
      const accepted = messages.map(({ to, clientMessageId }) => {
        return { apiMessageId: `api-${clientMessageId}`, accepted: true, to, clientMessageId, error: null };
      });
      return { body: { messages: accepted, error: null } };
    });
    const client = new ClickatellClient({ apiKey: 'key', number: business, baseUrl: provider.url });
    const seen = new Set<string>();

    const check = async ({ policy, cases }: typeof run extends fc.Arbitrary<infer R> ? R : never) => {
      left.clear();
      const store = await openStore('memory:');
      const clock = new MovableClock({ now: () => noon });
      const topics = TopicCatalog.parse({
        topics: [
          { id: 'orders', category: 'utility', title: { en: 'your orders' } },
          { id: 'deals', category: 'marketing', title: { en: 'our deals' } },
        ],
      });
      const options = { client, store, templates, topics, clock, policy, webhookSecret: 'none', pace: unpaced };
      const adapter = new ClickatellAdapter(options);
      await adapter.start(async () => {});
      const tracker = new WindowTracker(store, clock);
      const book = new ConsentBook({
        store,
        clock,
        subscribers: new Subscribers(store),
        erasures: new Erasures(store),
      });
      const say = (pair: Conversation, what: string, at: number) => {
        const how = { at, source: 'a test' };
        if (what === 'stopped' || what === 'started' || what === 'marketing-stopped') {
          return book.commit(book.changeWrites(pair, what, how));
        }
        const [topic = ''] = what.replace('not ', '').split(' ');
        const until = what.endsWith('for a day') ? at + 24 * hour : undefined;
        return book.commit(book.signUpWrites(pair, [{ topic, isSignedUp: !what.startsWith('not '), until }], how));
      };
      try {
        const sending = cases.map(async ({ past: { wroteAgoMs, refusedAgoMs }, said, message }, index) => {
          const person = String(27_820_000_000 + index);
          const pair = { business, person };
          if (wroteAgoMs !== undefined) await tracker.recordInbound(pair, 'm', noon - wroteAgoMs);
          if (refusedAgoMs !== undefined) await tracker.recordRefusal(pair, noon - refusedAgoMs);
          const to = adapter.reference(person);
          for (const [place, what] of said.entries()) await say(pair, what, noon - (25 - place) * hour);
          const isUnasked = said.includes('marketing-stopped');
          const explained = await adapter.explain(message, to).catch((error: Error) => error.name);
          let error: string | undefined;
          await adapter.continueConversation(to, async (context) => {
            await context.sendActivity(message).catch((thrown: Error) => {
              error = thrown.name;
            });
          });
          return { person, to, explained, error, isUnasked };
        });
        const all = await Promise.all(sending);
        // What is held has the person asked in a turn of its own.
        await until(() => adapter.depth === 0);
        for (const { person, to, explained, error, isUnasked } of all) {
          expectAgreement(explained, { left: left.get(person) ?? [], error, isUnasked });
          const records: object[] = [];
          for await (const { message, from, afterwards, sentence, ...record } of adapter.decisions(to, {
            since: noon,
          })) {
            if (!isAsk(message)) records.push(record);
          }
          if (typeof explained === 'string') expect(records).to.deep.equal([]);
          else {
            const { behind, held, sentence, ...forecast } = explained;
            seen.add(`${forecast.rule} ${forecast.window.state}`);
            expect(records).to.deep.equal([forecast]);
          }
        }
      } finally {
        await adapter.stop();
        await store.close();
      }
    };

    try {
      await fc.assert(fc.asyncProperty(run, check), { numRuns: runs, endOnFailure: true });
    } finally {
      await client.close();
      await provider.close();
    }
    // Every rule had its cases.
    const closed = ['brings-template', 'matches-template', 'hold', 'refuse', 'no-template'].flatMap((rule) => {
      return [`${rule} closed`, `${rule} unknown`];
    });
    const denied = ['stopped', 'not-signed-up', 'marketing-stopped'].flatMap((rule) => {
      return ['open', 'closed'].map((state) => `${rule} ${state}`);
    });
    expect([...seen].sort(), [...seen].join()).to.include.members([
      ...denied,
      'is-template open',
      'is-template closed',
      'window-open open',
      ...closed,
    ]);
  });
});

const refusals: Partial<Record<string, string>> = {
  stopped: 'OptedOutError',
  'marketing-stopped': 'OptedOutError',
  'not-signed-up': 'NotSignedUpError',
};

function expectAgreement(explained: DecisionForecast | string, { error, left, isUnasked }: Outcome): void {
  if (typeof explained === 'string') {
    expect({ error, left }).to.deep.equal({ error: explained, left: [] });
    return;
  }
  const template = explained.template && templates.get(explained.template.name, undefined, explained.template.language);
  switch (explained.kind) {
    case 'free-form':
      expect(error).to.equal(undefined);
      expect(left.filter((each) => each !== 'text')).to.deep.equal([]);
      // A message that has nothing to say sends nothing.
      if (explained.brought.text) expect(left).not.to.deep.equal([]);
      return;
    case 'template':
    case 'hold':
      if (explained.kind === 'hold' && isUnasked && template?.category === 'marketing' && left.length === 0) return;
      // What is held has left nothing but the template that asks the person to answer.
      expect({ error, left }).to.deep.equal({ error: undefined, left: [template?.portalName ?? template?.name] });
      return;
    case 'refuse':
      expect({ error, left }).to.deep.equal({ error: refusals[explained.rule] ?? 'WindowClosedError', left: [] });
  }
}
