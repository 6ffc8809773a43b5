import { expect } from 'chai';
import type { Activity } from '../../../src/core/activity.js';
import { Findings } from '../../../src/findings/findings.js';
import type { NumberFindings } from '../../../src/findings/shape.js';
import {
  ClickatellClient,
  ConfigurationError,
  createEmulator,
  type Emulator,
  MovableClock,
  TemplateCatalog,
} from '../../../src/index.js';
import { template, withIntent } from '../../../src/templates/message.js';
import { business, noon, thandi } from '../../support/channel.js';
import { type BotContext, describeHosts, type HostChannel } from '../../support/hosts.js';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const picture = { contentType: 'image/png', name: 'chart.png', contentUrl: `data:image/png;base64,${png}` };
const choices = (...titles: string[]): Activity => ({
  type: 'message',
  text: 'What now?',
  suggestedActions: { to: [], actions: titles.map((title) => ({ type: 'imBack', title, value: title })) },
});
const buttons = choices('Balance', 'Transfer');
const list = choices('Balance', 'Transfer', 'Cards', 'Limits');
const place: Activity = {
  type: 'message',
  entities: [{ type: 'Place', name: 'Office', geo: { type: 'GeoCoordinates', latitude: -33.9, longitude: 18.4 } }],
};
const card: Activity = {
  type: 'message',
  attachments: [
    { contentType: 'text/vcard', content: 'BEGIN:VCARD\nVERSION:3.0\nFN:Sipho\nTEL:+27820000002\nEND:VCARD' },
  ],
};
const day = 24 * 60 * 60 * 1000;

