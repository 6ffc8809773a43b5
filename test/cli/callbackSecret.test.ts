import { expect } from 'chai';
import { withSecret } from '../../src/cli/callbackSecret.js';

describe('The secret of an address for callbacks', () => {
  for (const [url, secret] of [
    ['http://127.0.0.1:3978/api/messages?key=s-1', 's-1'],
    ['http://127.0.0.1:3978/?a=b&key=s%23%201', 's# 1'],
    ['http://clickatell:p%40ss@127.0.0.1:3978/', 'p@ss'],
  ] as const) {
    it(`of ${url} is ${secret}`, () => {
      expect(withSecret(url)).to.deep.equal({ url, secret });
    });
  }

  for (const given of ['http://127.0.0.1:3978/api/messages', 'http://127.0.0.1:3978/api/messages?key=']) {
    it(`is a new one for ${given}, which is sent along`, () => {
      const { url = '', secret } = withSecret(given);
      expect(secret).to.match(/^[\da-f-]{36}$/);
      expect(url).to.equal(`http://127.0.0.1:3978/api/messages?key=${secret}`);
      expect(withSecret(given).secret).not.to.equal(secret);
    });
  }

  it('is a new one without an address, and beside what is none', () => {
    for (const given of [undefined, 'nowhere']) expect(withSecret(given)).to.include({ url: given });
  });
});
