import { expect } from 'chai';
import { eventually } from '../support/eventually.js';
import { bankingNumber, type Program, person, record, records, startProgram, supportNumber } from './program.js';

const template = { name: 'ticket_resolved', parameters: { name: 'Thandi', ticket: 'T-42', summary: 'new bulb' } };

describe('GET /api/decisions', () => {
  let program: Program;
  before(async () => {
    program = await startProgram();
    await program.emulator?.say({ from: person, to: bankingNumber, text: 'Hi' });
    await program.api('/api/notifications', { body: { to: person, text: 'It is resolved.', template, id: 'n' } });
    await eventually(async () => expect((await program.api('/api/notifications/n')).json.state).to.equal('read'));
  });
  after(() => program.stop());

  const lines = async (query: string) => {
    const answer = await program.api(`/api/decisions?${query}`);
    expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([
      200,
      'application/x-ndjson; charset=utf-8',
    ]);
    return answer.text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => record(JSON.parse(line)));
  };

  it('tells line by line what was decided about the messages of all our numbers, or of one', async () => {
    const all = await lines(`to=${person}`);
    expect(all.map(({ from, kind }) => `${from} ${kind}`)).to.include.members([
      `${bankingNumber} free-form`,
      `${supportNumber} template`,
    ]);
    const ours = await lines(`to=%2B${person}&from=${supportNumber}`);
    expect(ours.map(({ kind, rule, notification }) => [kind, rule, notification])).to.deep.equal([
      ['template', 'brings-template', 'n'],
    ]);
    expect(JSON.stringify(all)).not.to.match(/new bulb|T-42|27820000001/);
  });

  it('begins at a time, however it is written', async () => {
    const now = program.emulator?.clock.now() ?? 0;
    for (const since of [now + 60_000, new Date(now + 60_000).toISOString()]) {
      expect(await lines(`to=${person}&since=${since}`)).to.deep.equal([]);
    }
    for (const since of ['2020-01-01', '2020-01-01T00:00:00+02:00', String(now - 3_600_000)]) {
      expect(await lines(`to=${person}&since=${since}`), since).not.to.deep.equal([]);
    }
  });

  it('knows nothing of a person whom nothing was said to', async () => {
    expect(await lines('to=27820000009')).to.deep.equal([]);
  });

  it('names the field that is wrong', async () => {
    const wrong: readonly (readonly [query: string, field: string, words: RegExp])[] = [
      ['', 'to', /must be in the query/],
      ['to=Thandi', 'to', /international number/],
      [`to=${person}&to=${person}`, 'to', /once/],
      [`to=Thandi&from=${supportNumber}`, 'to', /^to: .*international number/],
      [`to=${person}&from=27110000009`, 'from', /one of the numbers/],
      [`to=${person}&since=yesterday`, 'since', /must be a time/],
      [`to=${person}&since=2026-13-45`, 'since', /must be a time/],
      [`to=${person}&since=1777636800`, 'since', /seconds/],
      [`to=${person}&until=2026-05-01`, 'until', /no such field/],
    ];
    for (const [query, field, words] of wrong) {
      const answer = await program.api(`/api/decisions?${query}`);
      expect([query, answer.status, answer.json.field]).to.deep.equal([query, 400, field]);
      expect(answer.json.error).to.match(words);
    }
  });

  it('needs the token', async () => {
    expect((await program.call(`/api/decisions?to=${person}`)).status).to.equal(401);
  });

  it('stand in the report of a notification, too', async () => {
    const { decisions } = (await program.api('/api/notifications/n')).json;
    expect(records(decisions).map(({ sentence }) => sentence)).to.satisfy(([sentence]: string[]) =>
      /sent as the template ticket_resolved/.test(sentence ?? ''),
    );
  });
});
