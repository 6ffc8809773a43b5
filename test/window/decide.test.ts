import { expect } from 'chai';
import {
  ConfigurationError,
  InvalidInputError,
  TemplateNotFoundError,
  TemplateParameterError,
} from '../../src/core/errors.js';
import { TemplateCatalog } from '../../src/templates/catalog.js';
import { holdWith, outsideWindow, template, withIntent } from '../../src/templates/message.js';
import { decide, lostActionsIn, windowPolicy, windowState } from '../../src/window/decide.js';

const hour = 60 * 60 * 1000;
const wrote = Date.UTC(2026, 4, 1, 12);
const closesAt = wrote + 24 * hour - 60_000;
const policy = windowPolicy();
const catalog = TemplateCatalog.parse({
  reengagement: 'open_again',
  templates: [
    {
      name: 'open_again',
      language: 'en',
      category: 'utility',
      body: 'Hi {{1}}, we have news for you. Shall we show you?',
      slots: ['name'],
      buttons: [{ type: 'quickReply', title: 'Show me' }],
    },
    {
      name: 'ticket_resolved',
      language: 'en',
      category: 'utility',
      body: 'Hi {{1}}, your ticket {{2}} is resolved: {{3}}. Tell us if it is not.',
      slots: ['name', 'ticket', 'summary'],
    },
  ],
});
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const text = { type: 'message', text: 'Hello' };
const both = outsideWindow('Hello', resolved);
const lookalike = { type: 'message', text: 'Hi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.' };

describe('windowState', () => {
  const cases: [string, Parameters<typeof windowState>[0], number, string][] = [
    ['nothing known', undefined, wrote, 'unknown'],
    ['a refusal, but no message ever', { refusedAt: wrote }, wrote, 'unknown'],
    ['the moment of the message', { lastInboundAt: wrote }, wrote, 'open'],
    ['one ms before the margin', { lastInboundAt: wrote }, closesAt - 1, 'open'],
    ['at the margin', { lastInboundAt: wrote }, closesAt, 'closed'],
    ['between margin and 24 h', { lastInboundAt: wrote }, closesAt + 30_000, 'closed'],
    ['at 24 h', { lastInboundAt: wrote }, wrote + 24 * hour, 'closed'],
    ['a clock that was put back', { lastInboundAt: wrote }, wrote - hour, 'open'],
    ['refused after the last message', { lastInboundAt: wrote, refusedAt: wrote + 1 }, wrote + 2, 'closed'],
    ['refused at the very moment of it', { lastInboundAt: wrote, refusedAt: wrote }, wrote + 2, 'closed'],
    ['written again after a refusal', { lastInboundAt: wrote, refusedAt: wrote - 1 }, wrote + 2, 'open'],
  ];
  for (const [name, record, now, state] of cases) {
    it(`${name}: ${state}`, () => {
      expect(windowState(record, now, policy.marginMs).state).to.equal(state);
    });
  }

  it('without a margin, closes at 24 hours to the millisecond', () => {
    expect(windowState({ lastInboundAt: wrote }, wrote + 24 * hour - 1, 0).state).to.equal('open');
    expect(windowState({ lastInboundAt: wrote }, wrote + 24 * hour, 0).state).to.equal('closed');
  });
});

