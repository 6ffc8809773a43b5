import { parseEnv } from 'node:util';
import { expect } from 'chai';
import { envLines } from '../../src/cli/envLines.js';

describe('Lines of a .env file', () => {
  for (const value of [
    'key-1',
    'http://127.0.0.1:3979',
    'a#b',
    'a b',
    '$HOME',
    "it's",
    'say "Hi"',
    '/a b/templates.json',
    '=',
  ]) {
    it(`give ${value} back as it was`, () => {
      expect(parseEnv(envLines({ BEFORE: 'x', SETTING: value, AFTER: 'y' }))).to.deep.equal({
        BEFORE: 'x',
        SETTING: value,
        AFTER: 'y',
      });
    });
  }
});
