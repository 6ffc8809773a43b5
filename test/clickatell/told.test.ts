import { expect } from 'chai';
import fc from 'fast-check';
import { statusLabel, toldRefusal } from '../../src/clickatell/told.js';
import { statusNames } from '../../src/clickatell/verdict.js';
import { statuses } from '../../src/clickatell/wire.js';

describe('statusLabel', () => {
  const table: readonly (readonly [status: string, code: number | undefined, label: string])[] = [
    ['DEVICE_ACK', 5, 'DEVICE_ACK'],
    ['Device ack', undefined, 'DEVICE_ACK'],
    ['Undeliverable to 27820000001', 29, 'RECIPIENT_DOES_NOT_EXIST'],
    ['Undeliverable to 27820000001', undefined, 'OTHER'],
    ['WHATSAPP_SOMETHING_NEW', 999, 'OTHER'],
    ['', undefined, 'OTHER'],
    ['constructor', undefined, 'OTHER'],
  ];
  for (const [status, code, label] of table) {
    it(`is ${label} for ${JSON.stringify(status)} ${code}`, () => expect(statusLabel(status, code)).to.equal(label));
  }

  it('has a closed set of values, whatever the provider says', () => {
    const all = new Set([...Object.keys(statuses), ...statusNames, 'OTHER']);
    fc.assert(
      fc.property(fc.string(), fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }), (status, code) =>
        all.has(statusLabel(status, code)),
      ),
    );
  });
});

describe('toldRefusal', () => {
  const table: readonly (readonly [description: string, code: number | undefined, told: RegExp])[] = [
    ['Recipient opted out', 26, /^Recipient opted out$/],
    ['WHATSAPP_HSM_NOT_AVAILABLE', 134, /^WHATSAPP_HSM_NOT_AVAILABLE$/],
    ['Re-engagement required', undefined, /in words of its own/],
    ['Expired', undefined, /^EXPIRED$/],
    ['HTTP 403', undefined, /^HTTP 403$/],
    ['HTTP 403 Zebra', undefined, /in words of its own/],
    ['Nobody at …0001', 99, /^Clickatell refused it with code 99, in words of its own/],
    ['TO_27820000001', undefined, /in words of its own/],
    ['WHATSAPP_USER_27_82_000_0001', undefined, /in words of its own/],
  ];
  for (const [description, code, told] of table) {
    it(`tells ${JSON.stringify(description)} as ${told}`, () =>
      expect(toldRefusal({ code, description })).to.match(told));
  }
});