describe('decide', () => {
  const open = [{ lastInboundAt: wrote }, closesAt - 1] as const;
  const closed = [{ lastInboundAt: wrote }, closesAt] as const;
  const unknown = [undefined, wrote] as const;
  const cases: [string, Parameters<typeof decide>[0], readonly [object | undefined, number], string, string][] = [
    ['text, open', text, open, 'free-form', 'customer-initiated'],
    ['text, closed', text, closed, 'refuse', 're-engagement'],
    ['text, unknown', text, unknown, 'refuse', 're-engagement'],
    ['two faces, open', both, open, 'free-form', 'customer-initiated'],
    ['two faces, closed', both, closed, 'template', 're-engagement'],
    ['two faces, unknown', both, unknown, 'template', 're-engagement'],
    ['two faces with a topic, closed', withIntent(both, { topic: 'alerts' }), closed, 'template', 'business-initiated'],
    ['two faces with a topic, open', withIntent(both, { topic: 'alerts' }), open, 'free-form', 'customer-initiated'],
    [
      'two faces that may only be refused',
      withIntent(both, { whenClosed: 'refuse' }),
      closed,
      'refuse',
      're-engagement',
    ],
    ['a template, open', resolved, open, 'template', 'customer-initiated'],
    ['a template, closed', resolved, closed, 'template', 're-engagement'],
    [
      'a template that may only be refused',
      withIntent(resolved, { whenClosed: 'refuse' }),
      closed,
      'refuse',
      're-engagement',
    ],
    [
      'a template that may only be refused, to a person who never wrote',
      withIntent(resolved, { whenClosed: 'refuse' }),
      unknown,
      'refuse',
      're-engagement',
    ],
    [
      'a template that may only be refused, open',
      withIntent(resolved, { whenClosed: 'refuse' }),
      open,
      'template',
      'customer-initiated',
    ],
    ['a lookalike, open', lookalike, open, 'free-form', 'customer-initiated'],
    ['a lookalike, closed', lookalike, closed, 'template', 're-engagement'],
    [
      'a lookalike with a file, closed',
      { ...lookalike, attachments: [{ contentType: 'image/png' }] },
      closed,
      'refuse',
      're-engagement',
    ],
    [
      'a lookalike that may only be refused',
      withIntent(lookalike, { whenClosed: 'refuse' }),
      closed,
      'refuse',
      're-engagement',
    ],
    ['an empty message, closed', { type: 'message' }, closed, 'refuse', 're-engagement'],
    ['a text to be held, open', withIntent(text, { whenClosed: 'hold' }), open, 'free-form', 'customer-initiated'],
    ['a text to be held, closed', withIntent(text, { whenClosed: 'hold' }), closed, 'hold', 're-engagement'],
    ['a text to be held, unknown', withIntent(text, { whenClosed: 'hold' }), unknown, 'hold', 're-engagement'],
    ['a lookalike to be held, closed', withIntent(lookalike, { whenClosed: 'hold' }), closed, 'hold', 're-engagement'],
    ['two faces to be held, closed', withIntent(both, { whenClosed: 'hold' }), closed, 'hold', 're-engagement'],
    [
      'a template to be held, closed',
      withIntent(resolved, { whenClosed: 'hold' }),
      closed,
      'template',
      're-engagement',
    ],
    [
      'an empty message to be held',
      withIntent({ type: 'message' }, { whenClosed: 'hold' }),
      closed,
      'refuse',
      're-engagement',
    ],
  ];
  for (const [name, activity, [window, now], kind, conversationType] of cases) {
    it(`${name}: ${kind}, ${conversationType}`, () => {
      const decision = decide(activity, window, now, catalog, policy);
      expect(decision).to.include({ kind, conversationType });
      expect(decision.reason).to.match(/\.$/);
    });
  }

  it('fills in the template that takes the place of the text', () => {
    const decision = decide(lookalike, closed[0], closed[1], catalog, policy);
    expect(decision.kind === 'template' && decision.template.parameters).to.deep.equal({
      name: 'Thandi',
      ticket: 'T-42',
      summary: 'fixed',
    });
  });

  it('under the policy "refuse", lookalikes are refused and explicit templates are not', () => {
    const strict = windowPolicy({ whenClosed: 'refuse' });
    expect(decide(lookalike, closed[0], closed[1], catalog, strict).kind).to.equal('refuse');
    expect(decide(both, closed[0], closed[1], catalog, strict).kind).to.equal('template');
    const allowed = withIntent(lookalike, { whenClosed: 'template' });
    expect(decide(allowed, closed[0], closed[1], catalog, strict).kind).to.equal('template');
  });

  it('under the policy "hold", holds what is no template and reads like none', () => {
    const holding = windowPolicy({ whenClosed: 'hold' });
    const picture = { type: 'message', attachments: [{ contentType: 'image/png' }] };
    expect(decide(text, ...closed, catalog, holding)).to.include({ kind: 'hold', rule: 'hold' });
    expect(decide(picture, ...closed, catalog, holding).kind).to.equal('hold');
    expect(decide(lookalike, ...closed, catalog, holding).kind).to.equal('template');
    expect(decide(both, ...closed, catalog, holding).kind).to.equal('template');
    const empty: object[] = [
      {},
      { text: ' \n' },
      { attachments: [null] },
      { entities: [{ type: 'mention' }] },
      { suggestedActions: { actions: null } },
    ];
    for (const nothing of empty) {
      expect(decide({ type: 'message', ...nothing }, ...closed, catalog, holding).kind).to.equal('refuse');
    }
    const place = { type: 'message', entities: [{ type: 'Place' }] };
    expect(decide(place, ...closed, catalog, holding).kind).to.equal('hold');
    const strict = withIntent(text, { whenClosed: 'refuse' });
    expect(decide(strict, ...closed, catalog, holding)).to.include({ kind: 'refuse', rule: 'refuse' });
  });

  it('asks with the catalogue’s template, the message’s own, or the one of its holdWith', () => {
    const asking = (activity: Parameters<typeof decide>[0], window: object = { lastInboundAt: wrote }) => {
      const decision = decide(activity, window, closesAt, catalog, policy);
      return decision.kind === 'hold' ? decision.template?.text : decision.kind;
    };
    const held = withIntent(text, { whenClosed: 'hold' });
    expect(asking(held)).to.equal('Hi 👋, we have news for you. Shall we show you?');
    expect(asking(held, { lastInboundAt: wrote, name: 'Thandi' })).to.match(/^Hi Thandi, /);
    expect(asking(withIntent(both, { whenClosed: 'hold' }))).to.match(/^Hi Thandi, your ticket T-42/);
    expect(asking(withIntent(text, { whenClosed: holdWith(resolved) }))).to.match(/^Hi Thandi, your ticket T-42/);
    const keyed = decide(
      withIntent(text, { whenClosed: holdWith(undefined, { key: 'T-42' }) }),
      ...closed,
      catalog,
      policy,
    );
    expect(keyed).to.include({ kind: 'hold', key: 'T-42' });
    const unkeyed = withIntent(text, { whenClosed: holdWith(undefined, { key: '' }) });
    expect(decide(unkeyed, ...closed, catalog, policy))
      .to.include({ kind: 'hold' })
      .and.not.to.have.property('key');
  });

  it('holds nothing behind a template that is not there', () => {
    const held = withIntent(text, { whenClosed: 'hold' });
    const withoutAsking = TemplateCatalog.parse({ templates: [...catalog] });
    for (const [templates, why] of [
      [withoutAsking, /"reengagement"/],
      [TemplateCatalog.empty(), /given no templates/],
    ] as const) {
      const decision = decide(held, ...closed, templates, policy);
      expect(decision).to.include({ kind: 'refuse', rule: 'no-template' });
      expect(decision.reason).to.match(why);
    }
    const wrong = withIntent(text, { whenClosed: holdWith(template('no_such')) });
    for (const window of [open, closed]) {
      expect(() => decide(wrong, ...window, catalog, policy)).to.throw(TemplateNotFoundError);
    }
  });

  it('finds a wrong template while the window is still open', () => {
    const unknownName = outsideWindow('Hello', template('ticket_solved'));
    const missingSlot = outsideWindow('Hello', template('ticket_resolved', { name: 'Thandi' }));
    expect(() => decide(unknownName, ...open, catalog, policy)).to.throw(TemplateNotFoundError);
    expect(() => decide(missingSlot, ...open, catalog, policy)).to.throw(TemplateParameterError);
  });

  it('refuses a time in seconds, by which every window would be open', () => {
    const seconds = closesAt / 1000;
    for (const judge of [
      () => decide(text, { lastInboundAt: wrote }, seconds, catalog, policy),
      () => windowState({ lastInboundAt: wrote }, seconds, policy.marginMs),
    ]) {
      expect(judge)
        .to.throw(InvalidInputError, 'now: reads like seconds: give epoch milliseconds')
        .with.property('field', 'now');
    }
  });

  it('names the template that a text nearly reads like', () => {
    const near = { type: 'message', text: 'Hi *Thandi*! Your ticket T-42 is resolved: fixed. Tell us if it is not 🙂' };
    const decision = decide(near, ...closed, catalog, policy);
    expect(decision.reason).to.equal(
      'The customer service window is closed, and there is no template for the message; its text nearly reads like ' +
        '"ticket_resolved" (en): write it as it stands there, or name the template with its values.',
    );
    expect(decide(text, ...closed, catalog, policy).reason).to.match(/there is no template for the message\.$/);
  });

  it('reads an activity that is malformed as far as it can', () => {
    const odd: object[] = [
      { ...lookalike, entities: [null, 5], suggestedActions: { actions: null } },
      { ...lookalike, entities: 'x', suggestedActions: null },
    ];
    for (const activity of odd) expect(decide(activity, ...closed, catalog, policy).kind).to.equal('template');
    const offers: object = { ...lookalike, suggestedActions: { actions: [null, { value: 5 }] } };
    expect(decide(offers, ...closed, catalog, policy).kind).to.equal('refuse');
  });

  it('sends the text while the window is open even where a value of its template is empty', () => {
    const empty = outsideWindow('Hello', template('ticket_resolved', { name: '', ticket: 'T-42', summary: 'fixed' }));
    expect(decide(empty, ...open, catalog, policy).kind).to.equal('free-form');
    expect(() => decide(empty, ...closed, catalog, policy)).to.throw(TemplateParameterError);
  });
});

