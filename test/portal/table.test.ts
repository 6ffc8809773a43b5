import { expect } from 'chai';
import { TemplateExportError } from '../../src/core/errors.js';
import { languageCode } from '../../src/portal/languageCode.js';
import { parseExport } from '../../src/portal/read.js';

describe('An export as a table', () => {
  it('is found its way by its headings, and tells which column was taken for what', () => {
    const { templates, notes } = parseExport(
      [
        'Template Name;Template ID;Language;Category;Status;Header Type;Header;Body;Footer;Button 1;Button 1 URL;Samples',
        'parcel;77;English (US);Utility;Active - Quality pending;TEXT;Parcel;"Hello {{1}},',
        '""yours"" is {{2}}.";Reply STOP;Track;https://x.example.com/{{1}};Anna|ZA1',
        'photo;78;af;Marketing;In-Review;IMAGE;;Kyk.;;;;',
      ].join('\r\n'),
    );
    expect(templates).to.deep.equal([
      {
        ...{ name: 'parcel', language: 'en_US', status: 'Active - Quality pending', category: 'Utility' },
        header: { type: 'text', text: { text: 'Parcel', names: [], examples: [] } },
        body: { text: 'Hello {{1}},\n"yours" is {{2}}.', names: [undefined, undefined], examples: ['Anna', 'ZA1'] },
        footer: 'Reply STOP',
        buttons: [
          {
            ...{ type: 'url', title: 'Track' },
            url: { text: 'https://x.example.com/{{1}}', names: [undefined], examples: [undefined] },
          },
        ],
        unknown: [],
      },
      {
        ...{ name: 'photo', language: 'af', status: 'In-Review', category: 'Marketing' },
        header: { type: 'image' },
        body: { text: 'Kyk.', names: [], examples: [] },
        ...{ buttons: [], unknown: [] },
      },
    ]);
    expect(notes).to.include.members([
      'Column "Template Name" is the name.',
      'Column "Template ID" was not used.',
      'Column "Button 1 URL" is the address or number of button 1.',
    ]);
  });

  const buttons: [cells: string, told: unknown][] = [
    [
      'Yes|No',
      [
        { type: 'quickReply', title: 'Yes' },
        { type: 'quickReply', title: 'No' },
      ],
    ],
    ['"[{""type"":""QUICK_REPLY"",""text"":""Yes""}]"', [{ type: 'quickReply', title: 'Yes' }]],
    ['"[not json"', []],
  ];
  for (const [cells, told] of buttons) {
    it(`may have all buttons in one cell: ${cells}`, () => {
      const [template] = parseExport(`name,language,body,buttons\na,en,Hi,${cells}`).templates;
      expect(template?.buttons).to.deep.equal(told);
      expect(template?.unknown).to.have.length(cells.includes('not json') ? 1 : 0);
    });
  }

  it('passes over a row that it cannot read, and says which', () => {
    const { templates, notes } = parseExport('\uFEFFname\tlang\ttext\na\ten\tHi\nb\tKlingon\tHi\n\ten\tHi');
    expect(templates.map(({ name }) => name)).to.deep.equal(['a']);
    expect(notes.slice(-2)).to.deep.equal([
      'Row 3 has the language "Klingon", which is not known. It was passed over.',
      'Row 4 has no name. It was passed over.',
    ]);
  });

  it('needs no column for the language if that is given', () => {
    expect(() => parseExport('name,body\na,Hi')).to.throw(TemplateExportError, /no column for the language/);
    expect(parseExport('name,body\na,Hi', 'af').templates.map(({ language }) => language)).to.deep.equal(['af']);
    expect(parseExport('name,body,lang\na,Hi,de', 'af').templates.map(({ language }) => language)).to.deep.equal([
      'de',
    ]);
  });

  const faults: [what: string, text: string, told: RegExp][] = [
    [
      'statistics without bodies',
      'Template name,Language,Sent\na,en,7',
      /has no column for the body .* "Template name", "Language", "Sent"/,
    ],
    ['nothing', '', /has no column for the name and the language and the body/],
    [
      'rows alone that cannot be read',
      'name,language,body\na,xx yy,Hi',
      /no template in the export.* Row 2 has the language/,
    ],
    ['half a JSON', '{"data": [', /is not JSON, although it begins like that/],
    ['an unclosed quotation', 'name,language,body\na,en,"Hi', /neither JSON nor a table/],
  ];
  for (const [what, text, told] of faults) {
    it(`is not ${what}`, () => {
      expect(() => parseExport(text)).to.throw(TemplateExportError, told);
    });
  }

  it('may be JSON, a page a line', () => {
    const page = (name: string) =>
      JSON.stringify({ data: [{ name, language: 'en', components: [{ type: 'BODY', text: 'Hi' }] }] });
    expect(parseExport(`${page('a')}\n${page('b')}\n`).templates.map(({ name }) => name)).to.deep.equal(['a', 'b']);
  });

  for (const [given, code] of [
    ['en', 'en'],
    ['en-US', 'en_US'],
    ['English', 'en'],
    ['English (UK)', 'en_GB'],
    ['Portuguese (BR)', 'pt_BR'],
    ['spanish (ARG)', 'es_AR'],
    ['Afrikaans', 'af'],
    ['Klingon', undefined],
    ['English (somewhere)', undefined],
  ] as const) {
    it(`has the language ${code ?? 'of nobody'} where it says ${given}`, () => {
      expect(languageCode(given)).to.equal(code);
    });
  }
});
