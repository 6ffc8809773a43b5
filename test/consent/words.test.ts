import { expect } from 'chai';
import fc from 'fast-check';
import { type Keyword, keywordIn, promisesStop } from '../../src/consent/words.js';

/** As people write them. The language is told only if the word belongs to one alone. */
const words: Record<string, Record<Keyword, readonly string[]>> = {
  en: {
    stop: ['stop all', 'STOPALL', 'Unsubscribe', 'unsubscribe all', 'Opt out', 'opt-out', 'optout', 'Stop messages'],
    start: ['unstop', 'Subscribe', 'Opt in', 'opt-in', 'OPTIN', 'resubscribe'],
  },
  af: {
    stop: ['Staak', 'Teken uit', 'meld af', 'Stop boodskappe'],
    start: ['Teken weer in'],
  },
  de: {
    stop: ['Stopp', 'STOPP!', 'Abmelden', 'abbestellen', 'Austragen', 'Alles stoppen', 'Keine Nachrichten mehr'],
    start: ['Abonnieren', 'wieder anmelden'],
  },
  es: {
    stop: ['Baja', 'Darme de baja', 'dar de baja', 'Detener', 'No más mensajes'],
    start: ['Darme de alta', 'Suscribir', 'suscribirme'],
  },
  fr: {
    stop: ['Arrêt', 'Arrêter', 'Arrêtez', 'désabonner', 'Me désabonner', 'Désinscrire', 'me désinscrire', 'Stop tout'],
    start: ['Abonner', 'm’abonner', "m'abonner", 'Réabonner', 'me réabonner', 's’inscrire'],
  },
  nl: {
    stop: ['Afmelden', 'Uitschrijven', 'Stoppen', 'stop berichten'],
    start: ['Inschrijven', 'Weer aanmelden'],
  },
  pt: {
    stop: ['Pare', 'Descadastrar', 'Cancelar inscrição', 'Parar tudo'],
    start: ['Inscrever', 'me inscrever', 'Voltar a receber'],
  },
  zu: { stop: ['Misa', 'misa konke', 'Misa imilayezo'], start: [] },
};

