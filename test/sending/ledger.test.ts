import { expect } from 'chai';
import fc from 'fast-check';
import { z } from 'zod';
import { type PartState, partStates } from '../../src/clickatell/verdict.js';
import { MovableClock } from '../../src/core/clock.js';
import { Ledger, type Part, type PartDraft, type PartStatus } from '../../src/sending/ledger.js';
import { openStore, type Store } from '../../src/store/open.js';

const noon = Date.UTC(2026, 4, 1, 12);
const part = { id: 'm-1', message: 'm-1', conversation: '27110000001:27820000001', sentAs: 'text' as const };
const statusSchema = z.object({
  state: z.enum(partStates),
  messageId: z.string(),
  clientMessageId: z.string().exactOptional(),
  error: z.object({ code: z.number().exactOptional(), description: z.string() }).exactOptional(),
});
const rank = (state: PartState) => partStates.indexOf(state);

describe('Ledger', () => {
  let store: Store;
  let clock: MovableClock;
  let ledger: Ledger;
  const state = async (id = part.id) => (await ledger.get(id))?.state;

  /** The part leaves. Resolves with the part that was found there, if there was one, which keeps it from leaving. */
  async function leave(draft: PartDraft = part, again = false): Promise<Part | undefined> {
    let found: Part | undefined;
    await ledger.write([ledger.leavingWrite(draft, again, (each) => (found = each))]);
    return found;
  }
  /** The provider's answer, and with it the statuses that were quicker. Answers the part as it stands then. */
  async function accepted(id: string, apiMessageId: string): Promise<Part | undefined> {
    const early: Promise<unknown>[] = [];
    const take = (status: unknown) => early.push(apply(statusSchema.parse(status), id));
    await ledger.write(ledger.acceptedWrites(id, apiMessageId, (events) => events.forEach(take)));
    await Promise.all(early);
    return ledger.get(id);
  }
  /** Takes in a status as the channel does. Answers the part that it belongs to, if that is known. */
  async function apply(status: PartStatus, knownAs?: string): Promise<Part | undefined> {
    const found = knownAs === undefined ? await ledger.find(status) : await ledger.get(knownAs);
    if (found) {
      await ledger.write([ledger.statusWrite(found.id, status)]);
      return ledger.get(found.id);
    }
    let known: string | undefined;
    await ledger.write([ledger.earlyWrite(status.messageId, status, (id) => (known = id))]);
    return known === undefined ? undefined : apply(status, known);
  }

  beforeEach(async () => {
    store = await openStore('memory:');
    clock = new MovableClock({ now: () => noon });
    ledger = new Ledger(store, clock);
  });
  afterEach(() => store.close());

  it('keeps what a message said until it has arrived whole, for sending it in another way', async () => {
    const original = { text: 'Look.' };
    await leave({ ...part, original });
    await accepted(part.id, 'api-1');
    expect((await apply({ state: 'sent', messageId: 'api-1' }))?.original).to.deep.equal(original);
    expect(await apply({ state: 'delivered', messageId: 'api-1' })).not.to.have.property('original');
    const first = { ...part, id: 'm-2', message: 'm-2', partCount: 2, original };
    await leave(first);
    await accepted(first.id, 'api-2');
    // Another part of it may still fail.
    expect((await apply({ state: 'read', messageId: 'api-2' }))?.original).to.deep.equal(original);
  });

  it('writes a part down once, and tells what stood there before', async () => {
    expect(await leave()).to.equal(undefined);
    clock.advance(1000);
    const earlier = { ...part, state: 'sending', at: noon };
    expect(await leave({ ...part, sentAs: 'template' })).to.deep.equal(earlier);
    expect(await ledger.get(part.id)).to.deep.equal(earlier);
  });

  it('lets only one of many begin a part', async () => {
    const before = await Promise.all(Array.from({ length: 20 }, () => leave()));
    expect(before.filter((each) => each === undefined)).to.have.length(1);
  });

  it('never goes back, in whatever order the news comes and however often', async () => {
    const news = fc.constantFrom(...partStates.filter((each) => each !== 'sending'));
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ state: news, byOurId: fc.boolean() }), { maxLength: 8 }),
        fc.nat(8),
        fc.boolean(),
        async (list, place, together) => {
          run += 1;
          const id = `part ${run}`;
          const messageId = `api ${run}`;
          await leave({ ...part, id });
          let seen = rank('sending');
          const steps = list.map(({ state, byOurId }) => async () => {
            const applied = await apply({ state, messageId, ...(byOurId && { clientMessageId: id }) });
            if (applied && !together) {
              expect(rank(applied.state)).to.be.at.least(seen);
              seen = rank(applied.state);
            }
          });
          steps.splice(place, 0, async () => void (await accepted(id, messageId)));
          if (together) await Promise.all(steps.map((step) => step()));
          else for (const step of steps) await step();

          const highest = Math.max(rank('accepted'), ...list.map((each) => rank(each.state)));
          expect(await ledger.get(id)).to.include({ state: partStates[highest], apiMessageId: messageId });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('takes a status before the answer, by our own id', async () => {
    await leave();
    const applied = await apply({ state: 'delivered', messageId: 'api', clientMessageId: part.id });
    expect(applied).to.include({ id: part.id, state: 'delivered', apiMessageId: 'api' });
    expect(await accepted(part.id, 'api')).to.include({ state: 'delivered' });
    expect(await state()).to.equal('delivered');
  });

  it('keeps a status that comes before the answer by the provider’s id alone', async () => {
    await leave();
    const error = { code: 131, description: 'WHATSAPP_RE_ENGAGEMENT_REQUIRED' };
    expect(await apply({ state: 'sent', messageId: 'api' })).to.equal(undefined);
    expect(await apply({ state: 'failed', messageId: 'api', error })).to.equal(undefined);
    expect(await ledger.find({ messageId: 'api' })).to.equal(undefined);
    expect(await accepted(part.id, 'api')).to.include({ state: 'failed' });
    expect(await ledger.get(part.id)).to.deep.include({ state: 'failed', error, apiMessageId: 'api' });
    expect(await apply({ state: 'read', messageId: 'api' })).to.include({ id: part.id, state: 'read' });
  });

  it('keeps no endless list of statuses of a message that is not ours', async () => {
    const status = { state: 'sent', messageId: 'foreign' } as const;
    for (let count = 0; count < 30; count += 1) await apply(status);
    const kept = await store.keyv<{ early: PartStatus[] }>('parts-by-api-id').get('foreign');
    expect(kept?.early).to.have.length(10);
  });

  it('finds a part by either id', async () => {
    await leave();
    await accepted(part.id, 'api');
    expect(await ledger.find({ messageId: 'api' })).to.include({ id: part.id });
    expect(await ledger.find({ messageId: 'other', clientMessageId: part.id })).to.include({ id: part.id });
    expect(await ledger.find({ messageId: 'api', clientMessageId: 'not ours' })).to.include({ id: part.id });
    expect(await ledger.find({ messageId: 'other' })).to.equal(undefined);
  });

  it('keeps the reason of a failure, and forgets a failure that was none', async () => {
    await leave();
    await ledger.write([ledger.failedWrite(part.id, { description: 'no answer' })]);
    expect(await ledger.get(part.id)).to.deep.include({ state: 'failed', error: { description: 'no answer' } });
    await apply({ state: 'delivered', messageId: 'api', clientMessageId: part.id });
    expect(await ledger.get(part.id)).to.include({ state: 'delivered' });
    await ledger.write([ledger.failedWrite(part.id, { description: 'late news' })]);
    expect(await state()).to.equal('delivered');
  });

  it('begins a part again only while its fate is unknown', async () => {
    await leave();
    await ledger.write([ledger.unknownWrite(part.id, false)]);
    clock.advance(1000);
    expect(await leave(part, true)).to.equal(undefined);
    expect(await ledger.get(part.id)).to.include({ state: 'sending', at: noon + 1000 });

    // A status that came in the very moment in which the waiting was over.
    await apply({ state: 'sent', messageId: 'api', clientMessageId: part.id });
    expect(await leave(part, true)).to.include({ state: 'sent' });
    expect(await state()).to.equal('sent');
  });

  it('tells whose a status is if the provider’s answer was stored between looking it up and keeping it', async () => {
    await leave();
    const status = { state: 'delivered', messageId: 'api' } as const;
    expect(await ledger.find(status)).to.equal(undefined);
    await accepted(part.id, 'api');
    const known: string[] = [];
    await ledger.write([ledger.earlyWrite('api', status, (id) => known.push(id))]);
    expect(known).to.deep.equal([part.id]);
  });

  it('answers only the parts that are there', async () => {
    await leave();
    expect((await ledger.getMany(['x', part.id, 'y'])).map(({ id }) => id)).to.deep.equal([part.id]);
  });
});
