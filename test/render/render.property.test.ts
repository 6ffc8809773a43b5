import type { Activity } from 'botbuilder';
import { expect } from 'chai';
import fc from 'fast-check';
import { decodeAction, encodeAction } from '../../src/choices/action.js';
import { joiner } from '../../src/core/text.js';
import { ctaUrl, list, replyButtons } from '../../src/emulator/provider/interactive.js';
import { contentOfNative } from '../../src/render/native/kinds.js';
import type { Piece } from '../../src/render/piece.js';
import { render } from '../../src/render/render.js';
import { activityOf, choicesOf, inWords, pieces } from './activities.js';

const runs = { numRuns: 70 };

/** What the provider would say of a piece, as far as its form goes. */
function expectLimits(piece: Piece): void {
  expect(piece.text).to.match(/\S/);
  expect(piece.text.length).to.be.at.most(4096);
  if (piece.kind === 'media') {
    expect(piece.source).to.match(/^(?:data|https?):/i);
    if (piece.caption !== undefined) expect(piece.caption.length).to.be.within(1, 1024);
    if (/^audio\//i.test(piece.contentType)) expect(piece).not.to.have.property('caption');
  } else if (piece.kind === 'location') {
    expect(piece.latitude).to.be.within(-90, 90);
    expect(piece.longitude).to.be.within(-180, 180);
  } else if (piece.kind === 'buttons' || piece.kind === 'list' || piece.kind === 'link') {
    const {
      button,
      list: rows,
      ctaUrl: page,
    } = contentOfNative(piece, (one, limit, index) => {
      const { id } = encodeAction(one, limit, index);
      expect(id.length).to.be.within(1, limit);
      expect(decodeAction(id)).not.to.equal(undefined);
      return id;
    });
    if (button) replyButtons.parse(button);
    else if (rows) list.parse(rows);
    else ctaUrl.parse(page);
  }
}

/** What a person reads who is shown what can be tapped; pictures stand for themselves. */
function shown(piece: Piece): string {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'media':
      return `${piece.caption ?? ''}\n${piece.fileName ?? ''}\n${piece.source}`;
    case 'location':
      return `${piece.name ?? ''}\n${piece.address ?? ''}`;
    case 'contact':
      return JSON.stringify(piece.contact);
    case 'buttons':
      return [piece.body, ...piece.buttons.map(({ title }) => title)].join('\n');
    case 'list':
      return [piece.body, ...piece.sections.flatMap(({ rows }) => rows.map(({ title }) => title))].join('\n');
    case 'link':
      return [piece.body, piece.title, piece.url].join('\n');
  }
}

