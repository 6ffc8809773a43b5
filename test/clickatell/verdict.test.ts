import { expect } from 'chai';
import fc from 'fast-check';
import { statusName } from '../../src/clickatell/statusName.js';
import {
  faultOf,
  isFormRefusal,
  isWindowRefusal,
  optOutIn,
  stateOf,
  templateRefusal,
} from '../../src/clickatell/verdict.js';
import { statuses, unnumberedStatuses } from '../../src/clickatell/wire.js';

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
    for (const name of unnumberedStatuses) expect(stateOf(name, undefined), name).to.equal('failed');
  });

  const words: [string, string | undefined][] = [
    ['SENT', 'sent'],
    ['Delivered', 'delivered'],
    ['read', 'read'],
    ['seen', 'read'],
    ['FAILED', 'failed'],
    ['accepted', 'accepted'],
    ['Sent to supplier', 'sent'],
    ['deviceAck', 'delivered'],
    ['WhatsApp delivered', 'delivered'],
    ['message-read', 'read'],
    ['undelivered', 'failed'],
    ['Not delivered', 'failed'],
    ['rejected', 'failed'],
    ['Re-engagement required', 'failed'],
    ['RE_ENGAGEMENT_REQUIRED', 'failed'],
    ['whatsapp re engagement required', 'failed'],
    ['whatsappReEngagementRequired', 'failed'],
    ['Recipient does not exist', 'failed'],
    ['Media type not supported', 'failed'],
    ['Undeliverable to 27820000001', 'failed'],
    ['TEMPLATE_BLOCKED', 'failed'],
    ['Delivered to handset', 'delivered'],
    ['SENT_TO_DEVICE', 'sent'],
    ['read by recipient', 'read'],
    ['Sent to supplier failed', 'failed'],
    ['not sent', 'failed'],
    ['Could not be delivered', 'failed'],
    ['DELIVERY_ERROR', 'failed'],
    ['error', 'failed'],
    ['Window closed', 'failed'],
    ['No credit', 'failed'],
    ['Too many requests', 'failed'],
    ['NO_SUCH_WORD', undefined],
    ['unread', undefined],
    ['not read', undefined],
    ['terror', undefined],
    ['resent', undefined],
    ['deleted', undefined],
    ['…', undefined],
    ['', undefined],
  ];
  for (const [name, state] of words) {
    it(`${name}, in words and without a number: ${state}`, () => {
      expect(stateOf(name, undefined)).to.equal(state);
    });
  }

  it('is the same in every spelling of a name, number or none', () => {
    const written = fc
      .tuple(
        fc.constantFrom(...names.map(([name, code, state]) => ({ name, code, state }))),
        fc.constantFrom(' ', '-', '_', '', ' - ', '.'),
        fc.constantFrom('lower', 'UPPER', 'Title'),
        fc.boolean(),
      )
      .map(([known, between, letters, isShort]) => {
        const parts = known.name.replace(isShort ? 'WHATSAPP_' : '', '').split('_');
        const spelled = parts.map((word) => {
          if (letters === 'UPPER') return word;
          return letters === 'lower' ? word.toLowerCase() : `${word.charAt(0)}${word.slice(1).toLowerCase()}`;
        });
        return { ...known, spelled: ` ${spelled.join(between)} ` };
      });
    fc.assert(
      fc.property(written, ({ name, spelled, code, state }) => {
        expect(stateOf(spelled, undefined), spelled).to.equal(state);
        expect(stateOf(spelled, code), spelled).to.equal(state);
        const description = spelled;
        expect(isWindowRefusal({ description }), spelled).to.equal(name === 'WHATSAPP_RE_ENGAGEMENT_REQUIRED');
      }),
    );
  });

  it('never throws, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.option(fc.integer(), { nil: undefined }), (description, code) => {
        stateOf(description, code);
        isWindowRefusal({ code, description });
        isFormRefusal({ code, description });
        faultOf({ code, description });
      }),
    );
  });

  it('leaves to the number what a name of a failure does not say', () => {
    const cases: [string, number, 'window' | 'form' | 'account' | 'pace' | 'person'][] = [
      ['FAILED', 131047, 'window'],
      ['failed', 131, 'window'],
      ['DELIVERY_FAILURE', 131047, 'window'],
      ['undelivered', 470, 'window'],
      ['A_NEW_NAME', 131047, 'window'],
      ['ERROR', 131, 'window'],
      ['NOT_SENT', 131047, 'window'],
      ['SENT_TO_DEVICE', 131, 'window'],
      ['FAILED', 131051, 'form'],
      ['FAILED', 23, 'form'],
      ['FAILED', 999, 'form'],
      // The number says nothing against the name.
      ['FAILED', 5, 'form'],
      ['FAILED', 25, 'account'],
      ['FAILED', 131042, 'account'],
      ['FAILED', 130429, 'pace'],
      ['FAILED', 133, 'pace'],
      ['FAILED', 131026, 'person'],
      ['FAILED', 29, 'person'],
      // A name that gives a reason has precedence.
      ['RECIPIENT_DOES_NOT_EXIST', 131047, 'person'],
      ['WHATSAPP_ACCOUNT_PAYMENT_ISSUE', 131, 'account'],
    ];
    for (const [description, code, about] of cases) {
      const row = `${description} ${code}`;
      expect(stateOf(description, code), row).to.equal('failed');
      expect(isWindowRefusal({ code, description }), row).to.equal(about === 'window');
      const isName = /^[A-Z_]+$/.test(description);
      if (isName) expect(isFormRefusal({ code, description }), row).to.equal(about === 'form');
      const fault = about === 'account' || about === 'pace' ? about : undefined;
      if (isName) expect(faultOf({ code, description }), row).to.equal(fault);
    }
    expect(isWindowRefusal({ code: 131047, description: 'DELIVERED' })).to.equal(false);
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
    [undefined, 'RE_ENGAGEMENT_REQUIRED', true],
    [undefined, 'Outside the customer service window', true],
    [undefined, 'More than 24 hours have passed since the customer last replied to this number.', true],
    [undefined, 'WINDOW_CLOSED', true],
    [undefined, 'Conversation window expired', true],
    [undefined, 'The customer care window has closed', true],
    [undefined, 'Messaging window is closed', true],
    [undefined, 'OUT_OF_WINDOW', true],
    [undefined, 'Outside the allowed window', true],
    [undefined, 'Twenty-four hours have passed since the last reply', true],
    [undefined, 'SESSION_EXPIRED', false],
    [undefined, 'Delivered in the window', false],
    [131, 'Some words at submit time', true],
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

describe('isFormRefusal', () => {
  it('takes an error without words, which is described by its HTTP status, for one at submit time', () => {
    expect(isFormRefusal({ code: 30, description: 'HTTP 400' })).to.equal(true);
    expect(isFormRefusal({ code: 25, description: 'HTTP 400' })).to.equal(false);
  });

  it('tells the numbers of statuses from those of errors', () => {
    expect(isFormRefusal({ code: 30, description: 'Content type not supported' })).to.equal(true);
    expect(isFormRefusal({ code: 30, description: 'STOP_MARKETING_MESSAGES' })).to.equal(false);
    expect(isFormRefusal({ code: 30, description: 'IN FREE WORDS: NO MARKETING' })).to.equal(false);
  });
});

describe('faultOf', () => {
  const submit: [number | undefined, number | undefined, 'account' | 'pace' | undefined][] = [
    [1, 401, 'account'],
    [2, 400, 'account'],
    [3, 400, 'account'],
    [7, 401, 'account'],
    [20, 402, 'account'],
    [44, 400, 'account'],
    [45, 400, 'account'],
    [46, 400, 'account'],
    [18, 500, 'pace'],
    [19, 503, 'pace'],
    [43, 400, 'pace'],
    [43, 429, 'pace'],
    [undefined, 401, 'account'],
    [undefined, 402, 'account'],
    [undefined, 403, 'account'],
    [999, 403, 'account'],
    [undefined, 429, 'pace'],
    [undefined, 500, 'pace'],
    [undefined, 504, 'pace'],
    [999, 503, 'pace'],
    [undefined, 400, undefined],
    [undefined, 404, undefined],
    [undefined, undefined, undefined],
    [21, 400, undefined],
    [23, 207, undefined],
    // As statuses, 25 to 28 speak of the account. As errors, they speak of the recipient.
    [25, 400, undefined],
    [26, 400, undefined],
    [26, 403, undefined],
    [27, 400, undefined],
    [28, 400, undefined],
    [30, 400, undefined],
    // As a status, 133 speaks of the pace.
    [133, 400, undefined],
  ];
  for (const [code, http, fault] of submit) {
    it(`error ${code} with HTTP ${http}: ${fault}`, () => {
      expect(faultOf({ code, http, description: 'Some words of the provider' })).to.equal(fault);
    });
    if (code === undefined || fault === undefined || code === 999) continue;
    it(`error ${code}, among the messages of a 207 and without a known HTTP status: ${fault}`, () => {
      expect(faultOf({ code, http: 207, description: 'Some words' })).to.equal(fault);
      expect(faultOf({ code, description: 'Some words' })).to.equal(fault);
    });
  }

  const byStatus: [string, number, 'account' | 'pace' | undefined][] = [
    ['INSUFFICIENT_ACCOUNT_BALANCE', 25, 'account'],
    ['VOLUME_LIMIT', 26, 'account'],
    ['VOLUME_LIMIT_DAILY', 27, 'account'],
    ['VOLUME_LIMIT_MONTHLY', 28, 'account'],
    ['WHATSAPP_ACCOUNT_PAYMENT_ISSUE', 130, 'account'],
    ['WHATSAPP_SPAM_RATE_LIMIT_REACHED', 132, 'pace'],
    ['WHATSAPP_SERVER_RATE_LIMIT', 133, 'pace'],
    ['WHATSAPP_RE_ENGAGEMENT_REQUIRED', 131, undefined],
    ['EXPIRED', 20, undefined],
    ['DELIVERY_FAILURE', 23, undefined],
    ['RECIPIENT_DOES_NOT_EXIST', 29, undefined],
    ['EXCESSIVE_MESSAGES_TO_RECIPIENT', 31, undefined],
    ['STOP_MARKETING_MESSAGES', 30, undefined],
    ['NO CREDIT', 25, 'account'],
    ['OUT OF FUNDS', 25, 'account'],
    ['PAYMENT REQUIRED', 25, 'account'],
    ['TOO MANY REQUESTS', 133, 'pace'],
  ];
  for (const [description, code, fault] of byStatus) {
    it(`status ${description}: ${fault}, with its number and without it`, () => {
      expect(faultOf({ code, description })).to.equal(fault);
      expect(faultOf({ description })).to.equal(fault);
    });
    it(`a status ${code} under a name that nobody knows: ${fault}`, () => {
      expect(faultOf({ code, description: `STATUS_${code}` })).to.equal(fault);
    });
  }
});

describe('templateRefusal', () => {
  const named: [string, 'template' | 'values' | undefined][] = [
    ['WHATSAPP_HSM_NOT_AVAILABLE', 'template'],
    ['WHATSAPP_HSM_IS_MISSING', 'template'],
    ['WHATSAPP_HSM_PARAM_COUNT_MISMATCH', 'template'],
    ['WHATSAPP_TEMPLATE_FORMAT_MISMATCH', 'template'],
    ['WHATSAPP_PARAMETER_MISSING', 'template'],
    ['WHATSAPP_PARAMETER_NOT_REQUIRED', 'template'],
    ['WHATSAPP_PARAMETER_INVALID', 'values'],
    ['WHATSAPP_TEMPLATE_TEXT_TOO_LONG', 'values'],
    ['WHATSAPP_TEMPLATE_FORMATTING_POLICY_VIOLATED', 'values'],
    ['WHATSAPP_TEMPLATE_MEDIA_FORMAT_UNSUPPORTED', 'values'],
    ['WHATSAPP_TEMPLATE_INVALID_URL', 'values'],
    ['WHATSAPP_TEMPLATE_INVALID_PHONE_NUMBER', 'values'],
    ['WHATSAPP_TEMPLATE_RECEIVER_NO_BUTTON_SUPPORT', 'values'],
    ['MEDIA_TYPE_NOT_SUPPORTED', 'values'],
    ['WHATSAPP_RE_ENGAGEMENT_REQUIRED', undefined],
    ['WHATSAPP_ACCOUNT_PAYMENT_ISSUE', undefined],
    ['WHATSAPP_SERVER_RATE_LIMIT', undefined],
    ['WHATSAPP_EXPERIMENTAL_NUMBER', undefined],
    ['STOP_MARKETING_MESSAGES', undefined],
    ['EXCESSIVE_MESSAGES_TO_RECIPIENT', undefined],
    ['RECIPIENT_DOES_NOT_EXIST', undefined],
    ['EXPIRED', undefined],
    ['DELIVERY_FAILURE', undefined],
    ['FAILED', undefined],
    ['QUEUED', undefined],
    ['READ', undefined],
  ];
  for (const [name, about] of named) {
    it(`status ${name}: ${about}, in any spelling and with any number`, () => {
      for (const code of [undefined, 1, 147, 1420]) {
        expect(templateRefusal({ code, description: name })).to.equal(about);
        const spelled = statusName(name.toLowerCase().replaceAll('_', ' '));
        expect(templateRefusal({ code, description: spelled ?? '' })).to.equal(about);
      }
    });
  }

  const numbers: [number, 'template' | 'values' | undefined][] = [
    [134, 'template'],
    [140, 'values'],
    [141, 'template'],
    [132000, 'template'],
    [132001, 'template'],
    [132005, 'values'],
    [132007, 'values'],
    [132012, 'template'],
    [132015, 'template'],
    [132016, 'template'],
    [132068, 'template'],
    [132069, 'template'],
    [131008, 'template'],
    [131009, 'values'],
    // Of the person, the pace, the account and the window.
    [131026, undefined],
    [131049, undefined],
    [131056, undefined],
    [131042, undefined],
    [131047, undefined],
    [133, undefined],
    // Errors of the recipient and of the account, whose numbers are those of other statuses.
    [25, undefined],
    [26, undefined],
    [27, undefined],
    [20, undefined],
    [43, undefined],
    [38, undefined],
    [999, undefined],
  ];
  for (const [code, about] of numbers) {
    it(`number ${code}: ${about}, in an error and in a status whose name says nothing`, () => {
      expect(templateRefusal({ code, description: 'Some words of the provider' })).to.equal(about);
      if (code > 100) expect(templateRefusal({ code, description: 'FAILED' })).to.equal(about);
    });
  }

  const words: [string, number | undefined, 'template' | 'values' | undefined][] = [
    ['Template not found', undefined, 'template'],
    ['Unknown template', 23, 'template'],
    ['The template does not exist', 23, 'template'],
    ['(#132001) Template name does not exist in the translation', undefined, 'template'],
    ['Invalid or missing parameter: template.templateName .', 23, 'template'],
    ['Template is paused', undefined, 'template'],
    ['template-disabled', undefined, 'template'],
    ['HSM not available', undefined, 'template'],
    ['Template is in review', undefined, 'template'],
    ['Template rejected', undefined, 'template'],
    ['Template Parameter Format Mismatch', undefined, 'template'],
    ['Number of parameters does not match the expected number of params', undefined, 'template'],
    ['Flow is blocked', undefined, 'template'],
    ['Translated text too long', undefined, 'values'],
    ['Template Format Character Policy Violated', undefined, 'values'],
    ['Template media not found', undefined, 'values'],
    ['Parameter value is not valid', undefined, 'values'],
    // The form that we send may be a wrong guess of ours for this template alone.
    ['Invalid or missing parameter: template.buttons .', 23, 'values'],
    ['Malformed payload', 21, 'values'],
    ['Content type not supported', 30, 'values'],
    ['Media not found', 33, 'values'],
    ['Recipient opted out', 26, undefined],
    ['Channel not active on this integration', 38, undefined],
    ['Re-engagement message: send a template', undefined, undefined],
    ['HTTP 400', undefined, undefined],
    ['no reason was given', undefined, undefined],
    ['', undefined, undefined],
  ];
  for (const [description, code, about] of words) {
    it(`${code ?? ''} "${description}": ${about}`, () => {
      expect(templateRefusal({ code, description })).to.equal(about);
    });
    const status = statusName(description);
    if (code !== undefined || status === undefined || description.startsWith('HTTP')) continue;
    it(`the status ${status}: ${about}`, () => {
      expect(templateRefusal({ description: status })).to.equal(about);
    });
  }

  it('takes no time for words without end', () => {
    const description = 'Template parameter '.repeat(100_000);
    const began = performance.now();
    expect(templateRefusal({ description })).to.equal(undefined);
    expect(templateRefusal({ description: description.toUpperCase() })).to.equal(undefined);
    expect(performance.now() - began).to.be.lessThan(2000);
  });
});

describe('optOutIn', () => {
  for (const [description, code, expected] of [
    ['Recipient opted out', 26, 'stopped'],
    ['STOPPED_BY_USER', 21, 'stopped'],
    ['FAILED', 21, 'stopped'],
    ['RECIPIENT_OPTED_OUT', 99, 'stopped'],
    ['STOP_MARKETING_MESSAGES', undefined, 'marketing-stopped'],
    ['FAILED', 131050, 'marketing-stopped'],
    ['User has stopped marketing messages', 131050, 'marketing-stopped'],
    ['USER_OPTED_OUT_OF_MARKETING', undefined, 'marketing-stopped'],
    // A status with the number of an error at submit time, and the other way round.
    ['VOLUME_LIMIT', 26, undefined],
    ['The template does not exist', 21, undefined],
    ['RECIPIENT_DOES_NOT_EXIST', 21, undefined],
    ['STOPPED_BY_ADMIN', 22, undefined],
    ['EXCESSIVE_MESSAGES_TO_RECIPIENT', undefined, undefined],
    ['FAILED', 131049, undefined],
    ['MARKETING_MESSAGES_LIMIT', undefined, undefined],
  ] as const) {
    it(`${description}, ${code ?? 'without a number'}: ${expected ?? 'nothing of the kind'}`, () => {
      expect(optOutIn({ description, code })).to.equal(expected);
    });
  }
});
