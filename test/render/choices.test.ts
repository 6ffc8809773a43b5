import { expect } from 'chai';
import fc from 'fast-check';
import type { Choice } from '../../src/choices/action.js';
import { numberedList } from '../../src/render/native/inWords.js';
import { choicesOf } from './activities.js';

const choice = (title: string, value: unknown = title): Choice => ({ title, value, type: 'imBack' });
/** An activity as it may come out of JSON. */
const activityWith = (actions: unknown) => JSON.parse(JSON.stringify({ suggestedActions: { actions } }));

describe('The choices of an activity', () => {
  it('reads the suggested actions', () => {
    const actions = [
      { type: 'imBack', title: 'Balance', value: 'balance' },
      { type: 'postBack', title: 'Transfer', value: { step: 2 } },
    ];
    expect(choicesOf(activityWith(actions))).to.deep.equal([
      { type: 'imBack', title: 'Balance', value: 'balance' },
      { type: 'postBack', title: 'Transfer', value: { step: 2 } },
    ]);
  });

  it('finds something to show for an action without a title', () => {
    const actions = [
      { text: 'a' },
      { title: ' ', value: 'b' },
      { value: { id: 1 }, displayText: 'c' },
      { title: 'd\n e' },
    ];
    expect(choicesOf(activityWith(actions))).to.deep.equal([
      choice('a'),
      choice('b'),
      { ...choice('c'), value: { id: 1 } },
      choice('d e'),
    ]);
  });

  it('keeps only what can be stored of a value', () => {
    const loop: Record<string, unknown> = {};
    loop.itself = loop;
    const actions = [
      { type: 'imBack', title: 'a', value: loop },
      { type: 'imBack', title: 'b', value: new Date(0) },
    ];
    expect(choicesOf({ suggestedActions: { actions, to: [] } })).to.deep.equal([
      choice('a', {}),
      choice('b', '1970-01-01T00:00:00.000Z'),
    ]);
  });

  it('leaves out what opens an address', () => {
    const actions = ['openUrl', 'OpenURL', 'signin', 'call', 'downloadFile'].map((type) => ({
      type,
      title: type,
      value: 'x',
    }));
    expect(choicesOf(activityWith([...actions, { type: 'ImBack', title: 'a' }]))).to.deep.equal([choice('a')]);
  });

  it('reads the buttons of cards before the suggested actions', () => {
    const hero = {
      buttons: [
        { type: 'imBack', title: 'a' },
        { type: 'openUrl', title: 'b', value: 'https://example.com' },
      ],
    };
    const adaptive = { actions: [{ type: 'Action.Submit', title: 'c', data: { step: 1 } }] };
    const attachments = Object.entries({ hero, adaptive }).map(([kind, content]) => ({
      contentType: `application/vnd.microsoft.card.${kind}`,
      content,
    }));
    expect(choicesOf({ ...activityWith([{ title: 'd' }]), attachments })).to.deep.equal([
      choice('a'),
      { title: 'c', value: { step: 1 }, type: 'submit' },
      choice('d'),
    ]);
  });

  it('calls a messageBack without a title by what it has the person say, as Web Chat does', () => {
    const given = [{ type: 'messageBack', displayText: 'Sure', text: 'yes', value: 1 }];
    expect(choicesOf(activityWith(given))).to.deep.equal([
      { type: 'messageBack', title: 'Sure', text: 'yes', value: 1 },
    ]);
  });

  it('keeps the text that a messageBack answers with', () => {
    const actions = [
      { type: 'messageBack', title: 'Yes', text: 'yes please', value: 1 },
      { type: 'messageBack', title: 'No' },
    ];
    expect(choicesOf(activityWith(actions))).to.deep.equal([
      { type: 'messageBack', title: 'Yes', text: 'yes please', value: 1 },
      { type: 'messageBack', title: 'No', value: 'No' },
    ]);
  });

  it('passes over whatever is malformed', () => {
    for (const actions of [null, 5, 'x', {}, [null, 5, 'x', [], {}, { title: 7 }]]) {
      expect(choicesOf(activityWith(actions))).to.deep.equal([]);
    }
    for (const json of ['{}', '{"suggestedActions":null}', '{"suggestedActions":5}', 'null']) {
      expect(choicesOf(JSON.parse(json))).to.deep.equal([]);
    }
  });

  it('gives choices that survive JSON, of anything', () => {
    fc.assert(
      fc.property(
        fc.array(fc.anything()),
        fc.array(fc.record({ title: fc.string(), value: fc.anything() })),
        (a, b) => {
          const activity: object = { suggestedActions: { actions: [...a, ...b] } };
          const choices = choicesOf(activity);
          expect(JSON.parse(JSON.stringify(choices))).to.deep.equal(choices);
        },
      ),
    );
  });
});

describe('numberedList', () => {
  it('numbers the titles from 1, one a line', () => {
    expect(numberedList([choice('Balance'), choice('Transfer')])).to.equal('1. Balance\n2. Transfer');
  });

  it('shows titles as they are typed', () => {
    expect(numberedList([choice('****1234'), choice('*Pay*'), choice('**a**')])).to.equal(
      '1. ****1234\n2. \u2060*Pay*\n3. \u2060*\u2060*a**',
    );
  });

  it('keeps a title of several lines on one', () => {
    expect(numberedList([choice('Pay\n2. everything')])).to.equal('1. Pay 2. everything');
  });

  it('leaves to the titles the numbers that all of them have', () => {
    expect(numberedList([choice('0. Back'), choice('7. *Pay*')])).to.equal('0. Back\n7. \u2060*Pay*');
    expect(numberedList([choice('2. Back'), choice('Pay')])).to.equal('1. 2. Back\n2. Pay');
  });

  it('counts on', () => {
    expect(numberedList([choice('a'), choice('b')], 4)).to.equal('4. a\n5. b');
  });

  it('is empty without choices', () => {
    expect(numberedList([])).to.equal('');
  });
});