describeHosts('What was found out about a number', (start) => {
  let emulator: Emulator;
  let clock: MovableClock;
  let channel: HostChannel;
  beforeEach(async () => {
    clock = new MovableClock({ now: () => noon });
    emulator = await createEmulator({ clock });
  });
  afterEach(() => emulator.close());

  const findingsOf = (found: Partial<NumberFindings>) => {
    const at = '2026-04-01T12:00:00.000Z';
    return Findings.parse({ version: 1, numbers: { [business]: { at, baseUrl: emulator.url, ...found } } });
  };

  /** A bot that answers everything with this. */
  async function says(answer: Activity, found: Partial<NumberFindings> | undefined, more: object = {}): Promise<void> {
    const logic = async ({ activity, sendActivity }: BotContext) => {
      if (activity.type === 'message') await sendActivity(answer);
    };
    const findings = found && findingsOf(found);
    channel = await start({ logic, emulator, clock, adapter: { findings, ...more } });
    await channel.say('Hello');
  }
  const shown = () =>
    emulator
      .chat(thandi)
      .messages.filter(({ direction }) => direction === 'out')
      .map(({ kind }) => kind);

  const table: [what: string, answer: Activity, found: Partial<NumberFindings> | undefined, kind: string][] = [
    ['buttons, of which nothing is known', buttons, undefined, 'buttons'],
    ['buttons that are native', buttons, { kinds: { buttons: 'native' } }, 'buttons'],
    ['buttons that are text', buttons, { kinds: { buttons: 'text' } }, 'text'],
    ['a list, of which nothing is known', list, { kinds: {} }, 'text'],
    ['a list that is native', list, { kinds: { list: 'native' } }, 'list'],
    ['a place that is text', place, { kinds: { location: 'text' } }, 'text'],
    ['a place, of which nothing is known', place, { kinds: {} }, 'location'],
    ['a contact that is text', card, { kinds: { contacts: 'text' } }, 'text'],
    ['a contact that is native', card, { kinds: { contacts: 'native' } }, 'contacts'],
  ];
  for (const [what, answer, found, kind] of table) {
    it(`sends ${what} as ${kind}`, async () => {
      await says(answer, found);
      expect(shown()).to.deep.equal([kind]);
      expect(emulator.violations).to.deep.equal([]);
    });
  }

  it('gives way to the option interactive', async () => {
    await says(list, { kinds: { list: 'text' } }, { interactive: 'native' });
    expect(shown()).to.deep.equal(['list']);
    await says(list, { kinds: { list: 'native' } }, { interactive: 'text' });
    expect(shown()).to.deep.equal(['list', 'text']);
  });

  it('gives way to a refusal, for a day', async () => {
    emulator.fault('nativeRefused');
    await says(list, { kinds: { list: 'native' } });
    await channel.say('Again');
    expect(shown()).to.deep.equal(['text', 'text']);
    clock.advance(day);
    await channel.say('And now?');
    expect(shown()).to.deep.equal(['text', 'text', 'list']);
  });

  it('at another provider does not count, and that is told', async () => {
    const found = { baseUrl: 'https://platform.clickatell.com', kinds: { buttons: 'text' } } as const;
    await says(buttons, found);
    expect(shown()).to.deep.equal(['buttons']);
    const told = channel.events.filter(({ kind }) => kind === 'findings');
    expect(told).to.deep.equal([{ kind: 'findings', business: '…0001', outcome: 'elsewhere' }]);
  });

  it('leaves a quote out where quotes do not work', async () => {
    const answer = withIntent({ type: 'message', text: 'Noted.' }, { quote: true });
    await says(answer, { quote: false });
    expect(emulator.chat(thandi).messages.at(-1)).to.include({ text: 'Noted.' }).and.not.have.property('quoted');
  });

  it('limits how many messages share a request', async () => {
    const { apiKey } = emulator.integrate({ number: business });
    const client = new ClickatellClient({ apiKey, number: business, baseUrl: emulator.url });
    await says(buttons, { batchSize: 2 }, { client });
    const before = emulator.requests.send;
    const ids = ['a', 'b', 'c', 'd'];
    await Promise.all(
      ids.map((clientMessageId) => client.send({ channel: 'whatsapp', to: thandi, content: 'x', clientMessageId })),
    );
    expect(emulator.requests.send - before).to.equal(2);
    await client.close();
  });

  describe('files', () => {
    const answer = { type: 'message', text: 'Your month', attachments: [picture] };
    const uploads = () => emulator.requests.other;
    const last = () => {
      const { kind, text, media } = emulator.chat(thandi).messages.at(-1) ?? {};
      return [kind, media?.fileName, media?.caption ?? text];
    };

    const routes: [found: Partial<NumberFindings> | undefined, uploaded: number, shown: unknown[]][] = [
      [undefined, 1, ['media', 'chart.png', 'Your month']],
      [{ media: 'upload' }, 1, ['media', 'chart.png', 'Your month']],
      [{ media: 'inline' }, 0, ['media', 'file.png', 'Your month']],
      [{ media: 'none' }, 0, ['text', undefined, 'Your month\n\nchart.png']],
    ];
    for (const [found, uploaded, wanted] of routes) {
      it(`leave as ${found?.media ?? 'uploads'} where that was found out`, async () => {
        await says(answer, found);
        expect([uploads(), last()]).to.deep.equal([uploaded, wanted]);
        expect(await channel.adapter.uploadsOff()).to.deep.equal([]);
      });
    }

    for (const found of [undefined, { media: 'upload' } as const]) {
      it(`leave inside the message where uploads are off, for a day, ${found ? 'whatever' : 'if nothing'} was found out`, async () => {
        emulator.fault('mediaOff');
        await says(answer, found);
        await channel.say('Again');
        expect([uploads(), last()]).to.deep.equal([1, ['media', 'file.png', 'Your month']]);
        const until = noon + day;
        expect(await channel.adapter.uploadsOff()).to.deep.equal([{ business, until }]);
        const told = channel.events.filter(({ kind }) => kind === 'uploadsOff');
        expect(told).to.deep.equal([{ kind: 'uploadsOff', business: '…0001', until }]);
        clock.advance(day);
        await channel.say('And now?');
        expect([uploads(), last()]).to.deep.equal([2, ['media', 'chart.png', 'Your month']]);
      });
    }

    it('of a template are uploaded whatever was found out, and keep it from leaving where uploads are off', async () => {
      const header = { type: 'image', slot: 'chart' };
      const statement = {
        name: 'statement',
        language: 'en',
        category: 'utility',
        header,
        body: 'Your statement for the month.',
      };
      const templates = TemplateCatalog.parse({ templates: [statement] });
      await says(answer, { media: 'inline' }, { templates });
      emulator.integrate({ number: business, callbackUrl: channel.url, templates });
      const notify = async (id: string, chart: string) => {
        await channel.adapter.notify({ to: thandi, template: template('statement', { chart }), id });
        await channel.settled();
        return channel.adapter.notification(id);
      };
      expect(await notify('a', picture.contentUrl)).to.include({ sentAs: 'template' });
      expect([uploads(), last()[0]]).to.deep.equal([1, 'template']);
      emulator.fault('mediaOff');
      // Other bytes, which were not uploaded before.
      const another = Buffer.concat([Buffer.from(png, 'base64'), Buffer.alloc(1)]);
      for (const id of ['b', 'c']) {
        const report = await notify(id, `data:image/png;base64,${another.toString('base64')}`);
        expect(report).to.include({ state: 'failed' });
        expect(report?.reason).to.match(/slot "chart".*uploads/);
      }
      expect(uploads()).to.equal(2);
    });

    it('are told in words where they are refused inside the message, too', async () => {
      emulator.fault('mediaOff');
      emulator.fault('inlineRefused');
      await says(answer, undefined);
      expect(last()).to.deep.equal(['text', undefined, 'Your month\n\nchart.png']);
      expect(emulator.violations).to.deep.equal([]);
    });
  });

  it('must be read, and not a path', async () => {
    let refused: unknown;
    // As a program in plain JavaScript could.
    const adapter = JSON.parse('{"findings":"clickatell.findings.json"}');
    await start({ emulator, clock, adapter }).catch((error: unknown) => {
      refused = error;
    });
    expect(refused)
      .to.be.instanceOf(ConfigurationError)
      .with.property('message')
      .that.matches(/^findings: .*Findings\.load/);
  });
});
