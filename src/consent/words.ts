import { baseLanguage } from '../templates/language.js';

/** What a person can tell us by one word, whatever else is going on. */
export type Keyword = 'stop' | 'start';

export interface SaidKeyword {
  readonly keyword: Keyword;
  /** The language of the word; `undefined` if it belongs to several. */
  readonly language?: string;
}

/**
 * The words that end and begin our messages, as people say them by language, without accents, marks and case. Only words
 * that mean nothing else in a talk with a bot: "cancel", "no", "end", "quit" and their like in other languages are not
 * among them. Fewer for START, which takes consent for given: its confirmation and that of STOP name the word itself.
 */
const words: Readonly<Record<string, Readonly<Record<Keyword, readonly string[]>>>> = {
  en: {
    stop: ['stop', 'stop all', 'stopall', 'unsubscribe', 'unsubscribe all', 'opt out', 'optout', 'stop messages'],
    start: ['start', 'unstop', 'subscribe', 'opt in', 'optin', 'resubscribe'],
  },
  af: {
    stop: ['stop', 'stop alles', 'staak', 'teken uit', 'meld af', 'stop boodskappe'],
    start: ['start', 'teken weer in'],
  },
  de: {
    stop: ['stop', 'stopp', 'abmelden', 'abbestellen', 'austragen', 'alles stoppen', 'keine nachrichten mehr'],
    start: ['start', 'abonnieren', 'wieder anmelden'],
  },
  es: {
    stop: ['stop', 'parar', 'baja', 'darme de baja', 'dar de baja', 'detener', 'no mas mensajes'],
    start: ['start', 'darme de alta', 'suscribir', 'suscribirme'],
  },
  fr: {
    stop: [
      'stop',
      'arret',
      'arreter',
      'arretez',
      'desabonner',
      'desinscrire',
      'me desabonner',
      'me desinscrire',
      'stop tout',
    ],
    start: ['start', 'abonner', 'm abonner', 'reabonner', 'me reabonner', 's inscrire'],
  },
  nl: {
    stop: ['stop', 'stop alles', 'afmelden', 'uitschrijven', 'stoppen', 'stop berichten'],
    start: ['start', 'inschrijven', 'weer aanmelden'],
  },
  pt: {
    stop: ['stop', 'parar', 'pare', 'descadastrar', 'cancelar inscricao', 'parar tudo'],
    start: ['start', 'inscrever', 'me inscrever', 'voltar a receber'],
  },
  zu: {
    stop: ['stop', 'misa', 'misa konke', 'misa imilayezo'],
    start: ['start'],
  },
};

const byWords = new Map<string, SaidKeyword>();
for (const [language, both] of Object.entries(words)) {
  for (const keyword of ['stop', 'start'] as const) {
    for (const each of both[keyword]) {
      const isShared = byWords.has(each);
      byWords.set(each, isShared ? { keyword } : { keyword, language });
    }
  }
}

/** No keyword is longer, even with many marks around it. */
const longest = 256;

/** The keyword that a whole message is, whatever its case, accents, marks and emoji; `undefined` if it says anything else. */
export function keywordIn(text: string): SaidKeyword | undefined {
  if (text.length > longest) return undefined;
  const found = byWords.get(plain(text));
  return found && asksNothing(text) ? found : undefined;
}

/** Whether a template's footer, in its language, tells people that they can stop its messages by a word. */
export function promisesStop(footer: string, language: string): boolean {
  const said = ` ${plain(footer)} `.replace(/ (non|one|bus) stop /g, ' ');
  const ofLanguage = [...(words[baseLanguage(language)]?.stop ?? []), ...(words.en?.stop ?? [])];
  return ofLanguage.some((word) => said.includes(` ${word} `));
}

/** "Stop?" is a question about it. */
function asksNothing(text: string): boolean {
  return !/[?¿؟？]/u.test(text);
}

/** Letters and digits alone, in lower case, without accents, with single blanks between the words. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
