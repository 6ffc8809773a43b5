import { plain } from '../plain.js';

/** What customers ask a bank for that this bot cannot do, each with its sentence in the words. The first match counts. */
const topics = [
  [
    'undo',
    /\b(?:undo|reverse|reversal|refund|chargeback)\b|\b(?:get|want|give|take)(?: me)? (?:my |the |that |it )?(?:money |payment )?back\b|\bwrong person\b.*\b(?:paid|sent)\b|\b(?:paid|sent)\b.*\bwrong\b|\bcancel (?:the|that|my|this|last) (?:last )?(?:payment|transfer|eft)\b/,
  ],
  [
    'debitOrder',
    /\bdebit orders?\b|\bstop orders?\b|\bscheduled payments?\b|\brecurring payments?\b|\bstanding orders?\b/,
  ],
  [
    'file',
    /\b(?:pdf|e-?mail|stamped|print(?:ed)?|download|post)\b.*\bstatements?\b|\bstatements?\b.*\b(?:pdf|e-?mail(?:ed)?|stamped|print(?:ed)?|download)\b|\b(?:e-?mail|download) (?:me )?(?:it|them|my|the)\b|\b(?:proof of (?:payment|address|account|banking)|confirmation letter|account confirmation|pop|irp ?5|tax (?:certificate|number|return))\b/,
  ],
  [
    'beneficiary',
    /\b(?:add|new|create|change|edit|remove|delete|save)\b.*\b(?:beneficiary|beneficiaries|payee|payees|recipient)\b/,
  ],
  [
    'loan',
    /\b(?:loans?|overdraft|home ?loan|mortgage|bond|vehicle finance|borrow|lend me|increase my (?:credit )?limit|higher limit|credit limit|limit increase|apply for credit)\b/,
  ],
  ['limit', /\blimits?\b/],
  [
    'secret',
    /\b(?:pin|pins|password|passcode|otp|cvv|username|log ?in|log me in|sign in|locked out|banking profile)\b/,
  ],
  [
    'branch',
    /\b(?:branch(?:es)?|opening hours|office hours|open on|what time do you (?:open|close)|when (?:do|are) you (?:open|close|closed)|are you open|closing time|nearest|where are you|atms?|cash ?machine|(?:your|ur) (?:phone )?number|phone number)\b/,
  ],
  [
    'fees',
    /\b(?:fees?|bank charges?|what do you charge|how much do you charge|cost of|costs? me|interest|interest rate|rates|prime)\b/,
  ],
  [
    'exchange',
    /\b(?:exchange|forex|dollars?|euros?|usd|eur|gbp|bitcoin|crypto|swift|iban|overseas|international|abroad|foreign)\b/,
  ],
  [
    'airtime',
    /\b(?:buy|load|get|need|want|purchase|recharge|top ?up|send)\b.*\b(?:airtime|data|bundle|sms bundle)\b|\b(?:airtime|data) (?:please|pls)\b|^(?:airtime|data)$|\btop ?up my (?:phone|cell)\b/,
  ],
  [
    'power',
    /\b(?:buy|load|get|need|purchase|recharge|top ?up)\b.*\b(?:electricity|lights|prepaid|voucher|lotto|powerball|vouchers)\b|^(?:electricity|lotto)$|\blotto\b/,
  ],
  [
    'cashSend',
    /\b(?:cash ?send|e ?wallet|send ?imali|instant money|money ?market|cardless|scan to pay|qr code|snapscan|zapper|apple pay|google pay|samsung pay|pay ?shap)\b/,
  ],
  [
    'details',
    /\b(?:change|update|correct|edit)\b.*\b(?:address|details|e-?mail|surname|name|number|profile)\b|\b(?:moved house|new address|new number|got married|fica|kyc)\b/,
  ],
  [
    'newAccount',
    /\b(?:open|new|create|start|close|want|need|apply)\b.*\b(?:an? (?:\w+ )?account|accounts? for|investment|fixed deposit|notice deposit|tax free|unit trust|money market|my account|new account)\b|\b(?:invest|investments?|funeral (?:cover|policy|plan)|insurance|life cover|policy|pension|retirement|estate)\b/,
  ],
  [
    'newCard',
    /\b(?:new|replace(?:ment)?|order|second|another|virtual)\b.*\bcards?\b|\bcards?\b.*\b(?:replace(?:ment|d)?|delivery|delivered|arrive|expired?|expires|expiry)\b/,
  ],
  [
    'declined',
    /\b(?:declined|not working|isn't working|isnt working|doesn't work|does not work|doesnt work|swallowed|not go(?:ing)? through|didn't go through|did not go through|rejected)\b/,
  ],
  [
    'rewards',
    /\b(?:rewards?|points|cash ?back|ebucks|ucount|loyalty|discount|vouchers?|competition|promo(?:tion)?s?)\b/,
  ],
  ['app', /\b(?:the app|an app|your app|banking app|internet banking|online banking|website)\b/],
  ['budget', /\b(?:budget|savings? (?:goal|pocket|plan)|round ?up)\b/],
  ['deposit', /\b(?:deposit|pay in|put in) (?:a |some )?(?:cash|cheque|money)\b|\bhow (?:do|can) i deposit\b/],
  [
    'complaint',
    /\b(?:complain|complaint|ombud(?:sman)?|report (?:a|the|you)|manager|supervisor|dispute|fraud|scam(?:med)?|hacked|phishing)\b/,
  ],
  ['call', /\b(?:call|phone|ring) me\b|\bcall ?back\b/],
  ['due', /\b(?:due|overdue|minimum payment|when (?:must|do|should) i pay|next payment|instal?lments?|arrears)\b/],
  ['accountNumber', /\b(?:account|branch|swift|banking) (?:number|nr|no|code|details)\b|\bacc (?:no|nr|number)\b/],
] as const satisfies readonly (readonly [topic: string, said: RegExp])[];

export type CannotTopic = (typeof topics)[number][0];

/** What a message in English asks for that the bot cannot do. */
export function cannotTopic(text: string): CannotTopic | undefined {
  const said = plain(text);
  return topics.find(([, pattern]) => pattern.test(said))?.[0];
}
