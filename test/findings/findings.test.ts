import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigurationError } from '../../src/core/errors.js';
import { Findings } from '../../src/findings/findings.js';
import { saveFindings } from '../../src/findings/save.js';
import type { NumberFindings } from '../../src/findings/shape.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { rejection } from '../support/rejection.js';

const number = '27110000001';
const baseUrl = 'https://platform.clickatell.com';
const found: NumberFindings = {
  at: '2026-11-28T07:00:00.000Z',
  baseUrl,
  kinds: { buttons: 'native', list: 'text' },
  batchSize: 99,
  media: 'inline',
};

describe('Findings', () => {
  let path = '';
  beforeEach(async () => {
    path = join(await temporaryFolder(), 'clickatell.findings.json');
  });
  after(removeFolders);

  const written = async () => JSON.parse(await readFile(path, 'utf8'));

  it('come back as they were saved, for a number however it is written', async () => {
    await saveFindings(path, number, found);
    const findings = await Findings.load(path);
    expect(findings.numbers).to.deep.equal([number]);
    expect(findings.of(`+${number}`)).to.deep.equal(found);
    expect(findings.of('27110000002')).to.equal(undefined);
    expect(await written()).to.deep.equal({ version: 1, numbers: { [number]: found } });
    expect(await readdir(join(path, '..'))).to.deep.equal(['clickatell.findings.json']);
  });

  it('of another provider are not this one’s', async () => {
    const findings = Findings.parse({ version: 1, numbers: { [number]: found } });
    expect(findings.of(number, 'https://platform.clickatell.com/')).to.deep.equal(found);
    expect(findings.of(number, 'http://127.0.0.1:3979')).to.equal(undefined);
  });

  it('of a later run are added to those before, and leave other numbers alone', async () => {
    await saveFindings(path, '27110000002', found);
    await saveFindings(path, number, { ...found, webhook: { secret: 'query', events: { moText: ['content'] } } });
    const later: NumberFindings = {
      ...{ at: '2026-12-01T07:00:00.000Z', baseUrl },
      kinds: { list: 'native', contacts: 'text' },
      quote: false,
      webhook: { events: { moListResponse: ['selectedItem'] } },
    };
    await saveFindings(path, number, later);
    const findings = await Findings.load(path);
    expect(findings.of('27110000002')).to.deep.equal(found);
    expect(findings.of(number)).to.deep.equal({
      ...{ at: later.at, baseUrl, batchSize: 99, media: 'inline', quote: false },
      kinds: { buttons: 'native', list: 'native', contacts: 'text' },
      webhook: { secret: 'query', events: { moText: ['content'], moListResponse: ['selectedItem'] } },
    });
  });

  it('at another provider take the place of those before', async () => {
    await saveFindings(path, number, found);
    const elsewhere = { at: found.at, baseUrl: 'http://127.0.0.1:3979', kinds: {} };
    await saveFindings(path, number, elsewhere);
    expect((await Findings.load(path)).of(number)).to.deep.equal(elsewhere);
  });

  it('that are not there are made with a command', async () => {
    const error = await rejection(Findings.load(path), ConfigurationError);
    expect(error.message).to.match(/There are no findings at .*doctor --to <your test phone> --out /);
  });

  const unusable: [what: string, text: string, says: RegExp][] = [
    ['no JSON', '{', /is not JSON/],
    ['of another version', '{"version":2,"numbers":{}}', /version: must be 1: run the doctor of this version/],
    ['without numbers', '{"version":1}', /numbers: /],
    [
      'with a number in words',
      JSON.stringify({ version: 1, numbers: { ours: found } }),
      /numbers: each must be named in digits/,
    ],
    [
      'with a form that there is not',
      JSON.stringify({ version: 1, numbers: { [number]: { ...found, kinds: { list: 'maybe' } } } }),
      /numbers\.27110000001\.kinds\.list/,
    ],
  ];
  for (const [what, text, says] of unusable) {
    it(`${what} are refused, and are not written over`, async () => {
      await writeFile(path, text);
      for (const use of [Findings.load, (at: string) => saveFindings(at, number, found)]) {
        const { message } = await rejection(use(path), ConfigurationError);
        expect(message).to.match(says).and.include(path);
      }
      expect(await readFile(path, 'utf8')).to.equal(text);
    });
  }

  it('that cannot be written are told', async () => {
    const nowhere = join(path, 'not', 'there.json');
    expect((await rejection(saveFindings(nowhere, number, found), ConfigurationError)).message).to.match(/^--out: /);
  });
});
