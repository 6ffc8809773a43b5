/** What a person can tell us by one word, whatever else is going on. */
export type Keyword = 'stop' | 'start';

export interface SaidKeyword {
  readonly keyword: Keyword;
  /** The language of the word; `undefined` if it belongs to several. */
  readonly language?: string;
}

/**
 * The words that end and begin our messages, as people say them by language. Only words that mean nothing else in a
 * talk with a bot: "cancel", "no" and "end" are not among them. Without accents, marks and case.
 */
const words: Readonly<Record<string, Readonly<Record<Keyword, readonly string[]>>>> = {
  en: {
    stop: ['stop', 'stop all', 'stopall', 'unsubscribe', 'unsubscribe all', 'opt out', 'optout', 'stop messages'],
    start: ['start', 'unstop', 'subscribe', 'opt in', 'optin', 'resubscribe'],
  },
  af: {
    stop: ['stop', 'stop alles', 'staak', 'teken uit', 'meld af', 'stop boodskappe'],
    start: ['start', 'begin', 'teken in', 'meld aan'],
  },
  de: {
    stop: ['stop', 'stopp', 'abmelden', 'abbestellen', 'austragen', 'alles stoppen', 'keine nachrichten mehr'],
    start: ['start', 'anmelden', 'abonnieren', 'wieder anmelden'],
  },
  es: {
    stop: ['stop', 'parar', 'baja', 'darme de baja', 'dar de baja', 'detener', 'alto', 'no mas mensajes'],
    start: ['start', 'alta', 'darme de alta', 'suscribir', 'suscribirme', 'iniciar'],
  },
  fr: {
    stop: ['stop', 'arret', 'arreter', 'desabonner', 'desinscrire', 'me desabonner', 'me desinscrire', 'stop tout'],
    start: ['start', 'abonner', 'm abonner', 'reabonner', 's inscrire', 'reprendre'],
  },
  nl: {
    stop: ['stop', 'stop alles', 'afmelden', 'uitschrijven', 'stoppen', 'stop berichten'],
    start: ['start', 'aanmelden', 'inschrijven'],
  },
  pt: {
    stop: ['stop', 'parar', 'pare', 'sair', 'descadastrar', 'cancelar inscricao', 'parar tudo'],
    start: ['start', 'iniciar', 'inscrever', 'me inscrever', 'voltar a receber'],
  },
  zu: {
    stop: ['stop', 'misa', 'yima', 'yeka', 'misa konke'],
    start: ['start', 'qala', 'qala futhi'],
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

/** No keyword is longer, even with marks around it. */
const longest = 80;

/** The keyword that a whole message is, whatever its case, accents, marks and emoji; `undefined` if it says anything else. */
export function keywordIn(text: string): SaidKeyword | undefined {
  if (text.length > longest) return undefined;
  const found = byWords.get(plain(text));
  return found && asksNothing(text) ? found : undefined;
}

/** Whether a template's footer tells people that they can stop its messages by a word. */
export function promisesStop(footer: string): boolean {
  const said = ` ${plain(footer)} `;
  return [...byWords].some(([word, { keyword }]) => keyword === 'stop' && said.includes(` ${word} `));
}

/** "Stop?" is a question about it. */
function asksNothing(text: string): boolean {
  return !/[?¿؟？]/u.test(text);
}

/** Letters and digits alone, in lower case, without accents, with single blanks between the words. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
