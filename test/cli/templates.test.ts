import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { runTemplates } from '../../src/cli/templates.js';
import { ClickatellAdapterError, TemplateCatalogError } from '../../src/core/errors.js';
import { TemplateCatalog } from '../../src/templates/catalog.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { rejection } from '../support/rejection.js';

const quick = { type: 'quickReply', title: 'Solved' };
const resolved = {
  ...{ name: 'resolved', language: 'en', category: 'utility', footer: 'Bye', buttons: [quick] },
  ...{ body: 'Hi {{1}}, your ticket {{2}} is resolved.', slots: ['name', 'ticket'] },
};
const exported = {
  ...{ name: 'resolved', language: 'en', status: 'APPROVED', category: 'UTILITY' },
  components: [
    { type: 'BODY', text: 'Hi {{1}}, your ticket {{2}} is resolved.' },
    { type: 'FOOTER', text: 'Bye' },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Solved' }] },
  ],
};

describe('templates', () => {
  let folder: string;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(removeFolders);
  const file = (name: string) => join(folder, name);
  const write = async (name: string, json: unknown) => {
    await writeFile(file(name), typeof json === 'string' ? json : JSON.stringify(json));
    return file(name);
  };
  async function* input(text = '') {
    yield Buffer.from(text);
  }
  const run = (...args: string[]) => runTemplates(args, input());
  const refused = async (...args: string[]) => (await rejection(run(...args), ClickatellAdapterError)).message;

  it('check: says what is in a catalogue', async () => {
    const { text, isFine } = await run('check', await write('a.json', { templates: [resolved] }));
    expect(isFine).to.equal(true);
    expect(text).to.equal(
      `${file('a.json')}: 1 template(s) with 1 name(s) can be sent.\n` +
        '  languages   en 1\n  categories  utility 1\n' +
        '  warning     There is no "reengagement" template, so a message can be held only with a template of its own.\n',
    );
  });

  it('check: refuses one with faults, names them all, and what may be meant', async () => {
    const wrong = { ...resolved, footr: 'x', fallback: ['resolvd_again'], body: '{{1}} is here.' };
    const again = { ...resolved, name: 'resolved_again' };
    const path = await write('wrong.json', { reengagement: 'resolvd', templates: [wrong, again] });
    const { faults } = await rejection(run('check', path), TemplateCatalogError);
    expect(faults.map((fault) => fault.replace(/^Template "resolved" \(en, templates\[0\]\): /, ''))).to.deep.equal([
      'footr is no field of it (is "footer" meant?).',
      'slots has 2 name(s) for the 1 variable(s) of the body.',
      'body starts with a variable; WhatsApp requires words before it.',
      'fallback[0] "resolvd_again" is not in the catalogue (is "resolved_again" meant?).',
    ]);
    const asking = await refused(
      'check',
      await write('asking.json', { reengagement: 'resolvd', templates: [resolved] }),
    );
    expect(asking).to.include('reengagement "resolvd" is no template of the catalogue (is "resolved" meant?).');
  });

  it('import: prints a catalogue, or adds to the one that is there, or only says what it would do', async () => {
    const path = await write('export.json', { data: [exported] });
    const { text, aside } = await run('import', path);
    expect([...TemplateCatalog.parse(JSON.parse(text))]).to.deep.equal([resolved]);
    expect(aside).to.equal('added     resolved (en)\n            {{1}} name\n            {{2}} ticket\n');

    const into = file('into.json');
    expect((await run('import', path, '--into', into, '--dry-run')).text).to.match(
      /^added [\s\S]*Nothing was written\.\n$/,
    );
    await rejection(readFile(into), Error);
    expect((await run('import', path, '--into', into)).text).to.match(/into\.json was written\.\n$/);
    expect(await readFile(into, 'utf8')).to.equal(text);
    expect((await run('import', path, '--into', into)).text).to.match(/^the same {2}1\n/);
    expect(await readFile(into, 'utf8')).to.equal(text);
  });

  it('import: overwrites nothing that is no catalogue', async () => {
    const path = await write('export.json', { data: [exported] });
    const into = await write('broken.json', '{ "templates": [');
    expect(await refused('import', path, '--into', into)).to.match(/broken\.json is not JSON/);
    expect(await readFile(into, 'utf8')).to.equal('{ "templates": [');
  });

  it('diff: is fine where nothing differs, and otherwise tells what', async () => {
    const catalogue = await write('a.json', { templates: [resolved, { ...resolved, name: 'mine' }] });
    const changed = { ...exported, components: [{ type: 'BODY', text: 'Hi {{1}}, your ticket {{2}} is closed.' }] };
    const { text, isFine } = await run(
      'diff',
      catalogue,
      await write('export.json', [changed, { ...exported, name: 'theirs' }]),
    );
    expect(isFine).to.equal(false);
    expect(text).to.equal(`only here   mine (en)
only there  theirs (en, APPROVED)
differs     resolved (en)
              body: Hi {{1}}, your ticket {{2}} is [-resolved-]{+closed+}.
              footer: "Bye" here, none there
              button 1: "Solved (quick reply)" here, none there
the same    0
[-these words-] are only here, {+these+} only there
`);
    const same = await run(
      'diff',
      await write('b.json', { templates: [resolved] }),
      await write('same.json', [exported]),
    );
    expect(same).to.deep.equal({ text: 'the same    1\n', isFine: true });
  });

  it('preview: shows templates as text, with the names of slots for values that are not given', async () => {
    const path = await write('a.json', { templates: [resolved, { ...resolved, name: 'other' }] });
    const { text } = await run('preview', path, 'resolved', '--set', 'name=Anna');
    expect(text).to.match(/^resolved \(en, utility\)\n┌─+┐\n│ Hi Anna, your ticket \[ticket\] is resolved\. +│\n/);
    expect(text).to.include('[ Solved ]').and.not.include('other');
    expect((await run('preview', path)).text).to.include('\nother (en, utility)\n');
  });

  it('preview: writes the image of one template, as SVG', async () => {
    const path = await write('a.json', { templates: [resolved, { ...resolved, name: 'other' }] });
    expect((await run('preview', path, 'other', '--image', file('out.svg'))).text).to.match(/out\.svg was written/);
    expect(await readFile(file('out.svg'), 'utf8')).to.match(/^<svg /);
    expect(await refused('preview', path, 'other', '--image', file('out.png'))).to.match(/^--image: .*SVG/);
    expect(await refused('preview', path, '--image', file('out.svg'))).to.match(/^--image: shows one template/);
  });

  it('render: prints what each set of values says, and what is wrong with one', async () => {
    const path = await write('a.json', { templates: [resolved] });
    const sets = await write('sets.json', [{ name: 'Anna' }, { name: 'Be\nn', ticket: 'T-2' }]);
    const one = await run('render', path, 'resolved', '--set', 'ticket=T-1', '--values', sets);
    expect(one).to.deep.equal({
      text:
        'Hi Anna, your ticket T-1 is resolved.\n\nBye\n\n' +
        'Hi Be n, your ticket T-1 is resolved.\n\nBye\n* "name" leaves as "Be n"\n',
      isFine: true,
    });
    const { text, isFine } = await run('render', path, 'resolved', '--values', sets);
    expect(text).to.match(/^! "ticket" has no value\n\nHi Be n, your ticket T-2/);
    expect(isFine).to.equal(false);
  });

  it('render: prints what requests carry, for sets of the standard input', async () => {
    const path = await write('a.json', { templates: [resolved] });
    const args = ['render', path, 'resolved', '--json', '--values', '-'];
    const { text, aside, isFine } = await runTemplates(args, input('[{"name":"A\\tB","ticket":7},{"ticket":8}]'));
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).to.deep.equal([
      { template: { templateName: 'resolved', body: { parameters: { 1: 'A B', 2: '7' } } } },
      { problems: ['"name" has no value'] },
    ]);
    expect(aside).to.equal('set 1: "name" leaves as "A B"\n');
    expect(isFine).to.equal(false);
  });

  it('says what is wrong with a command', async () => {
    const path = await write('a.json', { templates: [resolved] });
    for (const [args, told] of [
      [['chek'], /^templates has no command "chek" \(is "check" meant\?\)\. These are: "check", "import"/],
      [['check'], /^<catalogue> is missing\. --help/],
      [['check', path, 'more'], /^"more" is one argument too many/],
      [['check', path, '--wide'], /--wide/],
      [['check', file('none.json')], /none\.json cannot be read/],
      [['import', file('none.json')], /none\.json cannot be read/],
      [
        ['render', path, 'resolvd'],
        /^name: there is no template "resolvd" in the catalogue \(is "resolved" meant\?\)$/,
      ],
      [['preview', path, 'resolved', '--language', 'af'], /^--language: "resolved" is not there in af, only in en$/],
      [['render', path, 'resolved', '--set', 'name'], /^--set: "name" has no value: write slot=value$/],
      [['render', path, 'resolved', '--values', file('none.json')], /^--values: the file cannot be read/],
    ] as const) {
      expect(await refused(...args), args.join(' ')).to.match(told);
    }
  });

  it('tells of itself', async () => {
    expect((await run()).text).to.match(/^botbuilder-adapter-clickatell templates <command>[\s\S]* preview /);
    expect((await run('import', '--help')).text).to.match(/templates import <export>[\s\S]*--dry-run/);
  });
});
