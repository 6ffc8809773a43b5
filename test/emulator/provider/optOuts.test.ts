import { expect } from 'chai';
import Keyv from 'keyv';
import { MovableClock } from '../../../src/core/clock.js';
import { type OptOut, optOuts } from '../../../src/emulator/provider/optOuts.js';
import { TemplateCatalog } from '../../../src/templates/catalog.js';
import {
  business,
  catalogue,
  closeAll,
  person,
  record,
  records,
  type Setting,
  setting,
  start,
  statusNames,
} from '../support.js';

const other = '27110000003';
const utility = { template: { templateName: 'ticket_resolved', body: { parameters: { 1: 'Thandi', 2: 'T-42' } } } };
const marketing = { template: { templateName: 'sale' } };
const everyStatus = ['SENT_TO_SUPPLIER', 'DEVICE_ACK', 'READ'];

describe('A person who has opted out at the provider', () => {
  let here: Setting;
  beforeEach(async () => {
    here = await setting();
    integrate(here);
    await here.emulator.say({ from: person, text: 'Hi' });
  });
  afterEach(closeAll);

  /** The texts on the phone, those that never came, and what the bot heard. */
  async function outcome() {
    await here.emulator.settled();
    const { messages, undelivered } = here.emulator.chat(person);
    return {
      shown: messages.filter(({ direction }) => direction === 'out').map(({ text }) => text),
      lost: undelivered.map(({ error }) => error),
      heard: statusNames(here.bot),
    };
  }

  it('listed: has every message refused with error 26, until it is taken back', async () => {
    const set = await here.post('/_emulator/optOut', { from: person, kind: 'listed' });
    expect(set).to.deep.equal({ status: 200, json: { optOuts: [{ from: person, to: business, kind: 'listed' }] } });
    for (const message of [{ content: 'x' }, utility, marketing]) {
      const { status, json } = await here.send(message);
      expect(status).to.equal(400);
      expect(record(records(json.messages)[0]?.error)).to.include({ code: 26, description: 'Recipient opted out' });
    }
    await here.emulator.say({ from: person, text: 'Hello?' });
    expect((await here.send({ content: 'x' })).status, 'the list does not know what is said in the chat').to.equal(400);
    expect(await outcome()).to.deep.equal({ shown: [], lost: [], heard: [] });

    await here.post('/_emulator/optOut', { from: person, kind: 'none' });
    expect((await here.send({ content: 'back' })).status).to.equal(202);
    expect((await outcome()).shown).to.deep.equal(['back']);
  });

  it('listed: is listed for one number, and others of the batch are not', async () => {
    here.emulator.optOut(person, 'listed', other);
    expect((await here.send({ content: 'x' })).status).to.equal(202);
    here.emulator.optOut(person, 'listed');
    const { status, json } = await here.send({ content: 'x' }, { content: 'y', to: '27820000002' });
    expect(status).to.equal(207);
    expect(records(json.messages).map(({ accepted }) => accepted)).to.deep.equal([false, true]);
  });

  it('listed: does not use up a fault', async () => {
    here.emulator.optOut(person, 'listed');
    here.emulator.fault('noBalanceLater');
    await here.send({ content: 'x' });
    expect((await here.get('/_emulator/fault')).json.left).to.deep.equal({ noBalanceLater: 1 });
  });

  it('stopped: has every message accepted and then failed with STOPPED_BY_USER', async () => {
    here.emulator.optOut(person, 'stopped');
    expect((await here.send({ content: 'x' })).status).to.equal(202);
    expect((await here.send(utility)).status).to.equal(202);
    const failed = { code: 21, status: 'STOPPED_BY_USER' };
    expect(await outcome()).to.deep.equal({
      shown: [],
      lost: [failed, failed],
      heard: ['STOPPED_BY_USER', 'STOPPED_BY_USER'],
    });
  });

  it('marketing: has marketing templates fail with STOP_MARKETING_MESSAGES, and gets all the rest', async () => {
    here.emulator.optOut(person, 'marketing');
    expect((await here.send(marketing)).status).to.equal(202);
    expect(await outcome()).to.deep.equal({
      shown: [],
      lost: [{ code: 30, status: 'STOP_MARKETING_MESSAGES' }],
      heard: ['STOP_MARKETING_MESSAGES'],
    });
    await here.send({ content: 'x' });
    await here.send(utility);
    const { shown, heard } = await outcome();
    expect(shown).to.have.length(2);
    expect(heard).to.deep.equal(['STOP_MARKETING_MESSAGES', ...everyStatus, ...everyStatus]);
  });

  it('marketingSilently: has marketing templates sent and never delivered, also later', async () => {
    here.emulator.optOut(person, 'marketingSilently');
    expect((await here.send(marketing)).status).to.equal(202);
    here.emulator.optOut(person, 'none');
    here.emulator.person(person, { on: false });
    here.emulator.person(person, { on: true });
    const unseen = { shown: [], lost: [{ code: 4, status: 'SENT_TO_SUPPLIER' }], heard: ['SENT_TO_SUPPLIER'] };
    expect(await outcome()).to.deep.equal(unseen);
    await here.send(marketing);
    expect(await outcome()).to.deep.include({
      shown: ['Everything is cheap.'],
      heard: ['SENT_TO_SUPPLIER', ...everyStatus],
    });
  });

  it('is shown to whoever asks: on the phone, in the list, to the page', async () => {
    here.emulator.optOut(person, 'marketing', other);
    const { json } = await here.get('/_emulator/optOut');
    expect(json).to.deep.equal({ optOuts: [{ from: person, to: other, kind: 'marketing' }], kinds: optOuts });
    expect(here.emulator.chat(person).windows.map(({ to, optOut }) => [to, optOut])).to.deep.equal([
      [business, undefined],
      [other, 'marketing'],
    ]);
    const [phone] = records((await here.get('/_emulator/state')).json.phones);
    expect(records(phone?.chats).map(({ optOut }) => optOut)).to.deep.equal([null, 'marketing']);
  });

  it('is so after a restart too, and not after a reset', async () => {
    const memory = new Keyv();
    const restarted = async (): Promise<OptOut[]> => {
      const clock = new MovableClock({ now: () => start });
      here = await setting({ memory, clock });
      integrate(here);
      return here.emulator.chat(person).windows.flatMap(({ optOut }) => optOut ?? []);
    };
    expect(await restarted()).to.deep.equal([]);
    here.emulator.optOut(person, 'stopped', other);
    await closeAll();
    expect(await restarted()).to.deep.equal(['stopped']);
    await here.emulator.reset();
    await closeAll();
    expect(await restarted()).to.deep.equal([]);
  });
});

function integrate({ emulator, integration, bot }: Setting): void {
  const sale = { name: 'sale', language: 'en', category: 'marketing', body: 'Everything is cheap.' };
  const templates = catalogue().merge(TemplateCatalog.parse({ defaultLanguage: 'en', templates: [sale] }));
  emulator.integrate({ number: integration.number, callbackUrl: bot.url, templates });
  emulator.integrate({ number: other, templates });
}
