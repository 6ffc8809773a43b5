import { expect } from 'chai';
import { isThisMachine } from '../../src/core/thisMachine.js';

describe('isThisMachine', () => {
  for (const host of [
    '127.0.0.1',
    '127.1.2.3',
    '127.1',
    '::1',
    '[::1]',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    'localhost',
    'LOCALHOST',
    'bots.localhost',
    ' 127.0.0.1 ',
  ]) {
    it(`holds for ${JSON.stringify(host)}`, () => expect(isThisMachine(host)).to.equal(true));
  }

  for (const host of [
    '',
    '0.0.0.0',
    '0',
    '::',
    '[::]',
    '::ffff:0.0.0.0',
    '::ffff:10.0.0.1',
    '10.0.0.1',
    '192.168.1.5',
    '128.0.0.1',
    'fe80::1',
    'bots',
    'bots.example',
    'localhost.example',
    'notlocalhost',
    '127.0.0.1.example',
  ]) {
    it(`does not hold for ${JSON.stringify(host)}`, () => expect(isThisMachine(host)).to.equal(false));
  }
});
