import { plain } from '../../plain.js';
import { bare } from './bare.js';

/** What people say to a clerk beside their business. */
export type SmallTalk =
  | 'thanks'
  | 'ok'
  | 'bye'
  | 'howAreYou'
  | 'who'
  | 'back'
  /** They ask for what the bot does not know: hours, prices, places. */
  | 'unknownFact'
  | 'cannotCall'
  | 'impatient'
  | 'restart'
  | 'optOut'
  | 'goAhead';

const after =
  '(?: (?:so|very|for|your|the|help|helping|me|a|lot|again|bot|man|bru|bro|everything|guys|kindly|that|this|all|quick|response|lots|much|million|and|bye|then|now|my|friend|team|support|baie|bye bye))*';
const pleased =
  "(?:(?:ok|okay|oh|great|cool|perfect|awesome|many|lekker|shot|wonderful|super|lovely|excellent|nice|no|alright|good|that is|that's) )*";

const anchored: readonly (readonly [SmallTalk, RegExp])[] = [
  [
    'thanks',
    new RegExp(
      `^${pleased}(?:thanks?|thank (?:you|u)|thx|tx|ty|thanx|thnx|tnx|cheers|dankie|baie dankie|ngiyabonga|enkosi|(?:much )?appreciated?|i appreciate (?:it|that))${after}$`,
    ),
  ],
  [
    'bye',
    /^(?:(?:ok|okay|k|kk|cool|cheers|thanks|thank you|great|alright|and) )*(?:(?:good ?)?bye(?: bye)?|totsiens|see (?:you|ya)(?: later| soon)?|ciao|good ?night|(?:have|enjoy) (?:a|the|your) (?:(?:very|nice|good|great|lovely|lekker|blessed) )*(?:day|evening|weekend|night|one)|that's all|that is all|thats all|nothing(?: else| more)?|no thanks?|no thank you|i'm (?:good|fine|done)|lekker dag|(?:it's the |its the )?wrong number)(?: .{0,15})?$/,
  ],
  [
    'ok',
    /^(?:ok|okay|k|kk|okey|fine|cool|great|good|nice|perfect|alright|all right|got it|noted|i see|sure|understood|awesome|super|lekker|sharp|sharp sharp|no problem|no worries|lol|haha+|wow|sorry|goed|goed so)(?: (?:ok|then|cool|great|good|fine|man|bru))*$/,
  ],
  [
    'howAreYou',
    /^how(?:'s| is|s| are| r)? (?:you|u|things|it going|life|your day)(?: doing| today| going)*$|^how you doing$|^(?:what's|whats) up$|^wassup$/,
  ],
  [
    'who',
    /^(?:are|r) (?:you|u|these) (?:just )?(?:an? )?(?:real |actual )?(?:bots?|robots?|human|machine|person|ai|computer|program|automated|real|people|chatbot)\b.{0,40}$|^am i (?:talking|speaking|chatting|writing) (?:to|with) .{1,60}$|^(?:who|what) (?:are|r) (?:you|u)$|^what(?:'s| is|s) your name$|^who(?:'s| is|s)? (?:this|that|am i (?:talking|speaking) (?:to|with))$|^is (?:this|it|that) (?:an? )?(?:real |automated )?(?:bot|robot|human|machine|person|ai|computer|program)\b.{0,30}$|^(?:is )?(?:some|any)(?:one|body) (?:there|here|home|available)$/,
  ],
  [
    'impatient',
    /^.{0,25}\b(?:no ?body|no ?one)(?: is|'s| has| ever)? (?:answer|help|respond|repl|call|com|came|car|show|pitch)\w*.{0,25}$|^.{0,20}\b(?:tak(?:es|ing) (?:forever|so long|too long|ages|long)|not good enough|unacceptable|ridiculous|disappointed|disappointing|frustrat\w+|fed up|not happy|unhappy|angry)\b.{0,25}$|^.{0,25}\bstill waiting\b.{0,25}$|^(?:hurry(?: up)?|how long must i wait|come on|hello hello)$/,
  ],
  [
    'goAhead',
    /^(?:i have|i've got|i got) (?:a|one|some|another) (?:quick |small )?questions?$|^(?:can|may) i ask (?:you )?(?:something|a question)$|^i (?:need|want|would like) to ask (?:you )?(?:something|a question)$/,
  ],
  [
    'optOut',
    /\bunsubscribe\b|\bstop (?:sending|messaging|contacting|texting|spamming|bothering)\b|^leave me alone$|\b(?:don't|dont|do not|never) (?:message|contact|text|whatsapp|write to) me\b|^(?:please )?(?:remove me|take me off|opt ?out|opt me out)\b.{0,40}$/,
  ],
  [
    'restart',
    /^(?:(?:let's|lets|i want to|can we|can i) )?(?:start over|restart|start again|begin again|start from (?:the beginning|scratch)|reset)$/,
  ],
  [
    'back',
    /^(?:(?:i want to |can i |can we |let me )?(?:go )?back|previous(?: question)?|go to the previous question)$/,
  ],
  [
    'cannotCall',
    /^(?:(?:can|could|will|would|must|i want|i need|you|someone|somebody|a|to|rather|just|human|person|technician) )*(?:call|phone|ring|bel) (?:me|us|my number)\b.{0,30}$|^(?:i (?:want|need) |give me |can i (?:get|have) |(?:please )?request )a (?:call ?back|phone call|call|ring)\b.{0,20}$/,
  ],
];

const facts = [
  /\b(?:opening|business|office|working|operating|trading|closing) (?:hours?|times?)\b|^(?:what are )?your (?:hours|times)\b|\bwhat (?:time|days?) (?:do|does|are|is)\b.*\b(?:open|close|closed|available|work)\b|^are you (?:guys |still )?(?:open|closed)\b|^when (?:do|are|does)\b.*\b(?:open|close)\b/,
  /^(?:where|waar)\b.*\b(?:shop|store|office|branch|located|based|address|find you|are you)\b|\b(?:your|the) (?:physical )?address\b/,
  /^how much\b|^what (?:is|are|does|do|will|would|'s)\b.*\b(?:cost|price|prices|charges?|fees?|rates?)\b|\bprice list\b|\bspecials?\b/,
  /^(?:what|do you|can i|give|where|send|i need|i want)\b.*\b(?:phone|contact|telephone|whatsapp|fax|landline|cell) (?:number|no|details)\b|^what\b.*\b(?:email|e-mail|website|web site)\b/,
  /^what(?:'s|s| is)? (?:my|the) (?:balance|account|bill|password|username|account number|pin|data)\b/,
  /^when (?:will|is|are)\b.*\b(?:come|coming|arrive|arriving|here|technician|someone|somebody|back|fixed|up)\b|^how long (?:will|does|do|is|until)\b/,
  /^(?:do|does|can) (?:you|u|your)\b.*\b(?:sell|deliver|ship|offer|accept|have|stock|speak)\b/,
];

/** Emoji alone that say hello, thanks or yes. Others say nothing that could be answered. */
const emoji = /^(?:(?:👋|🙏|👍|👌|✅|🆗|🙂|😊|😀|😁|😃|😄|👏|🙌|❤|💯|😂|🤝|😎)(?:\p{Emoji_Modifier}|\uFE0F|\s)*)+$/u;

/** Reads small talk, if the message is nothing else. */
export function smallTalkOf(text: string): SmallTalk | 'greeting' | undefined {
  if (emoji.test(text.trim())) return /👋/u.test(text) ? 'greeting' : /🙏/u.test(text) ? 'thanks' : 'ok';
  const [whole, core] = [plain(text), plain(bare(text))];
  const found = anchored.find(([, pattern]) => pattern.test(whole) || pattern.test(core));
  if (found) return found[0];
  return core.split(' ').length <= 14 && facts.some((fact) => fact.test(core)) ? 'unknownFact' : undefined;
}
