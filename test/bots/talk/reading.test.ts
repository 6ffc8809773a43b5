import { expect } from 'chai';
import { isAngry } from '../../../bots/talk/anger.js';
import { speller, translator } from '../../../bots/talk/heard.js';
import { foreignLanguage, languageChosen } from '../../../bots/talk/languageWords.js';
import { readYesNo } from '../../../bots/talk/yesNo.js';

describe('speller', () => {
  const known = ['unfreeze', 'freeze', 'card', 'balance', 'transfer', 'send', 'remind', 'reminder', 'list', 'lost'];
  const spelt = speller(known, ['cards', 'sand']);

  for (const [said, meant] of [
    ['unfreze my crad', 'unfreeze my card'],
    ['Whats my balnce?', 'Whats my balance?'],
    ['sedn R200', 'send R200'],
    ['the cards', 'the cards'],
    ['sand', 'sand'],
    ['my remindr', 'my reminder'],
    ['lest', 'lest'],
    ['lend me', 'lend me'],
    ['car', 'car'],
  ] as const) {
    it(`reads "${said}" as "${meant}"`, () => {
      expect(spelt(said)).to.equal(meant);
    });
  }
});

describe('translator', () => {
  const english = translator({ saldo: 'balance', stuur: 'send', aan: 'to', 'praat met iemand': 'human', "'n": 'a' });

  for (const [said, meant] of [
    ['Wat is my SALDO?', 'Wat is my balance?'],
    ['stuur R250 aan Aanya', 'send R250 to Aanya'],
    ['kan ek praat met iemand', 'kan ek human'],
    ['’n saldo', 'a balance'],
  ] as const) {
    it(`reads "${said}" as "${meant}"`, () => {
      expect(english(said)).to.equal(meant);
    });
  }
});

describe('foreignLanguage', () => {
  for (const [said, language] of [
    ['hola, quiero ver mi saldo', 'es'],
    ['Guten Tag, ich möchte mein Konto sehen', 'de'],
    ['bonjour, je voudrais parler avec une personne', 'fr'],
    ['Ek wil asseblief my saldo hê', 'af'],
    ['ngicela usizo', 'zu'],
    ['привет, сколько денег', 'other'],
    ['مرحبا', 'other'],
    ['what is my balance', undefined],
    ['my internet is down, no problem was seen', undefined],
    ['is my card ok', undefined],
    ['T-1', undefined],
    ['👍', undefined],
  ] as const) {
    it(`takes "${said}" for ${language ?? 'English'}`, () => {
      expect(foreignLanguage(said)).to.equal(language);
    });
  }
});

describe('languageChosen', () => {
  for (const [said, language] of [
    ['Afrikaans', 'af'],
    ['Kan ons Afrikaans praat asseblief?', 'af'],
    ['praat afrikaans asb', 'af'],
    ['Hallo, praat asb Afrikaans met my', 'af'],
    ['in English please', 'en'],
    ['switch to english', 'en'],
    ['Engels', 'en'],
    ['my Afrikaans teacher cannot log in', undefined],
    ['hi', undefined],
  ] as const) {
    it(`reads "${said}" as ${language}`, () => {
      expect(languageChosen(said)).to.equal(language);
    });
  }
});

describe('readYesNo', () => {
  const answers = {
    yes: [
      'yes',
      'yes plz',
      'ok then thx',
      'ja asb',
      'Yes please!',
      'ja asseblief',
      'ok',
      'go ahead',
      'yes, send it',
      '👍 yes',
    ],
    no: ['no', 'no plz', 'nee dan', 'no ta', 'No thanks', 'nee dankie', "don't"],
  };
  for (const answer of ['yes', 'no'] as const) {
    for (const said of answers[answer])
      it(`takes "${said}" for a ${answer}`, () => expect(readYesNo(said)).to.equal(answer));
  }
  for (const said of ['no, R300', 'yes to Thandi', 'yes?', 'not sure', 'yes but R300', 'maybe', '']) {
    it(`takes "${said}" for neither`, () => {
      expect(readYesNo(said)).to.equal(undefined);
    });
  }
});

describe('isAngry', () => {
  for (const said of ['this is fucking useless', 'f*** you', 'What a WASTE OF TIME', 'jou nuttelose kak']) {
    it(`hears it in "${said}"`, () => expect(isAngry(said)).to.equal(true));
  }
  for (const said of ['my card is blocked', 'the shitake order', '*1234', 'Scunthorpe']) {
    it(`does not hear it in "${said}"`, () => expect(isAngry(said)).to.equal(false));
  }
});
