import { plain } from '../plain.js';
import { isAngry } from '../talk/anger.js';
import { foreignLanguage } from '../talk/languageWords.js';
import { isOneSlip } from '../talk/slip.js';
import { flights } from './flight.js';
import { parcels } from './parcel.js';

export type TopicId = 'flight' | 'parcel';

/** What a message asks for, as far as its words say. */
export type Intent =
  | {
      /** `state`: how it stands with something. */
      readonly kind: 'follow' | 'stop' | 'state';
      readonly topic?: TopicId | undefined;
      /** What it names, as its ids, or in the person's words if they cannot be read. */
      readonly subjects: readonly string[];
      /** The flights that it names beside parcels. */
      readonly flightsToo: readonly string[];
      /** It is the name of a thing and nothing else, which may as well answer a question. */
      readonly isBare: boolean;
      /** Nothing in the words says so but the name of a thing among them. */
      readonly isGuessed: boolean;
      /** It is about everything. */
      readonly isAll: boolean;
      /** A stop that may not be about alerts, such as "stop it now" or "cancel my order". */
      readonly isUnsure: boolean;
    }
  | {
      readonly kind:
        | 'list'
        | 'cancel'
        | 'help'
        | 'human'
        | 'who'
        | 'greeting'
        | 'thanks'
        | 'yesNo'
        | 'upset'
        | 'foreign'
        | 'unknown';
    };

const please =
  '(?:(?:please|pls|plz|hi|hello|hey|(?:can|could|would|will) (?:you|u|i)|i want to|i would like to|i.?d like to|i need to|let me) )*';
const send = '(?:send|tell|notify|alert|text|message|inform) me';

const patterns: readonly (readonly [kind: Intent['kind'], pattern: RegExp])[] = [
  [
    'cancel',
    /^(?:please )?(?:cancel|never ?mind|forget it|quit|exit|abort|back|go back)(?: (?:it|that|this))?(?: please)?$/,
  ],
  [
    'list',
    /^(?:my|all my|the|show|show me|list|see) (?:alerts?|subscriptions?|flights?|parcels?|packages?|orders?)$|^(?:alerts|subscriptions|list)$/,
  ],
  [
    'list',
    new RegExp(
      `^${please}(?:show|list|see|give me|what are|which are)(?: me)?(?: all)?(?: of)? (?:my|the) (?:alerts?|subscriptions?)$`,
    ),
  ],
  [
    'list',
    /^(?:what|which)(?: ones| things| alerts| flights| parcels)? (?:do i follow|am i following|do i have|am i signed up (?:for|to))$/,
  ],
  [
    'help',
    new RegExp(
      `^${please}(?:help(?: me)?|info|menu|options|what can (?:you|i) do|how does (?:this|it) work|commands)(?: please)?$`,
    ),
  ],
  [
    'who',
    /^(?:am i (?:talking|speaking) to|is this|are you) (?:an? )?(?:real )?(?:bot|robot|machine|computer|ai|human|person)$/,
  ],
  [
    'human',
    /\b(?:human|agent|operator|consultant|real person|representative)\b|\b(?:speak|talk|chat) (?:to|with) (?:a |some ?)?(?:one|body|person|people|colleague)\b/,
  ],
  [
    'stop',
    new RegExp(
      `^${please}(?:(?:stop|end|cancel|unfollow|remove|delete|mute|turn off|switch off|no more|unsubscribe(?: me)?(?: from)?|sign (?:me )?(?:off|out)(?: from| of)?|take me off|opt (?:me )?out(?: of)?)\\b|(?:do not|don't|dont|stop) (?:${send}|follow)\\b|i (?:do not|don't|dont) want\\b)`,
    ),
  ],
  [
    'follow',
    new RegExp(
      `^${please}(?:alerts?|follow|watch|subscribe(?: me)?(?: to)?|sign (?:me )?up|sign up for|new alert|(?:i want|i need|give me|send me|set up|add|create|make|get|start)(?: an| some| me)?(?: new)?(?: alerts?| updates?| notifications?)|(?:flight|parcel|shipping|delivery|order)(?: status)? (?:alerts?|updates?|notifications?)|updates?|notifications?|keep me (?:posted|informed|updated|up to date)|let me know|${send} (?:when|as soon as|of changes)|(?!tell)${send} (?:if|about|of)|tell me (?:if|about)(?=.*\\b(?:change|changes|news|updates?|anything|moves)\\b))\\b`,
    ),
  ],
  [
    'state',
    /\b(?:where|wheres|where's|status|state|track|trace|how is|how's|whats up with|which gate|what gate|when (?:does|do|will|is|are|can)|is it|has it|on time|delayed|late|boarding|landed|arrived|delivered|any (?:news|updates?)|news (?:of|about|on)|tell me (?:if|about|where|whether))\b/,
  ],
  [
    'thanks',
    /^(?:(?:ok(?:ay)?|great|cool|perfect|super|awesome) )*(?:thanks|thank you|thx|ta|ok(?:ay)?|great|cool|perfect|dankie|enkosi|siyabonga|bye|goodbye)(?: (?:a lot|so much|very much|you|bye|then))*$/,
  ],
  [
    'greeting',
    /^(?:hi+|hello+|helo|hey+|hiya|howzit|sawubona|molo|dumela|hallo|good (?:day|morning|afternoon|evening)|start)(?: there| again| bot| team| you)*$/,
  ],
  ['yesNo', /^(?:yes|y|yep|yeah|no|n|nope|nee|ja)(?: (?:please|thanks?))?$/],
];

