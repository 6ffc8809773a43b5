import { expect } from 'chai';
import { isWindowRefusal, stateOf } from '../../src/clickatell/verdict.js';
import { statuses } from '../../src/clickatell/wire.js';

describe('stateOf', () => {
  const names: [string, number | undefined, string | undefined][] = [
    ['UNKNOWN', 1, undefined],
    ['QUEUED', 2, 'accepted'],
    ['SCHEDULED', 3, 'accepted'],
    ['SENT_TO_SUPPLIER', 4, 'sent'],
    ['DEVICE_ACK', 5, 'delivered'],
    ['READ', 6, 'read'],
    ['EXPIRED', 20, 'failed'],
    ['STOPPED_BY_USER', 21, 'failed'],
    ['STOPPED_BY_ADMIN', 22, 'failed'],
    ['DELIVERY_FAILURE', 23, 'failed'],
    ['EMULATED', 24, 'sent'],
    ['INSUFFICIENT_ACCOUNT_BALANCE', 25, 'failed'],
    ['VOLUME_LIMIT', 26, 'failed'],
    ['VOLUME_LIMIT_DAILY', 27, 'failed'],
    ['VOLUME_LIMIT_MONTHLY', 28, 'failed'],
    ['RECIPIENT_DOES_NOT_EXIST', 29, 'failed'],
    ['WHATSAPP_ACCOUNT_PAYMENT_ISSUE', 130, 'failed'],
    ['WHATSAPP_RE_ENGAGEMENT_REQUIRED', 131, 'failed'],
    ['WHATSAPP_SPAM_RATE_LIMIT_REACHED', 132, 'failed'],
    ['WHATSAPP_SERVER_RATE_LIMIT', 133, 'failed'],
    ['WHATSAPP_EXPERIMENTAL_NUMBER', 139, 'failed'],
    ['WHATSAPP_TEMPLATE_TEXT_TOO_LONG', 140, 'failed'],
    ['WHATSAPP_TEMPLATE_FORMAT_MISMATCH', 141, 'failed'],
    ['STOP_MARKETING_MESSAGES', undefined, 'failed'],
    ['EXCESSIVE_MESSAGES_TO_RECIPIENT', undefined, 'failed'],
    ['WHATSAPP_HSM_NOT_AVAILABLE', undefined, 'failed'],
    ['WHATSAPP_HSM_PARAM_COUNT_MISMATCH', undefined, 'failed'],
    ['WHATSAPP_HSM_IS_MISSING', undefined, 'failed'],
    ['WHATSAPP_TEMPLATE_FORMATTING_POLICY_VIOLATED', undefined, 'failed'],
    ['WHATSAPP_PARAMETER_MISSING', undefined, 'failed'],
    ['WHATSAPP_PARAMETER_INVALID', undefined, 'failed'],
    ['WHATSAPP_PARAMETER_NOT_REQUIRED', undefined, 'failed'],
    ['WHATSAPP_TEMPLATE_INVALID_URL', undefined, 'failed'],
    ['MEDIA_TYPE_NOT_SUPPORTED', undefined, 'failed'],
  ];
  for (const [name, code, state] of names) {
    it(`${name}: ${state}, with its number, without it, and with a wrong one`, () => {
      expect(stateOf(name, code)).to.equal(state);
      if (state === undefined) return;
      expect(stateOf(name, undefined)).to.equal(state);
      expect(stateOf(name, 1)).to.equal(state);
      expect(stateOf(name, 99)).to.equal(state);
    });
  }

  it('knows every name of the wire', () => {
    expect(names.map(([name]) => name)).to.include.members(Object.keys(statuses));
  });

  const codes: [number | undefined, string | undefined][] = [
    [undefined, undefined],
    [0, undefined],
    [1, undefined],
    [2, 'accepted'],
    [3, 'accepted'],
    [4, 'sent'],
    [5, 'delivered'],
    [6, 'read'],
    [7, undefined],
    [19, undefined],
    [20, 'failed'],
    [23, 'failed'],
    [24, 'sent'],
    [60, 'failed'],
    [85, 'failed'],
    [131, 'failed'],
    [149, 'failed'],
    [1001, undefined],
  ];
  for (const [code, state] of codes) {
    it(`a name that nobody knows, number ${code}: ${state}`, () => {
      expect(stateOf('A_NEW_STATUS', code)).to.equal(state);
      expect(stateOf('constructor', code)).to.equal(state);
    });
  }
});

describe('isWindowRefusal', () => {
  const cases: [number | undefined, string, boolean][] = [
    [131, 'WHATSAPP_RE_ENGAGEMENT_REQUIRED', true],
    [131, 'A_NEW_NAME', true],
    [undefined, 'WHATSAPP_RE_ENGAGEMENT_REQUIRED', true],
    [1420, 'Re-engagement message', true],
    [undefined, 'reengagement required', true],
    [130, 'WHATSAPP_ACCOUNT_PAYMENT_ISSUE', false],
    [23, 'DELIVERY_FAILURE', false],
    [26, 'Recipient opted out', false],
    [undefined, '', false],
    [undefined, 'The window closed before the message could leave.', false],
  ];
  for (const [code, description, expected] of cases) {
    it(`${code} ${description}: ${expected}`, () => {
      expect(isWindowRefusal({ code, description })).to.equal(expected);
    });
  }
});
