import { expect } from 'chai';
import fc from 'fast-check';
import { authenticator, noSecret } from '../../src/inbound/authenticate.js';

const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`;
const secret = 's3cret+/=ü: x';

describe('authenticator', () => {
  const table: { name: string; url?: string; authorization?: string; expected: boolean }[] = [
    { name: 'nothing at all', expected: false },
    { name: 'a URL without a query', url: '/api/messages', expected: false },
    { name: 'the key', url: `/api/messages?key=${encodeURIComponent(secret)}`, expected: true },
    { name: 'the key in a form-encoded query', url: `/?${new URLSearchParams({ key: secret })}`, expected: true },
    { name: 'the key behind other parameters', url: `/?a=1&b&key=${encodeURIComponent(secret)}`, expected: true },
    { name: 'the key where Express cut off the path', url: `?key=${encodeURIComponent(secret)}`, expected: true },
    { name: 'a second key that matches', url: `/?key=no&key=${encodeURIComponent(secret)}`, expected: true },
    { name: 'an absolute URL', url: `http://host/?key=${encodeURIComponent(secret)}`, expected: true },
    { name: 'another key', url: '/?key=wrong', expected: false },
    { name: 'the beginning of the key', url: '/?key=s3cret', expected: false },
    { name: 'an empty key', url: '/?key=', expected: false },
    {
      name: 'a parameter whose name is written otherwise',
      url: `/?Key=${encodeURIComponent(secret)}`,
      expected: false,
    },
    { name: 'a broken escape', url: '/?key=%E0%A4%A&%', expected: false },
    { name: 'a URL that is none', url: '://??\u0000key=', expected: false },
    { name: 'the password', authorization: basic(`clickatell:${secret}`), expected: true },
    { name: 'the password without a user', authorization: basic(`:${secret}`), expected: true },
    {
      name: 'the scheme in other letters',
      authorization: basic(`u:${secret}`).replace('Basic', 'bAsIc'),
      expected: true,
    },
    { name: 'the secret as the user', authorization: basic(`${secret}:`), expected: false },
    { name: 'credentials without a colon', authorization: basic('s3cret'), expected: false },
    { name: 'another password', authorization: basic('u:wrong'), expected: false },
    {
      name: 'a password in Latin-1',
      authorization: `Basic ${Buffer.from(`u:${secret}`, 'latin1').toString('base64')}`,
      expected: false,
    },
    { name: 'another scheme', authorization: `Bearer ${secret}`, expected: false },
    { name: 'a scheme alone', authorization: 'Basic', expected: false },
    { name: 'what is not base64', authorization: 'Basic ***', expected: false },
    {
      name: 'a wrong key and the right password',
      url: '/?key=no',
      authorization: basic(`u:${secret}`),
      expected: true,
    },
  ];
  for (const { name, url, authorization, expected } of table) {
    it(`${expected ? 'lets in' : 'keeps out'} ${name}`, () => {
      expect(authenticator(secret)({ url, headers: { authorization } })).to.equal(expected);
    });
  }

  it('lets in a secret with a plus that was not encoded', () => {
    expect(authenticator('ab+c/d==')({ url: '/?key=ab+c/d==', headers: {} })).to.equal(true);
  });

  it('lets everything in with the word none in place of a secret, and nothing with an empty one', () => {
    expect(authenticator(noSecret)({ url: '/', headers: {} })).to.equal(true);
    expect(authenticator('')({ url: '/?key=', headers: { authorization: basic('u:') } })).to.equal(false);
  });

  it('lets in each of several secrets while they are changed, and no part or mix of them', () => {
    const authenticate = authenticator(['new one', 'old one']);
    for (const [key, expected] of [
      ['new one', true],
      ['old one', true],
      ['new one,old one', false],
      ['new', false],
      ['', false],
    ] as const) {
      const query = `/?key=${encodeURIComponent(key)}`;
      expect(authenticate({ url: query, headers: {} }), key).to.equal(expected);
      expect(authenticate({ headers: { authorization: basic(`u:${key}`) } }), key).to.equal(expected);
    }
    expect(authenticator([])({ url: '/?key=', headers: {} })).to.equal(false);
  });

  it('lets in whatever secret was encoded, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string(), fc.string(), (real, url, header) => {
        expect(authenticator(real)({ url: `/?key=${encodeURIComponent(real)}`, headers: {} })).to.equal(true);
        expect(authenticator(real)({ headers: { authorization: basic(`u:${real}`) } })).to.equal(true);
        expect(authenticator('long enough a secret')({ url, headers: { authorization: header } })).to.equal(false);
      }),
    );
  });
});