describe('windowPolicy', () => {
  it('has a margin of 60 s and templates by default', () => {
    expect(windowPolicy()).to.deep.equal({ marginMs: 60_000, whenClosed: 'template' });
  });

  it('tells of every wrong setting', () => {
    const given: object = { whenClosed: 'never', marginMs: -1 };
    expect(() => windowPolicy(given)).to.throw(ConfigurationError, /marginMs[\s\S]*whenClosed/);
    expect(() => windowPolicy({ marginMs: 24 * hour })).to.throw(/marginMs/);
    expect(() => windowPolicy({ marginMs: Number.NaN })).to.throw(/marginMs/);
  });
});

describe('A template in place of suggested actions', () => {
  const offering = (...titles: string[]) => ({
    ...text,
    suggestedActions: { to: [], actions: titles.map((title) => ({ type: 'imBack', title, value: title })) },
  });
  const asking = template('open_again', { name: 'Thandi' });
  const lost = ' The template has no button for the message’s';
  const rows: [titles: string[], fallback: typeof resolved, told: string][] = [
    [['Yes'], resolved, `${lost} suggested action.`],
    [['Yes', 'No'], resolved, `${lost} 2 suggested actions.`],
    [['show me', 'Later'], asking, ' The template has no button for 1 of the message’s 2 suggested actions.'],
    [['Show me'], asking, ''],
    [[], resolved, ''],
  ];
  for (const [titles, fallback, told] of rows) {
    it(`tells of what is lost of ${titles.join(' and ') || 'none'}`, () => {
      const { reason } = decide(outsideWindow(offering(...titles), fallback), undefined, wrote, catalog, policy);
      expect(reason).to.equal(`The person has never written; the message brought a template.${told}`);
      expect(lostActionsIn(reason)).to.equal(told);
      const own = withIntent(offering(...titles), fallback.channelData.clickatell);
      expect(decide(own, undefined, wrote, catalog, policy).reason).to.equal(`The message is a template.${told}`);
    });
  }
});
