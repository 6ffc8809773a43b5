import type { LookupAddress } from 'node:dns';
import { expect } from 'chai';
import { MediaUnavailableError } from '../../src/core/errors.js';
import { type AddressRules, checkedUrl, isPublic, publicLookup, type Resolve } from '../../src/files/address.js';

const isPrivate = [
  // This network, private, shared, loopback, link-local (and with it the clouds' metadata), IETF's, documentation …
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.0.1'],
  ...['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.8', '192.0.2.1', '192.168.0.1', '198.18.0.1'],
  // … benchmarking, multicast, reserved, broadcast.
  ...['198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
  // Unspecified, loopback, unique local, link-local, site-local, multicast, documentation, discard.
  ...['::', '::1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'febf::1', 'fec0::1', 'ff02::1', '2001:db8::1', '100::1'],
  // IPv4 in IPv6, mapped and compatible, in both ways of writing it.
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe'],
  ...['::127.0.0.1', '::7f00:1', '0:0:0:0:0:ffff:c0a8:0101'],
  // Tunnels, which could lead to any of them.
  ...['64:ff9b::7f00:1', '64:ff9b:1::1', '2002:7f00:1::', '2002:c0a8:101::1', '2001::1'],
];
const isOpen = ['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.0.1', '100.128.0.1', '192.167.1.1'];
const isOpenToo = ['2606:4700:4700::1111', '2a00:1450:4001::1', '::ffff:8.8.8.8'];

function refusalOf(address: string, rules: AddressRules = {}): string | undefined {
  try {
    checkedUrl(address, undefined, rules);
    return undefined;
  } catch (error) {
    expect(error).to.be.instanceOf(MediaUnavailableError);
    return error instanceof MediaUnavailableError ? error.message : '';
  }
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

describe('The address of a file', () => {
  for (const address of isPrivate) {
    it(`must not be ${address}`, () => {
      expect(isPublic(address)).to.equal(false);
      expect(refusalOf(`https://${bracketed(address)}/a.png`)).to.contain('private network');
    });
  }

  for (const address of [...isOpen, ...isOpenToo]) {
    it(`may be ${address}`, () => {
      expect(isPublic(address)).to.equal(true);
      expect(refusalOf(`https://${bracketed(address)}/a.png`)).to.equal(undefined);
    });
  }

  const otherForms = [
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '017700000001',
    '0177.0.0.1',
    '127.1',
    '127.0.1',
    '①②⑦.0.0.1',
  ];
  for (const host of [...otherForms, '127.0.0.1.', '%31%32%37.0.0.1', '[::ffff:127.0.0.1]', '[0::1]', '3232235777']) {
    it(`must not be ${host}, which is a private one in another form`, () => {
      expect(refusalOf(`https://${host}/a.png`)).to.contain('private network');
    });
  }

  const others: [address: string, rules: AddressRules, refusal: string | undefined][] = [
    ['https://example.org/a.png', {}, undefined],
    ['https://example.org:8443/a.png', {}, undefined],
    ['HTTPS://EXAMPLE.ORG/a.png', {}, undefined],
    ['http://example.org/a.png', {}, 'must begin with https:'],
    ['http://example.org:81/a.png', { allowHttp: true }, undefined],
    ['http://10.0.0.1/a.png', { allowHttp: true }, 'private network'],
    ['https://user:secret@example.org/a.png', {}, 'password'],
    ['https://user@example.org/a.png', { allowHosts: 'any' }, 'user name'],
    ['https://8.8.8.8@127.0.0.1/', {}, 'user name'],
    ['file:///etc/passwd', { allowHosts: 'any', allowHttp: true }, 'must begin with'],
    ['ftp://example.org/a.png', {}, 'must begin with'],
    ['//example.org/a.png', {}, 'no URL'],
    ['https://', {}, 'no URL'],
    ['https://256.1.1.1/a.png', {}, 'no URL'],
    ['', {}, 'no URL'],
    ['https://10.0.0.1/a.png', { allowHosts: 'any' }, undefined],
    ['https://10.0.0.1:99/a.png', { allowHosts: ['10.0.0.1'] }, undefined],
    ['https://[fd00::1]/a.png', { allowHosts: ['fd00::1'] }, undefined],
    ['https://[fd00::1]/a.png', { allowHosts: ['[FD00::1]'] }, undefined],
    ['https://10.0.0.2/a.png', { allowHosts: ['10.0.0.1'] }, 'private network'],
  ];
  for (const [address, rules, refusal] of others) {
    it(`${refusal ? 'must not' : 'may'} be ${JSON.stringify(address)} with ${JSON.stringify(rules)}`, () => {
      if (refusal === undefined) expect(refusalOf(address, rules)).to.equal(undefined);
      else expect(refusalOf(address, rules)).to.contain(refusal);
    });
  }
});

describe('The name of a file’s host', () => {
  const open: LookupAddress = { address: '8.8.8.8', family: 4 };
  const shut: LookupAddress = { address: '127.0.0.1', family: 4 };

  function look(addresses: LookupAddress[], rules: AddressRules, all: boolean, name = 'cdn.example.org') {
    const resolve: Resolve = (_hostname, _options, callback) => callback(null, addresses);
    return new Promise((done) => {
      publicLookup(rules, resolve)(name, { all }, (error, address, family) => done(error ?? [address, family]));
    });
  }

  it('is resolved for the connection, to what was checked', async () => {
    expect(await look([open], {}, false)).to.deep.equal(['8.8.8.8', 4]);
    expect(await look([open], {}, true)).to.deep.equal([[open], undefined]);
  });

  it('must not have a private address, not even beside a public one', async () => {
    for (const addresses of [[shut], [open, shut], [open, { address: '::ffff:7f00:1', family: 6 }]]) {
      for (const all of [true, false]) expect(await look(addresses, {}, all)).to.be.instanceOf(MediaUnavailableError);
    }
  });

  it('may, where it is allowed by its name', async () => {
    expect(await look([shut], { allowHosts: ['CDN.example.org'] }, false)).to.deep.equal(['127.0.0.1', 4]);
    expect(await look([shut], { allowHosts: 'any' }, false)).to.deep.equal(['127.0.0.1', 4]);
    expect(await look([shut], { allowHosts: ['example.org'] }, false)).to.be.instanceOf(MediaUnavailableError);
  });

  it('must have an address at all', async () => {
    expect(await look([], {}, false)).to.be.instanceOf(Error);
  });
});
