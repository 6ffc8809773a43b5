import { expect } from 'chai';
import { classify, classifyStatus, errorOf } from '../../src/clickatell/outcome.js';
import { RetryLater } from '../../src/clickatell/retry.js';
import { errors } from '../../src/clickatell/wire.js';
import { SendOutcomeUnknownError, SendRefusedError } from '../../src/core/errors.js';
import { message } from './provider.js';

const [a, b] = [message('a', '271'), message('b', '272')];

function answer(status: number, body: unknown) {
  return { kind: 'answer' as const, status, body };
}

describe('classify', () => {
  it('lets all wait for another try when nothing left', () => {
    const cause = new Error('refused');
    expect(classify([a, b], { kind: 'unsent', problem: 'ECONNREFUSED', cause })).to.deep.equal([
      { kind: 'later', problem: 'ECONNREFUSED', cause },
      { kind: 'later', problem: 'ECONNREFUSED', cause },
    ]);
  });

  it('knows nothing of a request that left without an answer', () => {
    expect(classify([a], { kind: 'lost', problem: 'ECONNRESET', cause: undefined })[0]?.kind).to.equal('unknown');
  });

  it('reads each message of a mixed answer', () => {
    const body = {
      messages: [
        { error: { code: 25, description: 'Invalid recipient' }, accepted: false, to: '272' },
        { apiMessageId: 'A', accepted: true, to: '271' },
      ],
      error: null,
    };
    expect(classify([a, b], answer(207, body))).to.deep.equal([
      { kind: 'accepted', apiMessageId: 'A' },
      { kind: 'refused', code: 25, description: 'Invalid recipient', http: 207 },
    ]);
  });

  const entryOf = (rest: object) => ({ messages: [{ clientMessageId: 'a', ...rest }] });
  const table: [name: string, status: number, body: unknown, kind: string, code?: number][] = [
    [
      'a message-level error of a lone message',
      400,
      { ...entryOf({ accepted: false, error: { code: 23 } }), error: null },
      'refused',
      23,
    ],
    ['a rate limit at message level', 207, entryOf({ accepted: false, error: { code: 43 } }), 'later', 43],
    ['a refusal without a reason', 400, entryOf({ accepted: false }), 'refused'],
    ['a refusal without a reason by a server in trouble', 503, entryOf({ accepted: false }), 'later'],
    ['accepted without an id', 202, entryOf({ accepted: true }), 'unknown'],
    [
      'an answer about somebody else',
      202,
      { messages: [{ clientMessageId: 'x', accepted: true, apiMessageId: 'X' }] },
      'unknown',
    ],
    [
      'an answer about somebody else, as an error',
      400,
      { messages: [{ clientMessageId: 'x', accepted: false }] },
      'unknown',
    ],
    ['a bad key', 401, { error: { code: 1 } }, 'refused', 1],
    ['no funds', 402, { error: { code: 20 } }, 'refused', 20],
    ['an unlisted code', 400, { error: { code: 999 } }, 'refused', 999],
    ['an internal error', 500, { error: { code: 18 } }, 'later', 18],
    ['an internal error to retry', 503, { error: { code: 19 } }, 'later', 19],
    ['a rate limit', 400, { error: { code: 43 } }, 'later', 43],
    ["Clickatell's own word with a 504", 504, { error: { code: 999 } }, 'later', 999],
    ['an error without a code', 400, { error: { description: 'no' } }, 'refused'],
    ['an error without a code in a 5xx', 502, { error: { description: 'no' } }, 'unknown'],
    ['JSON that is not an answer', 202, { messages: 'many' }, 'unknown'],
    ['no JSON', 202, undefined, 'unknown'],
    ['an empty answer', 202, {}, 'unknown'],
  ];
  for (const [name, status, body, kind, code] of table) {
    it(`${name} is ${kind}`, () => {
      const [outcome] = classify([a], answer(status, body));
      expect(outcome?.kind).to.equal(kind);
      expect(outcome && 'code' in outcome ? outcome.code : undefined).to.equal(code);
    });
  }

  for (const [status, kind] of [
    [200, 'unknown'],
    [302, 'refused'],
    [404, 'refused'],
    [429, 'later'],
    [500, 'unknown'],
    [502, 'unknown'],
    [503, 'unknown'],
    [504, 'unknown'],
  ] as const) {
    it(`HTTP ${status} without a word of Clickatell's is ${kind}`, () => {
      expect(classifyStatus(status).kind).to.equal(kind);
    });
  }

  it('takes every error of the table for final but 18, 19 and 43', () => {
    const later = Object.values(errors)
      .filter(({ code, http }) => classify([a], answer(http, { error: { code } }))[0]?.kind === 'later')
      .map(({ code }) => code);
    expect(later).to.deep.equal([18, 19, 43]);
  });
});

describe('errorOf', () => {
  it('has one class for each outcome', () => {
    expect(errorOf({ kind: 'refused', code: 25, description: 'x' })).to.be.instanceOf(SendRefusedError);
    expect(errorOf({ kind: 'later', code: 43, problem: 'x' })).to.be.instanceOf(RetryLater);
    expect(errorOf({ kind: 'unknown', problem: 'x' })).to.be.instanceOf(SendOutcomeUnknownError);
  });
});
