import { expect } from 'chai';
import fc from 'fast-check';
import { conversationId, conversationOf } from '../../src/core/conversation.js';
import { addressOf, hasSpellings, isAddress, personOf } from '../../src/core/person.js';

describe('addressOf', () => {
  const digits = '27820000001';
  const same = [
    '27820000001',
    '+27820000001',
    '+27 82 000 0001',
    ' 27-82-000-0001 ',
    '+27 (82) 000 0001',
    '+27.82.000.0001',
    '0027820000001',
    '00 27 82 000 0001',
    '+27\u00A082\u202F000\u20110001',
    '\u202A+27 82 000 0001\u202C',
    'tel:+27-82-000-0001',
    'whatsapp:+27820000001',
    '＋２７ ８２ ０００ ０００１',
  ];
  for (const written of same) {
    it(`writes ${JSON.stringify(written)} in digits`, () => {
      expect(addressOf(written)).to.equal(digits);
    });
  }

  const withoutTrunkPrefix: [string, string][] = [
    ['+54 11 15 2345-6789', '5491123456789'],
    ['+54 9 11 15 2345 6789', '5491123456789'],
    ['54111523456789', '5491123456789'],
    ['0054 351 15 234 5678', '5493512345678'],
    ['+54 2901 15 43 2109', '5492901432109'],
    ['5492901154321 09', '5492901432109'],
  ];
  for (const [written, address] of withoutTrunkPrefix) {
    it(`leaves out Argentina's 15, which is dialled inside the country alone: ${written}`, () => {
      expect(addressOf(written)).to.equal(address);
    });
  }

  const kept: [string, string, string][] = [
    ['a number of Argentina whose area ends in 15', '5492215123456', '5492215123456'],
    ['a number of Argentina that begins with 15', '5491115234567', '5491115234567'],
    ['a user id', 'US.13491208655302741918', 'US.13491208655302741918'],
    ["a parent's user id", 'US.ENT.11815799212886844830', 'US.ENT.11815799212886844830'],
    ['an opaque id of digits and dots', '1349.2086', '1349.2086'],
    ['an opaque id with blanks around it', ' abc-1 ', 'abc-1'],
    [
      'a number with its national zero in brackets, which is no longer one number',
      '+44 (0)20 7946 0000',
      '+44 (0)20 7946 0000',
    ],
    ['a number with an extension', '+27 82 000 0001 x5', '+27 82 000 0001 x5'],
    ['a lone plus', '+', '+'],
    ['nothing', '', ''],
  ];
  for (const [what, written, address] of kept) {
    it(`leaves ${what} as it is`, () => {
      expect(addressOf(written)).to.equal(address);
    });
  }

  it('changes nothing that it wrote itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[+\d ().-]{0,20}$/)), (written) => {
        expect(addressOf(addressOf(written))).to.equal(addressOf(written));
      }),
    );
  });
});

describe('isAddress', () => {
  for (const address of ['27820000001', '1234567', 'US.1349', 'US.ENT.11815799212886844830']) {
    it(`takes ${address}`, () => expect(isAddress(address)).to.equal(true));
  }
  for (const address of [
    '',
    '0820000001',
    '123456',
    '2'.repeat(16),
    'us',
    'US',
    'US.',
    'US..1',
    `US.${'1'.repeat(300)}`,
    'undefined',
  ]) {
    it(`refuses ${JSON.stringify(address)}`, () => expect(isAddress(address)).to.equal(false));
  }
});

describe('personOf', () => {
  const spellings: [string, string, string][] = [
    ["Brazil's ninth digit", '551187654321', '5511987654321'],
    ["Mexico's 1", '5215512345678', '525512345678'],
    ["Argentina's 9", '541123456789', '5491123456789'],
    ["Argentina's 9 outside the capital", '543512345678', '5493512345678'],
    ["Benin's 01", '22997000001', '2290197000001'],
  ];
  for (const [what, one, person] of spellings) {
    it(`knows a number with ${what} and without it as one person`, () => {
      expect(personOf(one)).to.equal(person);
      expect(personOf(person)).to.equal(person);
      expect(hasSpellings(person)).to.equal(true);
    });
  }

  const alone: [string, string][] = [
    ['South Africa', '27820000001'],
    ['a landline of Brazil', '551133334444'],
    ['a mobile of Brazil whose number without the 9 would be a landline', '5511933334444'],
    ['a number of Mexico that is too short', '52155123456'],
    ['an area of Argentina that does not exist', '549112345678'],
    ['a user id', 'BR.551187654321'],
    ['somebody who is no number', 'nobody'],
  ];
  for (const [what, person] of alone) {
    it(`leaves ${what} alone`, () => {
      expect([personOf(person), hasSpellings(person)]).to.deep.equal([person, false]);
    });
  }

  it('gives every number one person, whatever it is written like', () => {
    const number = fc.stringMatching(/^(?:52|54|55|229|27)\d{8,11}$/);
    fc.assert(
      fc.property(number, (address) => {
        const person = personOf(address);
        expect(personOf(person)).to.equal(person);
        expect(person.slice(-8)).to.equal(address.slice(-8));
        if (person !== address) expect(hasSpellings(person)).to.equal(true);
      }),
    );
  });
});

describe('conversationOf', () => {
  it('reads an id with other spellings as the conversation that it is', () => {
    const id = conversationId({ business: '+27 11 000 0001', person: '+551187654321' });
    expect(conversationOf(id)).to.deep.equal({ business: '27110000001', person: '5511987654321' });
  });
});
