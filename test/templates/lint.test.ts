import { expect } from 'chai';
import { lint } from '../../src/templates/lint.js';
import type { Template, TemplateButton, TemplateHeader } from '../../src/templates/shape.js';

const sound: Template = {
  name: 'ticket_resolved',
  language: 'en',
  category: 'utility',
  body: 'Hi {{1}}, your ticket {{2}} is resolved: {{3}}. Tell us if it is not.',
  slots: ['name', 'ticket', 'summary'],
};

const body = (text: string, ...slots: string[]): Template => ({ ...sound, body: text, slots });
const header = (part: TemplateHeader): Template => ({ ...sound, header: part });
const buttons = (...list: TemplateButton[]): Template => ({ ...sound, buttons: list });
const reply = (title: string): TemplateButton => ({ type: 'quickReply', title });
const link = (url: string, slot?: string): Template =>
  buttons({ type: 'url', title: 'Open', url, ...(slot !== undefined && { slot }) });

const emoji = '🦒';

describe('lint', () => {
  const passes: [string, Template][] = [
    ['the example', sound],
    ['a body without a variable', body('Your call is waiting.')],
    ['punctuation after a final variable', body('Your code: {{1}}.', 'code')],
    ['variables out of order', body('On {{2}} we saw {{1}}.', 'what', 'day')],
    ['a variable used twice', body('Hi {{1}}, yes you, {{1}}!', 'name')],
    ['1024 characters outside the basic plane', body(emoji.repeat(1024))],
    ['a text header with a variable', header({ type: 'text', text: 'Ticket {{1}}', slot: 'head' })],
    ['a text header of 60 characters', header({ type: 'text', text: emoji.repeat(60) })],
    ['a media header', header({ type: 'document', slot: 'header' })],
    ['a footer of 60 characters', { ...sound, footer: emoji.repeat(60) }],
    ['10 buttons', buttons(...Array.from({ length: 10 }, (_, index) => reply(`Answer ${index}`)))],
    ['a button title of 25 characters', buttons(reply(emoji.repeat(25)))],
    ['a url without a variable', link('https://example.com/')],
    ['a url with a variable at its end', link('http://example.com/track?id={{1}}', 'tracking')],
    ['a phone number with a plus', buttons({ type: 'phone', title: 'Call', phone: '+27110000001' })],
    ['a phone number without one', buttons({ type: 'phone', title: 'Call', phone: '27110000001' })],
    ['slots named like what every object has', body('Hi {{1}} and {{2}}!', 'constructor', '__proto__')],
    ['a language with a region', { ...sound, language: 'en_ZA' }],
  ];
  for (const [what, template] of passes) {
    it(`passes ${what}`, () => {
      expect(lint([template], 'en')).to.deep.equal([]);
    });
  }

  const faults: [string, Template, string][] = [
    ['an upper-case name', { ...sound, name: 'Ticket' }, 'name must be 1 to 512 characters of a-z, 0-9 and _'],
    ['an empty name', { ...sound, name: '' }, 'name must be 1 to 512 characters of a-z, 0-9 and _'],
    ['a name of 513 characters', { ...sound, name: 'a'.repeat(513) }, 'name must be 1 to 512 characters'],
    ['a language in words', { ...sound, language: 'English' }, 'language is not of the form en or pt_BR'],
    ['an empty body', body(' \n'), 'body is empty'],
    ['1025 characters', body('a'.repeat(1025)), 'body has 1025 characters, and 1024 is the most'],
    ['a named variable', body('Hi {{name}}!'), 'body has braces that are not a variable'],
    ['a variable with blanks', body('Hi {{ 1 }}!'), 'body has braces that are not a variable'],
    ['a variable zero', body('Hi {{0}}!'), 'body has braces that are not a variable'],
    ['an open brace too many', body('Hi {{{1}}!', 'name'), 'body has braces that are not a variable'],
    ['a variable left open', body('Hi {{1}!'), 'body has braces that are not a variable'],
    ['a skipped variable', body('Hi {{1}}, see {{3}}.', 'name', 'what'), 'body skips {{2}}'],
    ['variables that begin at 2', body('Hi {{2}}!', 'name'), 'body skips {{1}}'],
    ['an absurd number', body('Hi {{99999999999999999999}}!', 'name'), 'body skips {{1}}'],
    ['a slot too few', body('Hi {{1}} of {{2}}!', 'name'), 'slots has 1 name(s) for the 2 variable(s) of the body'],
    ['a slot too many', body('Hi {{1}}!', 'name', 'place'), 'slots has 2 name(s) for the 1 variable(s) of the body'],
    ['a body that is only a variable', body(' {{1}} ', 'all'), 'body is only a variable'],
    ['a variable at the start', body('\n{{1}}, hello!', 'name'), 'body starts with a variable'],
    ['a variable at the end', body('Hello {{1}} ', 'name'), 'body ends with a variable'],
    ['two variables side by side', body('Hi {{1}}{{2}}!', 'name', 'rest'), 'body has two variables side by side'],
    ['the same slot twice', body('Hi {{1}} of {{2}}!', 'a', 'a'), 'slots[1] "a" is also the name of slots[0]'],
    ['a slot with a blank', body('Hi {{1}}!', 'first name'), 'slots[0] must be 1 to 64 characters without blanks'],
    ['an empty slot', body('Hi {{1}}!', ''), 'slots[0] must be 1 to 64 characters without blanks'],
    ['a long slot', body('Hi {{1}}!', 'a'.repeat(65)), 'slots[0] must be 1 to 64 characters without blanks'],
    ['an empty header', header({ type: 'text', text: '' }), 'header.text is empty'],
    [
      'a long header',
      header({ type: 'text', text: 'a'.repeat(61) }),
      'header.text has 61 characters, and 60 is the most',
    ],
    [
      'two variables in the header',
      header({ type: 'text', text: 'From {{1}} to {{2}}', slot: 'way' }),
      'header.text may have one variable at most, {{1}}',
    ],
    [
      'a header variable that is not the first',
      header({ type: 'text', text: 'From {{2}}', slot: 'way' }),
      'header.text may have one variable at most, {{1}}',
    ],
    [
      'braces in the header',
      header({ type: 'text', text: 'From {{place}}' }),
      'header.text has braces that are not a variable',
    ],
    ['a header variable without a slot', header({ type: 'text', text: 'On {{1}}' }), 'header.slot is missing'],
    [
      'a header slot without a variable',
      header({ type: 'text', text: 'On', slot: 'day' }),
      'header.slot "day" is not used',
    ],
    [
      'a header slot that the body has',
      header({ type: 'image', slot: 'name' }),
      'header.slot "name" is also the name of slots[0]',
    ],
    ['an empty footer', { ...sound, footer: '' }, 'footer is empty'],
    ['a long footer', { ...sound, footer: 'a'.repeat(61) }, 'footer has 61 characters, and 60 is the most'],
    ['a variable in the footer', { ...sound, footer: 'Bye {{1}}' }, 'footer has braces; a footer takes no variables'],
    [
      '11 buttons',
      buttons(...Array.from({ length: 11 }, (_, index) => reply(`Answer ${index}`))),
      'buttons has 11 entries, and 10 is the most',
    ],
    ['an empty title', buttons(reply('')), 'buttons[0].title is empty'],
    ['a long title', buttons(reply('a'.repeat(26))), 'buttons[0].title has 26 characters, and 25 is the most'],
    ['a variable in a title', buttons(reply('Yes {{1}}')), 'buttons[0].title has braces; a title takes no variables'],
    [
      'two equal titles',
      buttons(reply('Yes'), reply('Yes')),
      'buttons[1].title "Yes" is also the title of an earlier button',
    ],
    ['a url of another kind', link('javascript:alert(1)'), 'buttons[0].url must be a whole http or https address'],
    ['half a url', link('https://'), 'buttons[0].url must be a whole http or https address'],
    [
      'a url that is a variable',
      link('https://{{1}}', 'where'),
      'buttons[0].url must be a whole http or https address',
    ],
    [
      'a variable inside a url',
      link('https://example.com/{{1}}/edit', 'id'),
      'buttons[0].url has its variable before its end; it must be at the end',
    ],
    [
      'two variables in a url',
      link('https://example.com/{{1}}/{{2}}', 'id'),
      'buttons[0].url may have one variable at most, {{1}}',
    ],
    [
      'a named variable in a url',
      link('https://example.com/{{id}}'),
      'buttons[0].url has braces that are not a variable',
    ],
    ['a url variable without a slot', link('https://example.com/{{1}}'), 'buttons[0].slot is missing'],
    ['a url slot without a variable', link('https://example.com/', 'id'), 'buttons[0].slot "id" is not used'],
    [
      'a url slot that the body has',
      link('https://example.com/{{1}}', 'ticket'),
      'buttons[0].slot "ticket" is also the name of slots[1]',
    ],
    [
      'a phone number in words',
      buttons({ type: 'phone', title: 'Call', phone: '011 000' }),
      'buttons[0].phone must be digits',
    ],
    ['no phone number', buttons({ type: 'phone', title: 'Call', phone: '+' }), 'buttons[0].phone must be digits'],
  ];
  for (const [what, template, sentence] of faults) {
    it(`names ${what}`, () => {
      const found = lint([template], 'en');
      expect(found).to.have.lengthOf(1);
      expect(found[0]).to.include(`Template "${template.name}" (${template.language}, templates[0]): ${sentence}`);
      expect(found[0]).to.match(/\.$/);
    });
  }

  it('names a default language that is none', () => {
    expect(lint([], '')).to.deep.equal(['defaultLanguage "" is not of the form en or pt_BR.']);
  });

  it('names a second template of the same name and language, however the language is written', () => {
    const [fault, ...rest] = lint(
      [{ ...sound, language: 'pt_BR', portalName: 'pt' }, sound, { ...sound, language: 'pt-br', portalName: 'pt' }],
      'en',
    );
    expect(fault).to.equal(
      'Template "ticket_resolved" (pt-br, templates[2]): ' +
        'name and language are those of templates[0]; together they must be unique.',
    );
    expect(rest).to.deep.equal([]);
  });

  it('names every fault of every template, and passes over the places of those that could not be read', () => {
    const worse = { ...body('{{1}} {{x}} {{1}}'), name: 'Worse', footer: '' };
    const found = lint([undefined, worse, sound, body('Bye {{1}}', 'name')], 'e');
    expect(found.map((fault) => fault.replace(/^.*templates\[(\d)\]\)/, '$1'))).to.deep.equal([
      'defaultLanguage "e" is not of the form en or pt_BR.',
      '1: name must be 1 to 512 characters of a-z, 0-9 and _.',
      '1: body has braces that are not a variable; one is written {{1}}.',
      '1: slots has 0 name(s) for the 1 variable(s) of the body.',
      '1: body starts with a variable; WhatsApp requires words before it.',
      '1: body ends with a variable; WhatsApp requires words or punctuation after it.',
      '1: footer is empty.',
      '3: body ends with a variable; WhatsApp requires words or punctuation after it.',
      '3: name and language are those of templates[2]; together they must be unique.',
    ]);
  });
});
