import { expect } from 'chai';
import { MovableClock } from '../../src/core/clock.js';
import { runDoctor } from '../../src/doctor/doctor.js';
import { createEmulator } from '../../src/emulator/index.js';
import { Findings, TemplateCatalog, whatsappChoices } from '../../src/index.js';
import { business, noon, startChannel, thandi } from '../support/channel.js';
import { scriptedPerson } from './person.js';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('An adapter with what the doctor found', () => {
  it('sends at once in the forms that arrive, and tries no others', async () => {
    const clock = new MovableClock({ now: () => noon });
    const emulator = await createEmulator({ clock });
    const { apiKey } = emulator.integrate({ number: business });
    const connect = (port: number) => {
      emulator.integrate({ number: business, callbackUrl: `http://127.0.0.1:${port}/` });
      emulator.fault('nativeRefused', 1);
      emulator.fault('mediaOff', 1);
    };
    const settings = {
      ...{ apiKey, number: business, baseUrl: emulator.url, to: thandi, host: '127.0.0.1', port: 0 },
      ...{
        webhookSecret: 'none',
        templates: TemplateCatalog.empty(),
        isAgreed: true,
        timeoutMs: 60_000,
        graceMs: 60_000,
      },
    };
    const person = scriptedPerson({ emulator, phone: thandi, connect });
    const { findings: found } = await runDoctor(settings, {
      person,
      clock,
      report: () => {},
      signal: new AbortController().signal,
    });
    // Without faults from here on: it is the findings that say what is done.
    const findings = Findings.parse(JSON.parse(JSON.stringify({ version: 1, numbers: { [business]: found } })));
    const channel = await startChannel({
      emulator,
      clock,
      adapter: { findings },
      async logic(context) {
        if (context.activity.type !== 'message') return;
        await context.sendActivity(whatsappChoices('What now?', ['Balance', 'Transfer']));
        await context.sendActivity(whatsappChoices('Which?', ['A', 'B', 'C', 'D']));
        await context.sendActivity({
          type: 'message',
          attachments: [{ contentType: 'image/png', name: 'chart.png', contentUrl: `data:image/png;base64,${png}` }],
        });
      },
    });
    try {
      const before = emulator.requests.other;
      await channel.say('Hello', '27820000002');
      const shown = emulator.chat('27820000002').messages.filter(({ direction }) => direction === 'out');
      expect(shown.map(({ kind, media }) => media?.fileName ?? kind)).to.deep.equal(['text', 'list', 'file.png']);
      expect(emulator.requests.other).to.equal(before);
      expect(await channel.adapter.switchedOff()).to.deep.equal([]);
      expect(await channel.adapter.uploadsOff()).to.deep.equal([]);
    } finally {
      await channel.close();
      await emulator.close();
    }
  });
});
