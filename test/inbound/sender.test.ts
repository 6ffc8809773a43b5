import { expect } from 'chai';
import { ids, only, parse } from './parsed.js';

describe('The person of a callback', () => {
  const userId = 'US.ENT.11815799212886844830';
  const places: [string, object, string][] = [
    ['in from', { from: userId }, userId],
    ['in a field of its own', { from: undefined, fromUserId: userId }, userId],
    ['in a field of its own, and from is null', { from: null, anonymousUserId: userId }, userId],
    ['in a field of its own, and from is empty', { from: '', from_user_id: userId }, userId],
    ['beside the profile name', { from: undefined, whatsapp: { profileName: 'Thandi', userId } }, userId],
    ['in from, which is an object', { from: { user_id: userId } }, userId],
    ['in a record about who sent it', { from: null, sender: { id: userId } }, userId],
    ['in a field that nobody knows yet', { from: undefined, sender_scoped_user: userId }, userId],
    ['in a number’s field', { from: undefined, msisdn: '+2799900001' }, '2799900001'],
    ['in the field of their WhatsApp id', { from: '', waId: '2799900001' }, '2799900001'],
    ['in the field of a contact', { from: undefined, contact: { wa_id: '2799900001', name: 'T' } }, '2799900001'],
    ['in no form that is known, in a known field', { from: undefined, user_id: 'thandi-4711' }, 'thandi-4711'],
    ['of their own and not their parent’s', { from: undefined, parentUserId: userId, userId: 'US.1349' }, 'US.1349'],
    ['beside their number, which counts first', { from: '+2799900001', fromUserId: userId }, '2799900001'],
    ['beside their number in an object', { from: { userId, phoneNumber: '+2799900001' } }, '2799900001'],
  ];
  for (const [where, fields, person] of places) {
    it(`finds a person whose id is ${where}`, () => {
      expect(only(parse('moText', { ...ids, ...fields, content: '' }))).to.include({ person });
    });
  }

  it('tells which field has the person, if it is not from', () => {
    const field = (fields: object) => only(parse('moText', { ...ids, content: '', ...fields }));
    expect(field({ from: null, user_id: userId })).to.include({ senderField: 'userid' });
    expect(field({ from: null, sender: { id: userId } })).to.include({ senderField: 'id' });
    expect(field({ userId })).not.to.have.property('senderField');
  });

  it('takes nobody else for the person, and says which fields a message without one has', () => {
    const others = {
      ...{ campaignId: '27999000009', recipientId: '27999000008', businessPhoneNumber: '27110000001' },
      ...{ messageUserId: userId, integrationId: userId, senderName: 'US.1349', content: '27999000007' },
    };
    const { events, passedOver } = parse('moText', { ...ids, from: null, ...others });
    expect(events).to.deep.equal([]);
    const [{ reason } = expect.fail()] = passedOver;
    expect(reason).to.match(/^no usable from; its fields: .*senderName/);
    for (const value of Object.values(others)) expect(reason).not.to.include(value);
  });

  const both: [string, object, string | undefined][] = [
    ['in a field beside the number', { from: '2799900001', userId: 'US.1349' }, 'US.1349'],
    ['in from, and the number beside it', { from: 'US.1349', phone_number: '+27 99 900 001' }, 'US.1349'],
    ['beside the profile name', { from: '2799900001', whatsapp: { profileName: 'T', bsuid: 'US.1349' } }, 'US.1349'],
    [
      'and their parent’s, which does not count',
      { from: '2799900001', parentUserId: 'US.ENT.1', userId: 'US.2' },
      'US.2',
    ],
    ['of a form that is none', { from: '2799900001', userId: '4711' }, undefined],
    ['nowhere', { from: '2799900001' }, undefined],
  ];
  for (const [where, fields, alias] of both) {
    it(`finds the other id of a person ${where}`, () => {
      const event = only(parse('moText', { ...ids, ...fields, content: '' }));
      expect(event).to.include({ person: '2799900001' });
      expect('alias' in event ? event.alias : undefined).to.equal(alias);
    });
  }

  it('finds the ids of whom a status is about, if it shows a user id', () => {
    const status = { messageId: 'm', status: 'READ', channel: 'whatsapp' };
    const told: [object, object | undefined][] = [
      [
        { to: '+27 99 900 0001', userId: 'US.1' },
        { number: '27999000001', userId: 'US.1' },
      ],
      [{ to: 'US.1' }, { userId: 'US.1' }],
      [
        { recipientId: '27999000001', recipient_user_id: 'US.1' },
        { number: '27999000001', userId: 'US.1' },
      ],
      [{ to: '27999000001' }, undefined],
    ];
    for (const [fields, recipient] of told) {
      const event = only(parse('messageStatusUpdate', { ...status, ...fields }));
      expect('recipient' in event ? event.recipient : undefined).to.deep.equal(recipient);
    }
  });
});
