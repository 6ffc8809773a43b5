import { expect } from 'chai';
import { isOwnNetwork } from '../../src/core/ownNetwork.js';

describe('isOwnNetwork', () => {
  const inside =
    '127.0.0.1 [::1] localhost emulator clickatell.internal a.b.local x.test 10.1.2.3 172.16.0.1 192.168.1.5';
  for (const host of [...inside.split(' '), '[fd00::1]', '[::ffff:10.0.0.1]', '169.254.1.1', 'EMULATOR']) {
    it(`holds for ${host}`, () => expect(isOwnNetwork(host)).to.equal(true));
  }
  const outside =
    'platform.clickatell.com local.clickatell.com 8.8.8.8 172.32.0.1 [2001:4860:4860::8888] 100.64.0.1 0.0.0.0';
  for (const host of [...outside.split(' '), 'internal.', '']) {
    it(`does not hold for ${JSON.stringify(host)}`, () => expect(isOwnNetwork(host)).to.equal(false));
  }
});
