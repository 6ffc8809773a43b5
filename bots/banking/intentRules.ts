import { mine, notMine } from './paymentAnswer.js';

/** What the person may want. */
export type IntentKind =
  | 'notMe'
  | 'itWasMe'
  | 'unfreeze'
  | 'freeze'
  | 'cardState'
  | 'cancel'
  | 'help'
  | 'menu'
  | 'human'
  | 'transfer'
  | 'transactions'
  | 'balance'
  | 'beneficiaries'
  | 'remind'
  | 'unremind'
  | 'reminders'
  | 'cannot'
  | 'greeting'
  | 'thanks'
  | 'bye'
  | 'bot'
  | 'howAreYou';

type Rule = readonly [kind: IntentKind, said: RegExp];

const please =
  "(?:(?:please|pls|plz|kindly|just|hey|hi|hello|there|so|ok|okay|yes|and|also|then|now|can you|can u|could you|would you|will you|can i|could i|may i|i want to|i wanna|i need to|i would like to|i'd like to|i have to|i must|let me|let's|help me|want to|wanna|need to|like to|u|you|to) )*";

/** On the plain words of a message. In this order: what would be dangerous to miss comes first. */
export const firstRules: readonly Rule[] = [
  ['notMe', notMine],
  ['itWasMe', mine],
  ['unfreeze', /\b(?:unfreeze|un-freeze|unblock|un-block|unlock|reactivate|activate my card|defrost)\b/],
  [
    'cardState',
    /^(?:is|are|has|why is|check if|was) (?:my |the )?cards? (?:still |been |now |already )?(?:frozen|blocked|active|locked|ok|on|off|working)\b|\bcard status\b|\bstatus of my card\b/,
  ],
  [
    'freeze',
    /\b(?:freeze|block|lock|stop|cancel|deactivate|disable|hotlist|switch off)\b.*\bcards?\b|\bcards?\b.*\b(?:lost|stolen|missing|gone|skimmed|cloned|hacked|hijacked)\b|\b(?:freeze|block) it\b|^freeze$/,
  ],
  [
    'freeze',
    /\b(?:lost|lose|stole|stolen|missing|robbed|mugged|can't find|cant find|cannot find)\b.*\b(?:cards?|wallet|purse|bag|handbag)\b|\b(?:wallet|purse|handbag)\b.*\b(?:lost|stolen|missing|gone)\b|\bi (?:was|got|have been) (?:robbed|mugged|hijacked)\b/,
  ],
  [
    'notMe',
    /\b(?:someone|somebody|they|he|she|people) (?:\w+ )?(?:used|using|uses|cloned|hacked|is using)\b.*\bcards?\b/,
  ],
  [
    'cancel',
    new RegExp(
      `^(?:no )*${please}(?:cancel|stop|quit|exit|abort|end|never ?mind|nevermind|nvm|forget (?:it|about it|this|that)|leave it|drop it|scrap (?:it|that)|don't worry|dont worry)(?: (?:it|that|this|now|all|everything|please|pls|man|the transfer|the payment|transfer|the whole thing|this transfer|this payment|asking|rather))*$`,
    ),
  ],
  [
    'help',
    new RegExp(
      `^${please}(?:help(?: me| us)?(?: out)?|info|what (?:can|do) (?:you|i|u) (?:do|say|ask)(?: here)?|how (?:does|do) (?:this|it|you) work|how do i use this|commands|i need help|i am stuck|i'm stuck|im stuck|need help)(?: please| pls)?$`,
    ),
  ],
  [
    'menu',
    /^(?:(?:the |main |show |show me the |go to |go back to |back to )*menu|home|start over|restart|options|main page|go back|back)(?: please)?$/,
  ],
  [
    'human',
    // Not "pay my agent".
    /^(?!(?:please )?(?:send|pay|transfer|move|eft|am i|are you|is this)\b).*\b(?:human|agent|consultant|real person|operator|representative|live chat|somebody real|(?:speak|talk|chat|speaking|talking)(?: to| 2| with)? (?:someone|somebody|a person|a human|anyone|people|staff|a real))\b/,
  ],
  [
    'bot',
    /\b(?:are (?:you|u)|r u|is this|am i (?:talking|speaking|chatting) (?:to|with)|you are|you're|you) (?:a |an |just |really |even |only )*(?:bot|robot|machine|computer|real|human|ai|person|chatbot|program)\b|^who (?:is this|are (?:you|u)|am i (?:talking|speaking) (?:to|with))|^what are (?:you|u)$|\byour name\b|^(?:bot|robot)$/,
  ],
];

/** What the bot can do. It comes after what it cannot, as "buy airtime" or "change my address". */
export const laterRules: readonly Rule[] = [
  [
    'beneficiaries',
    /\b(?:who|whom) can i (?:pay|send)\b|\b(?:my|list|show|which|what|the|saved) (?:\w+ )?(?:beneficiaries|payees|recipients)\b|^(?:beneficiaries|payees)$/,
  ],
  [
    'transactions',
    /^(?:have|did|has|when) (?:last )?(?:did )?(?:i|we) (?:\w+ )?(?:pay|paid|send|sent|buy|bought|spend|spent)\b|^when (?:last )?did i\b/,
  ],
  ['balance', /^(?:\w+ )?do i (?:still )?(?:have|owe)\b|\bcan i afford\b/],
  [
    'transactions',
    /\b(?:what|how much|when|who|where) (?:did|have|has|do|does) (?:i|we|my \w+) (?:(?:already|last|ever|just) )?(?:pay|paid|send|sent|spend|spent|transfer|transferred|buy|bought|use|used|get|got|receive|received|withdraw|withdrawn|deposit|earn|earned|go|going|goes|spending)\b/,
  ],
  [
    'transfer',
    new RegExp(
      `^${please}(?:(?:immediately|quickly|urgently) )?(?:send|pay|transfer|move|eft|give|deposit|wire|shoot|settle)\\b(?! (?:me\\b|my (?:last )?(?:statement|transactions|history)))`,
    ),
  ],
  [
    'transactions',
    /\b(?:transactions?|statements?|history|payments|transfers|purchases|spen[dt]|spending|expenses?|activity|deposits?|withdrawals?|debits|credits|income|bank ?statement|movements)\b/,
  ],
  [
    'transactions',
    /\b(?:did|has|have|was|is) (?:my |the |it |that |anyone |any |i )?(?:\w+ ){0,3}(?:come in|come through|came in|arrived?|gone? through|go through|gone off|been paid|get paid|paid in|reflect(?:ed)?|cleared?|pay me|paid me|sent|been debited)\b|\b(?:came|coming|went|gone) (?:in|out)\b|\b(?:incoming|outgoing)\b|\bhow much (?:on|for|did|was|were|went|at)\b|\bmoney (?:in|out|came in|went out)\b(?! (?:my |the )?(?:savings|cheque|credit|account|bank))|\bwhere (?:did|does|is|has) (?:all )?my money\b|\b(?:paid me|salary)\b/,
  ],
  [
    'transactions',
    /\bwhat (?:is|was|are|were) (?:this|that|the|these|those)\b.*(?:\br ?\d|\bpayment|\bcharge|\bdebit|\btransaction|\bpurchase|\bdeduction)/,
  ],
  ['transfer', /\b(?:send|pay|transfer|make a payment|eft)\b(?! me\b)/],
  [
    'balance',
    /\bbalances?\b|^bal$|\bhow much (?:money |cash )?(?:do i|have i|is|are|do we|i)(?: \w+){0,2} ?(?:have|got|there|left|in|available|owe|own)\b|\bhow much (?:do i have|have i|is (?:there|left|in))\b|\b(?:my|all|show|list|which) (?:accounts?|funds|money)\b|\b(?:what is|what's|whats|how much(?: is)?) (?:in|on|left|available)\b|\b(?:do i|can i) (?:have|owe|afford)\b|\bhow broke\b|\bavailable (?:funds|money|credit|amount)\b|\bowe\b/,
  ],
];

/** Small talk. */
export const politeRules: readonly Rule[] = [
  [
    'howAreYou',
    /^(?:(?:hi|hello|hey|hallo|morning)(?: there)? )?(?:how are (?:you|u|things)|how's it(?: going)?|hows it(?: going)?|how is it going|hoe gaan dit|what's up|whats up|wassup|sup|you ok|how do you do)\b/,
  ],
  [
    'greeting',
    /^(?:h[ie]+|hi+|hello+|helo+|hallo+|hey+|heya|hiya|hola|howzit|aweh|yo|sawubona|sanibonani|molo|molweni|dumela|dumelang|start|greetings|good ?(?:mornin\w*|afternoon|evening|day|night)|morning|afternoon|evening|goeie (?:more|môre|middag|naand|dag)|goeiemôre)\b(?! \w+ \w+ \w+ \w+)/,
  ],
  [
    'thanks',
    /^(?:(?:ok|okay|cool|great|perfect|awesome|nice|alright|all right|no|nope|yes|shot|lovely|ah|oh|much) )*(?:thanks|thank (?:you|u)|thx|tx|ty|tnx|thanx|tanks|enkosi|dankie|ngiyabonga|siyabonga|kea leboha|shot|appreciate it|much appreciated)\b/,
  ],
  [
    'thanks',
    /^(?:great|cool|ok|okay|k|kk|okey|nice|perfect|awesome|lekker|sharp|sharp sharp|alright|all right|got it|fine|good|excellent|wonderful|sweet|understood|i see|noted|lol|haha|hmm+|oh|ah|wow|right)(?: (?:great|cool|ok|okay|nice|then|man|stuff|bot|job|work|fine|good))*$/,
  ],
  [
    'bye',
    /^(?:(?:ok|okay|thanks|thank you|cool|alright) )*(?:bye|goodbye|good ?bye|cheers|see you|see ya|totsiens|later|ciao|that's all|thats all|that is all|that will be all|nothing else|i'm done|im done|i am done|done|no that's it|that's it|thats it|hamba kahle)\b/,
  ],
];
