import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import bankingTemplates from '../../../bots/banking/templates.json' with { type: 'json' };
import { ConfigurationError, createEmulator } from '../../../src/index.js';
import { eventually } from '../../support/eventually.js';
import { removeFolders, temporaryFolder } from '../../support/folder.js';
import { rejection } from '../../support/rejection.js';
import { alertsNumber, person, record, startProgram } from '../program.js';

describe('the alerts bot with settings', () => {
  after(removeFolders);
  const fileOf = async (content: unknown) => {
    const path = join(await temporaryFolder(), 'file.json');
    await writeFile(path, JSON.stringify(content));
    return path;
  };

  it('answers on the number of a key, with no flights but those that it has been told of', async () => {
    const emulator = await createEmulator();
    const { apiKey } = emulator.integrate({ number: alertsNumber });
    const program = await startProgram({
      ...{ BOT: 'alerts', CLICKATELL_API_KEY: apiKey, CLICKATELL_BASE_URL: emulator.url },
      ...{ WHATSAPP_NUMBER: alertsNumber, WEBHOOK_SECRET: 's3cret' },
    });
    try {
      emulator.integrate({ number: alertsNumber, callbackUrl: `${program.url}/api/messages?key=s3cret` });
      const last = () => emulator.chat(person).messages.findLast(({ direction }) => direction === 'out')?.text;
      const status = (body: object) => program.api('/api/flights/SA204/status', { body });
      await emulator.say({ from: person, text: 'follow SA204' });
      await eventually(async () =>
        expect(last()).to.match(/I know of no flight SA204\. Please write the flight number/),
      );
      await status({ state: 'scheduled', gate: 'B12' });
      await emulator.say({ from: person, text: 'SA204' });
      await eventually(async () => expect(last()).to.match(/^Done: I will write to you about Flight SA204/));
      const { json } = await status({ gate: 'B14' });
      expect(record(json.alert).subscribers).to.equal(1);
      await eventually(async () => expect(last()).to.match(/its gate is now B14/));
      expect((await program.api('/api/tickets')).status).to.equal(404);
    } finally {
      await program.stop();
      await emulator.close();
    }
  });

  it('has no alerts beside the emulator where the operator’s templates lack those for them, and the others run', async () => {
    const program = await startProgram({ TEMPLATES: await fileOf(bankingTemplates) });
    try {
      const { status, json } = await program.api('/api/flights/SA204/status', { body: { gate: 'B14' } });
      expect([status, json.field]).to.deep.equal([400, 'topic']);
      expect(json.error).to.match(/there is no such topic/);
    } finally {
      await program.stop();
    }
  });

  it('takes what people can sign up for from a file', async () => {
    const topic = { id: 'strike', category: 'utility', title: { en: 'Strikes' } };
    const program = await startProgram({ TOPICS: await fileOf({ topics: [topic] }) });
    try {
      const body = { source: 'web form', topics: { strike: true }, from: alertsNumber };
      const { json } = await program.api(`/api/people/${person}/consent`, { method: 'PUT', body });
      expect(JSON.stringify(json)).to.include('Strikes');
    } finally {
      await program.stop();
    }
  });

  it('does not start with topics that cannot be used, and names the setting', async () => {
    const TOPICS = await fileOf({ topics: [{ id: 'x', category: 'junk', title: {} }] });
    const error = await rejection(startProgram({ TOPICS }), ConfigurationError);
    expect(error.message).to.match(/^TOPICS: topics: /);
  });
});