describe('keywordIn', () => {
  for (const [language, both] of Object.entries(words)) {
    for (const keyword of ['stop', 'start'] as const) {
      for (const word of both[keyword]) {
        it(`“${word}” is ${keyword} in ${language}`, () => {
          for (const each of [word, word.toUpperCase(), word.toLowerCase(), word.normalize('NFD')]) {
            expect(keywordIn(each), each).to.deep.equal({ keyword, language });
          }
        });
      }
    }
  }

  for (const [text, keyword] of [
    ['stop', 'stop'],
    ['Stop alles', 'stop'],
    ['parar', 'stop'],
    ['start', 'start'],
  ] as const) {
    it(`“${text}” belongs to several languages`, () => {
      expect(keywordIn(text)).to.deep.equal({ keyword });
    });
  }

  for (const text of [
    'STOP',
    'Stop.',
    ' stop ',
    'stop\n',
    '\tSTOP\r\n',
    'STOP!!!',
    `STOP${'!'.repeat(200)}`,
    '¡STOP!',
    '"stop"',
    '“Stop”',
    '„Stop“',
    '«stop»',
    "'stop'",
    '(stop)',
    '*STOP*',
    '_stop_',
    '~stop~',
    '*_STOP_*',
    '```stop```',
    '> stop',
    '/stop',
    '#STOP',
    'stop…',
    'ＳＴＯＰ',
    '𝐒𝐓𝐎𝐏',
    'STOP 🛑',
    '🛑🛑STOP🛑🛑',
    'stop ✋🏽',
    'stop 🙅🏿‍♀️',
    'stop 👨‍👩‍👧',
    'stop 🇿🇦',
    'stop ☎️',
    'st\u00adop',
    's\u200bt\u200bo\u200bp',
    '\ufeffstop',
    '\u200fstop\u200e',
    '\u2060stop\u3164',
    'stop\u00a0',
    'S\u0301TOP',
    'stop all',
    'Stop  All',
    'stop-all',
  ]) {
    it(`${JSON.stringify(text)} is STOP`, () => {
      expect(keywordIn(text)?.keyword).to.equal('stop');
    });
  }

  for (const text of [
    '',
    ' ',
    '🛑',
    '!',
    'please stop the card',
    'please stop',
    'stop it now',
    'stop it',
    'Stop SA204',
    'stop flight:SA204',
    'stop the payment',
    'stop my card',
    'stop 2',
    'stop1',
    'STOP?',
    '¿Stop?',
    'stop؟',
    'stop？',
    "don't stop",
    'don’t stop',
    'do not stop',
    'nonstop',
    'non-stop',
    'unstoppable',
    'stopped',
    'stopping',
    'bus stop',
    's t o p',
    's.t.o.p.',
    'sto p',
    'stop stop',
    'stop or start',
    'restart',
    'start over',
    'start a transfer',
    'getting started',
    `stop${' and more'.repeat(40)}`,
    'СТОП',
    // What the dialogs of a bot need, in every language.
    ...['cancel', 'no', 'nope', 'end', 'quit', 'exit', 'back', 'menu', 'help', 'yes', 'begin', 'continue', 'pause'],
    ...['kanselleer', 'nee', 'einde', 'verlaat', 'terug', 'begin'],
    ...['abbrechen', 'nein', 'ende', 'beenden', 'zurück', 'anmelden', 'weiter'],
    ...['cancelar', 'no', 'fin', 'salir', 'volver', 'alto', 'alta', 'media', 'iniciar', 'terminar'],
    ...['annuler', 'non', 'fin', 'quitter', 'retour', 'terminer', 'reprendre'],
    ...['annuleren', 'nee', 'einde', 'afsluiten', 'terug', 'aanmelden'],
    ...['cancelar', 'não', 'fim', 'sair', 'voltar', 'iniciar'],
    ...['khansela', 'cha', 'yeka', 'yima', 'qala', 'qala futhi', 'phuma'],
    ...['Solved', 'Not solved', 'Later', 'Show me', '1', '2'],
  ]) {
    it(`${JSON.stringify(text)} is for the bot`, () => {
      expect(keywordIn(text)).to.equal(undefined);
    });
  }

  it('is never found in a text with another letter or digit in it', () => {
    const marks = fc.constantFrom(' ', '.', '!', '*', '🛑', '\u200b', '“', '\n', '👍🏽', '-');
    fc.assert(
      fc.property(
        fc.array(marks, { maxLength: 6 }),
        fc.array(marks, { maxLength: 6 }),
        fc.boolean(),
        (one, two, more) => {
          const text = `${one.join('')}stop${two.join('')}`;
          expect(keywordIn(text)?.keyword, text).to.equal('stop');
          if (more) expect(keywordIn(`${text} x`)).to.equal(undefined);
        },
      ),
    );
  });

  it('takes no time for a text without end', () => {
    const begun = performance.now();
    for (const text of ['stop '.repeat(1e6), '!'.repeat(5e6), '\u0301'.repeat(5e6)])
      expect(keywordIn(text)).to.equal(undefined);
    expect(performance.now() - begun).to.be.lessThan(200);
  });
});

describe('promisesStop', () => {
  for (const [footer, language, expected] of [
    ['Reply STOP to opt out', 'en', true],
    ['Reply STOP to opt out', 'de', true],
    ['Not for you? Type “stop”.', 'en_GB', true],
    ['Unsubscribe at any time', 'en', true],
    ['Stuur STOP om te staak', 'af', true],
    ['Antworten Sie mit STOPP', 'de', true],
    ['Responda BAJA para no recibir más', 'es_MX', true],
    ['Répondez ARRÊT', 'fr', true],
    ['Stuur AFMELDEN', 'nl', true],
    ['Responda PARAR', 'pt_BR', true],
    ['Thumela MISA', 'zu', true],
    ['Your bank', 'en', false],
    ['Non-stop support', 'en', false],
    ['Your one-stop shop', 'en', false],
    ['Unstoppable', 'en', false],
    // The word of another language.
    ['Comissão baixa', 'pt', false],
    ['Baja Foods', 'en', false],
    ['', 'en', false],
  ] as const) {
    it(`“${footer}” (${language}): ${expected}`, () => {
      expect(promisesStop(footer, language)).to.equal(expected);
    });
  }
});
