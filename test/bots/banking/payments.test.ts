import { expect } from 'chai';
import { eventually } from '../../support/eventually.js';
import { phoneOf } from '../phone.js';
import { type Program, person, record, records, startProgram, bankingNumber as to } from '../program.js';

/** What the bank's programs, and the person with their phone, can do. */
describe('A card payment that may not be the customer’s', () => {
  let program: Program;
  beforeEach(async () => {
    program = await startProgram();
    await ask(to, 'Hi', /What can I do/);
  });
  afterEach(() => program.stop());

  const { control, phone, texts, ask } = phoneOf(() => program);
  const payments = `/api/customers/${person}/transactions`;
  const pay = (body: object) =>
    program.api(payments, { body: { amountCents: 489_900, merchant: 'Night Owl', ...body } });
  const card = async () => record((await program.api(`/api/customers/${person}`)).json.card).state;
  const stateOf = async (id: unknown) =>
    records((await program.api(payments)).json.transactions).find((entry) => entry.id === id)?.wasItYou;
  /** Books a payment, and waits until the person has been asked about it. */
  async function asked(body: object = {}): Promise<string> {
    const before = (await phone(to)).length;
    const { status, json, text } = await pay({ suspicious: true, ...body });
    expect(status, text).to.equal(201);
    await eventually(async () => expect(await phone(to)).to.have.length(before + 1));
    return String(record(json.transaction).id);
  }
  const tap = (title: string, answer: RegExp, quote?: string) =>
    askWith({ tap: title, ...(quote && { quote }) }, answer);
  async function askWith(said: object, answer: RegExp): Promise<void> {
    const before = (await phone(to)).length;
    await control('say', { from: person, to, ...said });
    await eventually(async () => expect((await texts(to)).slice(before).join('\n')).to.match(answer));
  }

  it('is asked about as text with buttons inside the window, and a tap on "Not me" freezes the card', async () => {
    const id = await asked();
    const question = (await phone(to)).at(-1);
    expect(question?.text).to.match(/^Was it you\? A payment of R4,899\.00 at Night Owl was made with your card on /);
    expect(question?.buttons).to.deep.equal(['It was me', 'Not me']);
    expect([await card(), await stateOf(id)]).to.deep.equal(['active', 'open']);
    await tap('Not me', /R4,899\.00 at Night Owl was not yours\. Your card is frozen/);
    expect([await card(), await stateOf(id)]).to.deep.equal(['frozen', 'not-mine']);
    const next = await pay({});
    expect([next.status, next.json.reason]).to.deep.equal([409, 'card-frozen']);
  });

  it('is asked about as the template outside, and answered by a tap hours later', async () => {
    await control('clock', { advance: '25h' });
    const id = await asked();
    const question = (await phone(to)).at(-1);
    expect(question).to.include({ kind: 'template' });
    expect(question?.text).to.include('A payment of R4,899.00 at Night Owl was made with your card');
    expect(question?.buttons).to.deep.equal(['It was me', 'Not me']);
    await control('clock', { advance: '7h' });
    await tap('It was me', /all is well with the payment of R4,899\.00 at Night Owl/);
    expect([await card(), await stateOf(id)]).to.deep.equal(['active', 'mine']);
  });

  const words: readonly (readonly [said: string, state: string, card: string])[] = [
    ['yes', 'mine', 'active'],
    ['Yes it was me', 'mine', 'active'],
    ['no', 'not-mine', 'frozen'],
    ['No!! that wasn’t me', 'not-mine', 'frozen'],
    ['I did not make this payment', 'not-mine', 'frozen'],
    ['2', 'not-mine', 'frozen'],
  ];
  for (const [said, state, frozen] of words) {
    it(`is answered by "${said}"`, async () => {
      const id = await asked();
      await ask(to, said, /Night Owl/);
      expect([await stateOf(id), await card()]).to.deep.equal([state, frozen]);
    });
  }

  it('is asked about by itself if it looks unusual, unless the call says otherwise', async () => {
    const usual = await pay({ amountCents: 25_000 });
    expect([usual.json.suspicious, usual.json.notification]).to.deep.equal([false, null]);
    expect((await pay({ suspicious: false })).json.suspicious).to.equal(false);
    const unusual = await pay({ amountCents: 4_000_000 });
    expect(unusual.json.suspicious).to.equal(true);
    await eventually(async () => expect((await texts(to)).at(-1)).to.include('R40,000.00'));
  });

  it('is booked and asked about once, however often the call comes', async () => {
    const first = await pay({ suspicious: true, id: 'pos-17' });
    const second = await pay({ suspicious: true, id: 'pos-17' });
    expect(second.json).to.deep.equal(first.json);
    const other = await pay({ amountCents: 5, id: 'pos-17' });
    expect([other.status, other.json.field]).to.deep.equal([409, 'id']);
    await eventually(async () =>
      expect((await texts(to)).filter((text) => text.startsWith('Was it you'))).to.have.length(1),
    );
    await tap('It was me', /all is well/);
    expect((await pay({ suspicious: true, id: 'pos-17' })).status).to.equal(201);
    expect((await texts(to)).filter((text) => text.startsWith('Was it you'))).to.have.length(1);
  });

  it('is answered twice: the second time changes nothing, even if the card was unfrozen in between', async () => {
    await asked();
    await tap('Not me', /Your card is frozen/);
    await tap('Not me', /You have told me already that .* was not yours\. Your card is frozen/);
    await ask(to, 'unfreeze my card', /Shall I unfreeze/);
    await ask(to, 'Yes', /unfrozen/);
    const question = (await phone(to)).find(({ text }) => String(text).includes('Night Owl'));
    const again = /You have told me already .* Your card is not frozen now: say "freeze my card"/;
    await tap('Not me', again, String(question?.id));
    expect(await card()).to.equal('active');
  });

  it('is answered in the other way afterwards', async () => {
    const id = await asked();
    await tap('It was me', /all is well/);
    await tap('Not me', /was not yours, although it had been settled\. Your card is frozen/);
    expect([await stateOf(id), await card()]).to.deep.equal(['not-mine', 'frozen']);
    await tap('It was me', /yours after all\. Your card is frozen: say "unfreeze my card"/);
    expect([await stateOf(id), await card()]).to.deep.equal(['mine', 'frozen']);
  });

  it('is answered after the bank has cleared it', async () => {
    const id = await asked();
    const clear = await program.api(`${payments}/${id}/clear`, { body: {} });
    expect([clear.status, clear.json.state]).to.deep.equal([200, 'cleared']);
    await tap('It was me', /We had settled .* already\. Your card stays as it is/);
    expect((await program.api(`${payments}/t1/clear`, { body: {} })).status).to.equal(404);
    const other = await asked({ merchant: 'Zebra Tyres' });
    await program.api(`${payments}/${other}/clear`, { body: {} });
    await tap('Not me', /Zebra Tyres was not yours, although it had been settled\. Your card is frozen/);
    expect(await card()).to.equal('frozen');
  });

  it('is told from another by the bubble whose button was tapped', async () => {
    const owl = await asked();
    const zebra = await asked({ merchant: 'Zebra Tyres', amountCents: 720_000 });
    const [first] = (await phone(to)).filter(({ text }) => String(text).includes('Night Owl'));
    await tap('It was me', /all is well with the payment of R4,899\.00 at Night Owl/, String(first?.id));
    expect([await stateOf(owl), await stateOf(zebra)]).to.deep.equal(['mine', 'open']);
    await ask(to, 'not me', /Zebra Tyres was not yours/);
    expect([await stateOf(owl), await stateOf(zebra), await card()]).to.deep.equal(['mine', 'not-mine', 'frozen']);
  });

  it('is asked back where it may be one of two; a "not me" freezes the card before', async () => {
    const owl = await asked();
    const zebra = await asked({ merchant: 'Zebra Tyres', amountCents: 720_000 });
    await ask(to, 'that was not me', /Your card is frozen[\s\S]*Which payment was not yours\?/);
    expect([await card(), await stateOf(owl), await stateOf(zebra)]).to.deep.equal(['frozen', 'open', 'open']);
    await ask(to, 'what is my balance', /Your accounts[\s\S]*Which payment was not yours\?/);
    await ask(to, 'the tyres one', /Zebra Tyres was not yours/);
    expect([await stateOf(owl), await stateOf(zebra)]).to.deep.equal(['open', 'not-mine']);
    await ask(to, 'it was me, the Night Owl one', /Night Owl/);
    expect(await stateOf(owl)).to.equal('mine');
  });

  it('never takes a yes to another question, nor gives it one of its own', async () => {
    await ask(to, 'send R250 to Sipho from cheque', /Send R250/);
    const id = await asked();
    await ask(to, 'yes', /about the payment of R4,899\.00 at Night Owl: say "it was me"[\s\S]*Send R250/);
    expect(await stateOf(id)).to.equal('open');
    expect((await texts(to)).join('\n')).to.not.include('Done:');
    await ask(to, 'not me', /Your card is frozen[\s\S]*Send R250/);
    await ask(to, 'yes', /Done: R250\.00 sent/);
    expect(await stateOf(id)).to.equal('not-mine');
  });

  it('is asked about again where the answer is none', async () => {
    const id = await asked();
    await ask(
      to,
      'what payment is this?',
      /did not understand that\. Was it you\? A payment of R4,899\.00 at Night Owl/,
    );
    expect((await phone(to)).at(-1)?.buttons).to.deep.equal(['It was me', 'Not me']);
    await tap('It was me', /all is well/);
    expect(await stateOf(id)).to.equal('mine');
  });

  it('takes a bare no to something else for no answer', async () => {
    const id = await asked();
    await ask(to, 'thanks', /anything else/);
    await ask(to, 'no', /If that is about the payment of R4,899\.00 at Night Owl: say "it was me" or "not me"/);
    expect([await stateOf(id), await card()]).to.deep.equal(['open', 'active']);
    await tap('Not me', /Your card is frozen/);
    expect(await stateOf(id)).to.equal('not-mine');
  });

  const wrong: readonly (readonly [body: object, field: string])[] = [
    [{ amountCents: 0 }, 'amountCents'],
    [{ amountCents: 1.5 }, 'amountCents'],
    [{ amountCents: '100' }, 'amountCents'],
    [{ merchant: '' }, 'merchant'],
    [{ merchant: 'a\nb' }, 'merchant'],
    [{ suspicious: 'yes' }, 'suspicious'],
    [{ id: 'a b' }, 'id'],
    [{ amount: 5 }, 'amount'],
  ];
  it('is refused with a 400 that names the field', async () => {
    for (const [body, field] of wrong) {
      const { status, json } = await pay(body);
      expect([status, json.field], JSON.stringify(json)).to.deep.equal([400, field]);
    }
    const nobody = await program.api('/api/customers/undefined/transactions', {
      body: { amountCents: 5, merchant: 'x' },
    });
    expect([nobody.status, nobody.json.field]).to.deep.equal([400, 'person']);
    const poor = await pay({ amountCents: 900_000_000 });
    expect([poor.status, poor.json.reason]).to.deep.equal([409, 'insufficient-funds']);
  });
});
