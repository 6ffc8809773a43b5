import { expect } from 'chai';
import { type ChannelEvent, MovableClock, type Store } from '../../src/index.js';
import { TemplatesAside } from '../../src/sending/templatesAside.js';
import { describeEveryEngine } from '../store/everyStore.js';
import { business, noon } from '../support/channel.js';

const hour = 60 * 60 * 1000;
const english = { name: 'resolved', language: 'en' };
const zulu = { name: 'resolved', language: 'zu', portalName: 'resolved_zu' };

describeEveryEngine('TemplatesAside', (openFresh, openAgain) => {
  let store: Store;
  let clock: MovableClock;
  const events: ChannelEvent[] = [];
  const observe = (event: ChannelEvent) => events.push(event);
  const create = (asideMs?: number) => new TemplatesAside({ store, clock, observe, asideMs });
  beforeEach(async () => {
    events.length = 0;
    clock = new MovableClock({ now: () => noon });
    store = await openFresh();
  });
  afterEach(() => store.close());

  it('knows a template by its name in requests, at its number, for six hours', async () => {
    const aside = create();
    expect(await aside.find(zulu, business)).to.equal(undefined);
    await aside.refused(zulu, business, 'paused');
    const entry = { business, template: 'resolved', language: 'zu', until: noon + 6 * hour, reason: 'paused' };
    expect(await aside.find(zulu, business)).to.deep.equal(entry);
    expect(await aside.find({ ...zulu, portalName: 'resolved_zu_2' }, business)).to.equal(undefined);
    expect(await aside.find(english, business)).to.equal(undefined);
    expect(await aside.find(zulu, '27110000002')).to.equal(undefined);
    expect(await aside.all(['27110000002', business])).to.deep.equal([entry]);
    clock.advance(6 * hour - 1);
    expect(await aside.find(zulu, business)).to.deep.equal(entry);
    clock.advance(1);
    expect(await aside.find(zulu, business)).to.equal(undefined);
    expect(await aside.all([business])).to.deep.equal([]);
  });

  it('begins once, and is told once, however often it is refused', async () => {
    const aside = create(hour);
    await Promise.all([1, 2, 3].map(() => aside.refused(english, business, 'paused')));
    clock.advance(hour / 2);
    await aside.refused(english, business, 'disabled');
    await aside.refused(zulu, business, 'missing');
    const all = await aside.all([business]);
    expect(all.map(({ language, reason, until }) => [language, reason, until])).to.deep.equal([
      ['en', 'paused', noon + hour],
      ['zu', 'missing', noon + 1.5 * hour],
    ]);
    expect(events.map((event) => event.kind === 'template' && event.language)).to.deep.equal(['en', 'zu']);
    clock.advance(hour / 2);
    await aside.refused(english, business, 'disabled');
    expect(events).to.have.length(3);
  });

  it('ends if the clock was ahead when it was refused, and has been set since', async () => {
    const aside = create();
    clock.advance(9 * hour);
    await aside.refused(english, business, 'paused');
    clock.advance(-9 * hour);
    expect(await aside.find(english, business)).to.equal(undefined);
  });

  it('sets nothing aside for no time', async () => {
    const aside = create(0);
    await aside.refused(english, business, 'paused');
    expect(await aside.find(english, business)).to.equal(undefined);
    expect(events).to.deep.equal([]);
  });

  if (!openAgain) return;
  it('is still set aside when the store is opened again', async () => {
    await create().refused(english, business, 'paused');
    await store.close();
    store = await openAgain();
    expect(await create().find(english, business)).to.include({ reason: 'paused' });
  });
});
