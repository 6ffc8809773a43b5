import { expect } from 'chai';
import { checkNotification, type Notification, parseNotification } from '../../src/channel/notification.js';
import { InvalidInputError } from '../../src/core/errors.js';
import { template } from '../../src/templates/message.js';

const to = '27820000001';
const text = 'Hello';

/** Wrong both in JSON and in a program. */
const wrong: [string, object, string][] = [
  ['no person', { text }, 'to'],
  ['an empty person', { to: '', text }, 'to'],
  ['a number with an extension', { to: '27 82 000 0001 x5', text }, 'to'],
  ['a national zero in brackets', { to: '+27 (0)82 000 0001', text }, 'to'],
  ['a number in its national form', { to: '0820000001', text }, 'to'],
  ['a number that is a number', { to: 27820000001, text }, 'to'],
  ['a number that is too long', { to: '2'.repeat(16), text }, 'to'],
  ['a list of persons', { to: [to], text }, 'to'],
  ['a business that is no number', { to, from: 'us', text }, 'from'],
  ['neither text nor template', { to }, 'text'],
  ['an empty text', { to, text: '' }, 'text'],
  ['a blank text', { to, text: ' \n' }, 'text'],
  ['a text that is a number', { to, text: 1 }, 'text'],
  ['a text that is too long', { to, text: 'x'.repeat(32_769) }, 'text'],
  ['no such policy', { to, text, whenClosed: 'never' }, 'whenClosed'],
  ['a policy that does not exist', { to, text, whenClosed: 'wait' }, 'whenClosed'],
  ['a way to hold it that does not exist', { to, text, whenClosed: { hold: { until: 5 } } }, 'whenClosed.hold.until'],
  ['a way to hold it that is a word', { to, text, whenClosed: { hold: 'T-42' } }, 'whenClosed.hold'],
  ['a way to hold it that is a list', { to, text, whenClosed: [] }, 'whenClosed'],
  ['a key that is a number', { to, text, whenClosed: { hold: { key: 42 } } }, 'whenClosed.hold.key'],
  ['an empty key', { to, text, whenClosed: { hold: { key: '' } } }, 'whenClosed.hold.key'],
  [
    'a template without a name to hold it behind',
    { to, text, whenClosed: { hold: { template: {} } } },
    'whenClosed.hold.template.name',
  ],
  ['an empty topic', { to, text, topic: '' }, 'topic'],
  ['an endless topic', { to, text, topic: 'x'.repeat(129) }, 'topic'],
  ['an empty id', { to, text, id: '' }, 'id'],
  ['an id with a slash', { to, text, id: 'a/b' }, 'id'],
  ['an id that is a number', { to, text, id: 1 }, 'id'],
  ['an endless id', { to, text, id: 'x'.repeat(129) }, 'id'],
  ['an unknown field', { to, text, whenclosed: 'refuse' }, 'whenclosed'],
  ['a template that is a name', { to, template: 'ticket_resolved' }, 'template'],
  ['null as a template', { to, template: null }, 'template'],
];

describe('parseNotification', () => {
  const wrongJson: typeof wrong = [
    ...wrong,
    ['a template without a name', { to, template: { parameters: {} } }, 'template.name'],
    ['a template with an empty name', { to, template: { name: '' } }, 'template.name'],
    ['parameters by position', { to, template: { name: 'x', parameters: ['a'] } }, 'template.parameters'],
    ['a parameter that is null', { to, template: { name: 'x', parameters: { a: null } } }, 'template.parameters.a'],
    ['a parameter that is a list', { to, template: { name: 'x', parameters: { a: [1] } } }, 'template.parameters.a'],
    [
      'a parameter that is yes or no',
      { to, template: { name: 'x', parameters: { a: true } } },
      'template.parameters.a',
    ],
    ['an empty language', { to, template: { name: 'x', language: '' } }, 'template.language'],
    ['an unknown field of the template', { to, template: { name: 'x', params: {} } }, 'template.params'],
  ];
  for (const [name, json, field] of wrongJson) {
    it(`${name}: names ${field}`, () => {
      expect(() => parseNotification(json))
        .to.throw(InvalidInputError)
        .with.property('field', field);
    });
  }

  for (const json of [undefined, null, 1, 'text', [], [{ to, text }]]) {
    it(`refuses ${JSON.stringify(json)}`, () => {
      expect(() => parseNotification(json))
        .to.throw(InvalidInputError)
        .with.property('field', 'notification');
    });
  }

  it('repeats nothing of what was given', () => {
    const secret = '27 82 555 1234 x5';
    expect(() => parseNotification({ to: secret, text })).to.throw(InvalidInputError, /^(?!.*555)/);
  });

  const right: [string, object, Notification][] = [
    ['a text', { to, text }, { to, text }],
    ['a number with a plus', { to: `+${to}`, from: '+27110000001', text }, { to, from: '27110000001', text }],
    [
      'a number as people write it',
      { to: '+27 82-000-0001', from: '0027 11 000 0001', text },
      { to, from: '27110000001', text },
    ],
    ["a parent's user id", { to: 'US.ENT.11815799212886844830', text }, { to: 'US.ENT.11815799212886844830', text }],
    [
      'a parameter that is a number',
      { to, template: { name: 'x', parameters: { a: 1.5 } } },
      { to, template: template('x', { a: '1.5' }) },
    ],
    ['a user id', { to: 'US.13491208655302741918', text }, { to: 'US.13491208655302741918', text }],
    ['a text with blanks around it', { to, text: ' Hello\n' }, { to, text }],
    ['a template by name', { to, template: { name: 'x' } }, { to, template: template('x') }],
    [
      'everything',
      {
        to,
        from: '27110000001',
        text,
        template: { name: 'x', parameters: { a: 'b' }, language: 'pt_BR' },
        whenClosed: 'refuse',
        topic: 'tickets',
        id: 'T-42:resolved.1',
      },
      {
        to,
        from: '27110000001',
        text,
        template: template('x', { a: 'b' }, { language: 'pt_BR' }),
        whenClosed: 'refuse',
        topic: 'tickets',
        id: 'T-42:resolved.1',
      },
    ],
  ];
  for (const [name, json, notification] of right) {
    it(`reads ${name}`, () => {
      expect(parseNotification(json)).to.deep.equal(notification);
    });
  }
});

describe('checkNotification', () => {
  const wrongInJavaScript: typeof wrong = [
    ...wrong,
    ['a template as JSON has it', { to, template: { name: 'ticket_resolved', parameters: {} } }, 'template'],
  ];
  for (const [name, given, field] of wrongInJavaScript) {
    it(`${name}: names ${field}`, () => {
      // Plain JavaScript can pass anything: no compiler checks it.
      const notification: Notification = { to: '', ...given };
      expect(() => checkNotification(notification))
        .to.throw(InvalidInputError)
        .with.property('field', field);
    });
  }

  it('lets a right one pass, its numbers in digits alone', () => {
    const message = template('x', { a: 'b' });
    const checked = checkNotification({ to: `+${to}`, template: message, whenClosed: 'template' });
    expect(checked).to.deep.equal({ to, template: message, whenClosed: 'template' });
  });
});
