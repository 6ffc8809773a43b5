import { expect } from 'chai';
import { fromThandi, ids, only, parse } from './parsed.js';

describe('Contacts are read', () => {
  const bare = { phones: [], emails: [] };
  const table: [string, unknown, object][] = [
    [
      'in camel case',
      {
        name: { formattedName: 'Thandi M', firstName: 'Thandi', lastName: 'M' },
        phones: [{ phone: '+27 82', type: 'CELL' }],
      },
      { ...bare, name: 'Thandi M', firstName: 'Thandi', lastName: 'M', phones: ['+27 82'] },
    ],
    [
      "in WhatsApp's",
      {
        ...{ name: { formatted_name: 'Thandi', first_name: 'Thandi' }, org: { company: 'Bank' } },
        ...{ phones: [{ wa_id: '2782' }], emails: [{ email: 't@example.com' }] },
      },
      { name: 'Thandi', firstName: 'Thandi', phones: ['2782'], emails: ['t@example.com'], company: 'Bank' },
    ],
    [
      'with only parts of a name',
      { name: { firstName: 'T', lastName: 'M' } },
      { ...bare, name: 'T M', firstName: 'T', lastName: 'M' },
    ],
    ['with a name on two lines', { name: 'T\r\nM', phones: null }, { ...bare, name: 'T M' }],
    ['with no more than a number', { phones: [2782] }, { ...bare, name: '2782', phones: ['2782'] }],
    ['with no more than a name', { displayName: 'T' }, { ...bare, name: 'T' }],
    ['with no more than an address', { emails: ['t@e.org'] }, { ...bare, name: 't@e.org', emails: ['t@e.org'] }],
    ['with no more than a company', { org: { company: 'Bank' } }, { ...bare, name: 'Bank', company: 'Bank' }],
    ['with a name and a number that is none', { name: 'T', phones: [{ phone: {} }] }, { ...bare, name: 'T' }],
    ['with a name that is none and a number', { name: {}, phones: ['+1'] }, { ...bare, name: '+1', phones: ['+1'] }],
    ['with one number', { full_name: 'T', phone: '+27 82' }, { ...bare, name: 'T', phones: ['+27 82'] }],
    [
      'with the id of a number',
      { name: 'T', phones: [{ phone: '+27 82', wa_id: '2782' }, { number: '+27 83' }, { type: 'CELL' }] },
      { ...bare, name: 'T', phones: ['+27 82', '+27 83'], waIds: { '+27 82': '2782' } },
    ],
  ];
  const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\r\n');
  const written = card(
    'FN:Thandi M',
    'N:M;Thandi;;;',
    'item1.TEL;TYPE=CELL;waid=2782:+27 82',
    'EMAIL:t@e.org',
    'X-A:b',
  );
  const fromCard = {
    ...{ name: 'Thandi M', firstName: 'Thandi', lastName: 'M', phones: ['+27 82'], emails: ['t@e.org'] },
    ...{ waIds: { '+27 82': '2782' }, card: written },
  };
  const cards: [string, unknown, object][] = [
    ['a vCard beside a shorter name', { displayName: 'T', vcard: written }, fromCard],
    ['a vCard alone', { vCard: written }, fromCard],
    ['a vCard that is all', written, fromCard],
    [
      'a vCard beside a name of the contact',
      { name: { formattedName: 'Mum' }, vcard: written },
      { ...fromCard, name: 'Mum' },
    ],
    [
      'a vCard and another number',
      { vcard: written, phones: [{ phone: '+27 83' }] },
      { ...fromCard, phones: ['+27 83', '+27 82'] },
    ],
    [
      'a vCard without a name, beside one',
      { display_name: 'T', vcard: card('TEL:+1') },
      { ...bare, name: 'T', phones: ['+1'], card: card('TEL:+1') },
    ],
    ['a vCard that is none, beside a name', { displayName: 'T', vcard: 'x' }, { ...bare, name: 'T' }],
    [
      'a vCard of Android',
      { vcard: card('VERSION:2.1', 'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen=20=', 'M', 'TEL;CELL:1') },
      {
        ...{ name: 'Jürgen M', phones: ['1'], emails: [] },
        card: card('VERSION:2.1', 'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen=20=', 'M', 'TEL;CELL:1'),
      },
    ],
  ];
  for (const [name, contact, expectedContact] of cards) {
    it(name, () => {
      expect(only(parse('moContacts', { ...ids, contacts: [contact] }))).to.deep.equal({
        ...{ kind: 'contacts', messageId: 'm1', ...fromThandi },
        contacts: [expectedContact],
      });
    });
  }

  const wholes: [string, string, object, string[]][] = [
    ['one that is not in a list', 'moContacts', { contacts: { name: 'A' } }, ['A']],
    ['one in a field of its own', 'moContact', { contact: { name: 'A' } }, ['A']],
    ['one that is the entry itself', 'moContact', { name: 'A', phone: '+1' }, ['A']],
    ['a vCard in the entry itself', 'moContact', { displayName: 'A', vcard: card('FN:A') }, ['A']],
    ['a vCard in the content', 'moContacts', { content: card('FN:A') }, ['A']],
    ['two in one vCard', 'moVcard', { vcard: `${card('FN:A')}\n${card('FN:B')}` }, ['A', 'B']],
    ['one in a message of its own', 'moNew', { contactMessage: { displayName: 'A', vcard: card('FN:A') } }, ['A']],
    [
      'several in a message of their own',
      'moNew',
      {
        contactsArrayMessage: {
          displayName: '2 contacts',
          contacts: [{ vcard: card('FN:A') }, { displayName: 'B' }],
        },
      },
      ['A', 'B'],
    ],
    ['all but an empty one', 'moContacts', { contacts: [{ name: 'A' }, {}, { phones: [] }] }, ['A']],
  ];
  for (const [name, event, fields, names] of wholes) {
    it(name, () => {
      const read = parse(event, { ...ids, ...fields }).events[0];
      expect(read?.kind === 'contacts' && read.contacts.map((each) => each.name)).to.deep.equal(names);
    });
  }
  for (const [name, contact, expectedContact] of table) {
    it(name, () => {
      for (const event of ['moContacts', 'moShared']) {
        expect(only(parse(event, { ...ids, contacts: [contact] }))).to.deep.equal({
          ...{ kind: 'contacts', messageId: 'm1', ...fromThandi },
          contacts: [expectedContact],
        });
      }
    });
  }
});