const topicWords: Readonly<Record<TopicId, RegExp>> = {
  flight: /\b(?:flights?|planes?|gates?|boarding|landed|departed|departures?|take ?off)\b/,
  parcel: /\b(?:parcels?|packages?|packets?|orders?|shipments?|shipping|deliver(?:y|ies|ed)|box)\b/,
};

/** What a "stop" can be about, besides a flight or a parcel. */
const stoppable =
  /\b(?:alerts?|updates?|notifications?|messages?|subscriptions?|following|it|that|this|all|everything|any|one|me)\b|^(?:please )?(?:stop|unsubscribe|unfollow|sign (?:me )?(?:off|out))(?: please| now)*$/;

/** What makes a stop one of alerts, where it names none of them. */
const ofAlerts =
  /\b(?:alerts?|updates?|notifications?|messages?|subscriptions?|follow(?:ing)?|unfollow|unsubscribe|mute|sign (?:me )?(?:off|out)|opt (?:me )?out|take me off|(?:send|tell|notify|alert|text|message|inform) me)\b/;
/** Everything, and not all of something. */
const isEverything = /\b(?:all|everything)(?: please| now)*$/;

/** The words that commands are made of: a typing error in one of them is understood. */
const vocabulary =
  'alert alerts follow following watch subscribe unsubscribe unfollow flight flights parcel parcels package order shipment delivery status track where delayed boarding landed arrived cancel human agent operator menu thanks hello updates notifications'.split(
    ' ',
  );

/** @param isKnown whether something has this id: what only looks like one is none, unless the words say that it is. */
export function readIntent(text: string, isKnown: (topic: TopicId, id: string) => boolean): Intent {
  const words = plain(text);
  const ids = { flight: flights.idsIn(text), parcel: parcels.idsIn(text) };
  const found = patterns.find(([, pattern]) => pattern.test(words))?.[0] ?? moodOf(text);
  const named = topicIn(words);
  const bare = bareId(text);
  // "Delete my data" is about something else.
  const isAbout = named !== undefined || ids.flight.length > 0 || ids.parcel.length > 0 || stoppable.test(words);
  const kind = found === 'stop' && !isAbout ? 'unknown' : found;
  if (bare && (kind === 'unknown' || kind === 'state')) {
    return {
      kind: 'state',
      topic: bare.topic,
      subjects: [bare.id],
      flightsToo: [],
      isBare: true,
      isGuessed: false,
      isAll: false,
      isUnsure: false,
    };
  }
  if (kind === 'follow' || kind === 'stop' || kind === 'state' || kind === 'unknown') {
    const isCommand = kind === 'follow' || kind === 'stop';
    const isWritten = (id: string) => kind === 'state' && words.toUpperCase().split(' ').includes(id);
    const isOne = (id: string) => isCommand || named === 'flight' || isKnown('flight', id) || isWritten(id);
    const flightIds = ids.flight.filter(isOne);
    const topic = ids.parcel.length > 0 ? 'parcel' : flightIds.length > 0 ? 'flight' : named;
    const subjects = topic === 'parcel' ? ids.parcel : topic === 'flight' ? flightIds : [];
    if (kind === 'unknown' && subjects.length === 0 && named === undefined) return { kind };
    const unread = isCommand && subjects.length === 0 ? unreadIn(words) : [];
    const guessed = topic ?? (unread.length > 0 ? topicOf(unread[0] ?? '') : undefined);
    const asked = kind === 'unknown' ? 'state' : kind;
    const isAll = /\b(?:all|everything|every)\b/.test(words);
    return {
      kind: asked,
      topic: guessed,
      subjects: subjects.length > 0 ? subjects : unread,
      flightsToo: topic === 'parcel' ? flightIds : [],
      isBare: false,
      isGuessed: kind === 'unknown',
      isAll,
      isUnsure:
        kind === 'stop' && subjects.length + unread.length === 0 && !ofAlerts.test(words) && !isEverything.test(words),
    };
  }
  return { kind };
}

/** The text with the typing errors in its commands mended; `undefined` if there are none. */
export function mended(text: string): string | undefined {
  const words = text.split(/(\s+)/).map((word) => {
    const letters = word.toLowerCase().replace(/[^a-z]/g, '');
    if (letters.length < 4 || /\d/.test(word) || vocabulary.includes(letters)) return word;
    const near = vocabulary.filter((each) => each[0] === letters[0] && isOneSlip(letters, each));
    return near.length > 0 && new Set(near.map((each) => each.replace(/s$/, ''))).size === 1 ? (near[0] ?? word) : word;
  });
  const after = words.join('');
  return after === text ? undefined : after;
}

/** What is not about alerts at all. */
function moodOf(text: string): 'upset' | 'foreign' | 'unknown' {
  if (isAngry(text)) return 'upset';
  return foreignLanguage(text) === undefined ? 'unknown' : 'foreign';
}

function topicIn(words: string): TopicId | undefined {
  const found = (['flight', 'parcel'] as const).filter((topic) => topicWords[topic].test(words));
  return found.length === 1 ? found[0] : undefined;
}

function bareId(text: string): { topic: TopicId; id: string } | undefined {
  const parcel = parcels.readId(text);
  if (parcel !== undefined) return { topic: 'parcel', id: parcel };
  const flight = flights.readId(text);
  return flight === undefined || flights.idsIn(text).length === 0 ? undefined : { topic: 'flight', id: flight };
}

/** Words that are meant as a number and cannot be read as one: somebody should say so, and not ask as if there were none. */
function unreadIn(words: string): readonly string[] {
  return words
    .split(' ')
    .filter((word) => word.length >= 3 && /\d/.test(word))
    .slice(0, 1);
}

function topicOf(word: string): TopicId {
  return word.replace(/\D/g, '').length > 4 ? 'parcel' : 'flight';
}