/** Without what marks and cuts put between letters. */
function bare(text: string): string {
  return text.replaceAll(joiner, '').replace(/[\s*_~`]/g, '');
}

describe('render, of any garbage', () => {
  const names = ['title', 'subtitle', 'text', 'images', 'buttons', 'tap', 'media', 'image', 'facts', 'items', 'body'];
  const more = ['actions', 'type', 'value', 'url', 'contentUrl', 'name', 'latitude', 'columns', 'fallback', 'card'];
  const types = [
    'AdaptiveCard',
    'TextBlock',
    'Container',
    'FactSet',
    'Image',
    'Action.Submit',
    'Action.ShowCard',
    'imBack',
  ];
  const odd = fc.constantFrom<unknown>(cyclic(), unreadable(), 'x'.repeat(5_000), 'https://example.com/a.png');
  const leaf = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
    odd,
    fc.string(),
    fc.constantFrom(...types),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.dictionary(fc.constantFrom(...names, ...more), tie('tree')),
      fc.array(tie('tree'), { maxLength: 4 }),
    ),
  }));
  const kind = fc.constantFrom('hero', 'receipt', 'audio', 'video', 'adaptive', 'signin', 'other');
  const attachment = fc.record({
    contentType: fc.oneof(
      kind.map((name) => `application/vnd.microsoft.card.${name}`),
      fc.constantFrom('text/vcard', 'audio/ogg', 'image/png'),
      leaf,
    ),
    content: tree,
    contentUrl: leaf,
    name: leaf,
    thumbnailUrl: leaf,
  });
  const activity = fc.record<Record<string, unknown>>(
    {
      text: leaf,
      textFormat: fc.oneof(leaf, fc.constantFrom('plain', 'markdown', 'xml')),
      speak: leaf,
      attachmentLayout: fc.constantFrom('list', 'carousel', null),
      attachments: fc.oneof(fc.array(fc.oneof(attachment, tree), { maxLength: 4 }), leaf),
      suggestedActions: fc.oneof(fc.record({ actions: fc.array(tree, { maxLength: 12 }) }), tree),
      entities: fc.oneof(fc.array(tree, { maxLength: 3 }), leaf),
    },
    { requiredKeys: [] },
  );

  it('never throws, and keeps the limits', () => {
    fc.assert(
      fc.property(activity, (given: object) => {
        const said = pieces(given);
        said.forEach(expectLimits);
        const choices = choicesOf(given);
        expect(JSON.parse(JSON.stringify(choices))).to.deep.equal(choices);
      }),
      runs,
    );
  });

  it('reads an activity that is only a text as it reads any other', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('Which? (1) Red or (2) Blue', '*a* 2*3', '<b>x</b>', ' \n'));
    const only = fc.record(
      {
        text,
        textFormat: fc.constantFrom('plain', 'Markdown', 'xml', '', null),
        inputHint: fc.constantFrom('expectingInput', 'acceptingInput', null),
        speak: fc.string(),
        attachments: fc.constantFrom([], null),
      },
      { requiredKeys: ['text'] },
    );
    fc.assert(
      fc.property(only, (given) => {
        // An entity that is nothing to read keeps it from the short way.
        expect(render(activityOf(given))).to.deep.equal(render(activityOf({ ...given, entities: [{}] })));
      }),
      runs,
    );
  });

  it('takes what is no activity for one that says nothing', () => {
    for (const json of ['null', '5', '"text"', '[]', '{}']) expect(pieces(JSON.parse(json))).to.deep.equal([]);
    for (const ghost of [throwing(), revoked(), unreadable()]) expect(pieces(ghost)).to.deep.equal([]);
  });

  it('passes over what cannot be read at any depth', () => {
    for (const ghost of [throwing(), revoked(), unreadable(), cyclic]) {
      const content = { title: 'Gold', text: ghost, images: [ghost], buttons: ghost, tap: { value: ghost } };
      const card = { contentType: 'application/vnd.microsoft.card.hero', content };
      const given: object = { text: ghost, attachments: [ghost, card], suggestedActions: { actions: [ghost] } };
      expect(pieces(given)).to.deep.equal([{ kind: 'text', text: '*Gold*' }]);
    }
  });

  it('reads a card that is very deep, and one that is very long', () => {
    const shared: unknown[] = [];
    let card: unknown = { type: 'TextBlock', text: 'deep' };
    for (let depth = 0; depth < 10_000; depth += 1) card = { type: 'Container', items: [card] };
    for (let index = 0; index < 20_000; index += 1) shared.push({ type: 'TextBlock', text: `word ${index}` });
    const attachments = [card, { type: 'Container', items: shared }].map((element) => ({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', body: [element] },
    }));
    expect(inWords({ attachments }).at(-1)?.content).to.match(/word 19999$/);
  });
});

describe('render, of an activity that the types allow', () => {
  const word = fc.stringMatching(/^[a-z]{3,12}$/);
  const sentence = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
  const long = fc.oneof(
    { weight: 5, arbitrary: sentence },
    {
      weight: 1,
      arbitrary: fc
        .tuple(sentence, fc.integer({ min: 100, max: 400 }))
        .map(([said, times]) => `${said} `.repeat(times).trim()),
    },
  );
  const address = word.map((name) => `https://example.com/${name}`);
  const type = fc.constantFrom('imBack', 'imBack', 'postBack', 'messageBack', 'openUrl', 'call', 'signin');
  const cardAction = fc.tuple(type, word, address, fc.jsonValue({ maxDepth: 1 })).map(([kind, title, url, value]) => ({
    type: kind,
    title,
    value: /Back$/.test(kind) ? value : url,
  }));
  const actions = (maxLength: number) => fc.array(cardAction, { maxLength });
  const image = fc.record({ url: address, alt: word });
  const basic = fc
    .record({
      kind: fc.constantFrom('hero', 'thumbnail', 'audio', 'video', 'signin'),
      content: fc.record(
        {
          title: sentence,
          subtitle: sentence,
          text: long,
          images: fc.array(image, { maxLength: 2 }),
          buttons: actions(5),
        },
        { requiredKeys: [] },
      ),
    })
    .map(cardOf);
  const receipt = fc
    .record({
      title: sentence,
      facts: fc.array(fc.record({ key: word, value: word }), { maxLength: 3 }),
      items: fc.array(fc.record({ title: sentence, subtitle: sentence, price: word }), { maxLength: 3 }),
      total: word,
    })
    .map((content) => cardOf({ kind: 'receipt', content }));
  const { elements } = fc.letrec<{ elements: object[]; element: object }>((tie) => ({
    element: fc.oneof(
      { depthSize: 'small' },
      long.map((text) => ({ type: 'TextBlock', text })),
      fc.record({ title: word, value: word }).map((fact) => ({ type: 'FactSet', facts: [fact] })),
      fc.tuple(address, word).map(([url, altText]) => ({ type: 'Image', url, altText })),
      word.map((label) => ({ type: 'Input.Text', id: 'x', label })),
      tie('elements').map((items) => ({ type: 'Container', items })),
      word.map((title) => ({ type: 'Unheard.Of', title })),
    ),
    elements: fc.array(tie('element'), { maxLength: 4 }),
  }));
  const adaptiveCard = fc
    .tuple(elements, fc.array(word, { maxLength: 4 }))
    .map(([body, titles]) => ({
      type: 'AdaptiveCard',
      body,
      actions: titles.map((title) => ({ type: 'Action.Submit', title })),
    }))
    .map((content) => cardOf({ kind: 'adaptive', content }));
  const file = fc.record({
    contentType: fc.constantFrom('image/png', 'audio/ogg', 'application/pdf'),
    contentUrl: address,
    name: word,
  });
  const place = fc.tuple(word, word).map(([name, where]) => ({
    contentType: 'application/json',
    content: { type: 'GeoCoordinates', latitude: 1, longitude: 2, name, address: where },
  }));
  const activity = fc
    .record(
      {
        text: long,
        attachmentLayout: fc.constantFrom('list', 'carousel'),
        attachments: fc.array(fc.oneof(basic, receipt, adaptiveCard, file, place), { maxLength: 4 }),
        suggestedActions: actions(12).map((all) => ({ to: [], actions: all })),
      },
      { requiredKeys: [] },
    )
    .map(activityOf);

  it('can all be found in what is sent, whether natively or in words', () => {
    fc.assert(
      fc.property(activity, (given) => {
        const said = pieces(given);
        const inWords = bare(said.map(({ text }) => text).join('\n'));
        const tapped = bare(said.map(shown).join('\n'));
        for (const { name, text } of textsOf(given)) {
          expect(inWords).to.contain(bare(text));
          // A picture that is seen is not described.
          if (!/^alt/.test(name)) expect(tapped).to.contain(bare(text));
        }
      }),
      runs,
    );
  });

  it('keeps the limits', () => {
    fc.assert(
      fc.property(activity, (given) => pieces(given).forEach(expectLimits)),
      runs,
    );
  });

  it('offers and numbers the choices in one order', () => {
    fc.assert(
      fc.property(activity, (given) => {
        const { pieces: said, choices } = render(given);
        const lines = said.flatMap(({ text }) => text.split('\n')).filter((line) => /^\d+\. /.test(line));
        expect(lines).to.deep.equal(choices.map(({ title }, index) => `${index + 1}. ${title}`));
        const rows = said.flatMap((piece) => {
          if (piece.kind === 'buttons') return piece.buttons;
          return piece.kind === 'list' ? piece.sections.flatMap((section) => section.rows) : [];
        });
        const places = rows.map(({ choice }) => choices.indexOf(choice));
        expect(places).not.to.include(-1);
        expect(places).to.deep.equal(places.toSorted((one, other) => one - other));
      }),
      runs,
    );
  });
});

function cardOf({ kind, content }: { kind: string; content: object }): object {
  return { contentType: `application/vnd.microsoft.card.${kind}`, content };
}

/** Every text in an activity that is there to be read. */
function textsOf(value: unknown, name = ''): { name: string; text: string }[] {
  const unread = ['type', 'contentType', 'attachmentLayout', 'id', 'value'];
  if (typeof value === 'string') return unread.includes(name) ? [] : [{ name, text: value }];
  if (typeof value !== 'object' || value === null || name === 'value') return [];
  return Object.entries(value).flatMap(([inner, one]) => textsOf(one, Array.isArray(value) ? name : inner));
}

function cyclic(): object {
  const loop: Record<string, unknown> = { title: 'again' };
  loop.items = [loop];
  loop.body = [loop];
  return loop;
}

function unreadable(): Partial<Activity> {
  const fail = (): never => {
    throw new Error('This cannot be read.');
  };
  return Object.defineProperty({}, 'text', { enumerable: true, get: fail });
}

function throwing(): Partial<Activity> {
  const fail = (): never => {
    throw new Error('This cannot be read.');
  };
  return new Proxy({}, { get: fail, ownKeys: fail, has: fail, getOwnPropertyDescriptor: fail, getPrototypeOf: fail });
}

function revoked(): Partial<Activity> {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
