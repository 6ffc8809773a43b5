import { expect } from 'chai';
import { bankingNumber, type Program, records, startProgram } from '../program.js';
import { peopleOf } from '../somebody.js';

/** What an impatient customer met, as a person types it on a phone: the rows of conversations that went wrong. */
describe('The banking bot, over WhatsApp', () => {
  let program: Program;
  before(async () => {
    program = await startProgram();
  });
  after(() => program.stop());

  const anybody = peopleOf(() => program, bankingNumber);
  /** A customer whom nobody knows yet. */
  function somebody() {
    const { from, say } = anybody();
    /** What is in all accounts together. */
    const cents = async () => {
      const { json } = await program.api(`/api/customers/${from}`);
      return records(json.accounts).reduce((total, { balanceCents }) => total + Number(balanceCents), 0);
    };
    return { from, say, cents };
  }

  it('1: takes the stored reminders back while a new one is asked about, which is asked again', async () => {
    const { say } = somebody();
    await say('remind me to pay Sipho tomorrow at 9', /I will remind you to pay Sipho Dlamini on .* at 09:00/);
    await say('remind me', /Who is the payment for\?/);
    await say('cancel my reminders', /taken back:\n- pay Sipho Dlamini: .* at 09:00\n.*Who is the payment for\?/);
    await say('my reminders', /no reminder waiting/);
  });

  it('3: hands the transfer over with its draft', async () => {
    const { from, say } = somebody();
    await say('send R250 to Sipho from savings', /Send R250\.00 to Sipho Dlamini\?/);
    await say('I want to speak to a human', /A consultant will write to you/);
    const { json } = await program.api('/api/conversations?waiting');
    const [one] = records(json.conversations).filter(({ person }) => person === from);
    expect(one).to.have.nested.property('context.draft.task', 'Send money');
    expect(one).to.have.nested.property('context.draft.amount', 'R250.00');
    expect(one).to.have.nested.property('context.draft.to', 'Sipho Dlamini');
  });

  it('4: takes a correction for one, and moves what was corrected', async () => {
    const { say, cents } = somebody();
    const before = await cents();
    await say('send R250 to sipho from savings', /Send R250\.00 to Sipho Dlamini\?\nFrom: Savings/);
    await say('no wait, R300', /Send R300\.00 to Sipho Dlamini\?\nFrom: Savings/);
    await say('yes but to Thandi', /Send R300\.00 to Thandi Nkosi\?/);
    await say('i meant cheque', /Send R300\.00 to Thandi Nkosi\?\nFrom: Cheque/);
    expect(await cents()).to.equal(before);
    await say('yes', /Done: R300\.00 sent to Thandi Nkosi from Cheque/);
    expect(before - (await cents())).to.equal(300_00);
  });

  it('5: takes restated commands at "who is it for?", and says how to get out', async () => {
    const { say } = somebody();
    await say('send R250', /Who is the money for\?/);
    await say('the neighbour', /"the neighbour" is not|"neighbour" is not/);
    await say('my uncle', /"uncle" is not[\s\S]*"cancel"[\s\S]*"human"/);
    await say('pay city powr 100', /Did you mean City Power\?/);
    await say('yes', /Which account shall pay\?/);
    await say('send R250 to Sipho', /in the place of R100\.00 to City Power[\s\S]*Which account shall pay\?/);
    await say('savings', /Send R250\.00 to Sipho Dlamini\?/);
  });

  it('7: shows deposits alone', async () => {
    const { say } = somebody();
    const shown = await say('show me deposits since May', /deposits/);
    expect(shown).to.include('Salary').and.not.include('  -R');
    await say('deposits yesterday', /no transactions on .* \(deposits\)/);
  });

  it('8: shows a category alone, and says what it cannot filter by', async () => {
    const { say } = somebody();
    const shown = await say('show me what i spent on groceries', /\(money out, groceries\)/);
    expect(shown).to.match(/In all: R[\d,.]+ out/);
    expect(shown).to.not.match(/Salary|Fuel|Rent/);
    await say('what did i spend on shoes', /no payments or other transactions with "shoes"/);
  });

  it('9: shows the balance of the account that is named', async () => {
    const { say } = somebody();
    for (const text of ['how much money do i have in savings', 'balance of savings only']) {
      expect(await say(text, /^Savings \*?.*: R/m)).to.not.include('Cheque');
    }
  });

  it('10: answers both wishes of a message', async () => {
    const { say } = somebody();
    await say("balance please and also last week's transactions", /Your accounts:[\s\S]*Transactions from /);
    await say('show my balance and send R50 to Thandi', /Your accounts:[\s\S]*Which account shall pay\?/);
  });

  it('11, 12: says since when there are records, and which year was taken', async () => {
    const { say } = somebody();
    await say('statement for June 2019', /My records begin on .*\n.*no transactions from 1 June 2019 to 30 June 2019/);
    const { now = 0 } = { now: program.emulator?.clock.now() };
    const coming = new Date(now + 40 * 86_400_000);
    const month = coming.toLocaleString('en', { month: 'long', timeZone: 'UTC' });
    const year = coming.getUTCFullYear() - 1;
    await say(`transactions ${coming.getUTCDate()} ${month}`, new RegExp(`${month} ${year}`));
  });

  it('13: makes two payments one by one', async () => {
    const { say, cents } = somebody();
    const before = await cents();
    await say('pay Thandi 100 and Sipho 50', /first R100\.00 to Thandi Nkosi, then R50\.00 to Sipho Dlamini/);
    await say('cheque', /Send R100\.00 to Thandi Nkosi\?/);
    await say('yes', /Done: R100\.00[\s\S]*Now R50\.00 to Sipho Dlamini[\s\S]*Which account/);
    await say('cheque', /Send R50\.00 to Sipho Dlamini\?/);
    await say('yes', /Done: R50\.00/);
    expect(before - (await cents())).to.equal(150_00);
  });

  it('14: offers beneficiaries first, and own accounts as such', async () => {
    const { from, say } = somebody();
    await say('send 200 to Thabo', /"Thabo" is not among your beneficiaries[\s\S]*Who is the money for\?/);
    const { messages = [] } = program.emulator?.chat(from, bankingNumber) ?? {};
    const last = JSON.stringify(messages.at(-1));
    expect(last.indexOf('Sipho Dlamini')).to.be.greaterThan(0).and.lessThan(last.indexOf('My savings account'));
    expect(last).to.not.include('redit card');
  });

  it('16: takes near words for commands', async () => {
    const { say } = somebody();
    await say('whats my balnce', /Your accounts:/);
    await say('unfreze my card', /is not frozen/);
    await say('what reminders do i have', /no reminder waiting/);
    await say('when is my next payment due', /cannot see when payments are due/);
    await say('R1,234.50 to Sipho', /Which account shall pay\?/);
    await say('cancle', /Did you mean "cancel"\?/);
    await say('no', /done nothing[\s\S]*Which account shall pay\?/);
  });

  it('17: says which languages it writes, and writes Afrikaans', async () => {
    const { say } = somebody();
    await say('hola, quiero ver mi saldo', /only English and Afrikaans[\s\S]*"human"/);
    await say('Afrikaans asseblief', /Afrikaans/);
    await say('stuur R250 vir Sipho uit spaar', /Stuur R250\.00 aan Sipho Dlamini\?\nVan: Spaar/);
    await say('nee wag, R300', /Stuur R300\.00 aan Sipho Dlamini\?/);
    await say('kanselleer', /Geen geld is gestuur nie/);
  });

  it('20, 22: asks what to remind of, and says that there is no such day', async () => {
    const { say } = somebody();
    await say('remind me tomorrow', /Who is the payment for\?/);
    await say('🔥🔥', /I need a name/);
    await say('Sipho', /remind you to pay Sipho Dlamini/);
    await say('remind me to pay Thandi on 30 february', /no such day/);
    await say('tomorrow at 8', /remind you to pay Thandi Nkosi on .* at 08:00/);
    await say('no, at 10', /remind you to pay Thandi Nkosi on .* at 10:00/);
  });

  it('23: apologises to who swears, and offers a human', async () => {
    const { say } = somebody();
    await say('this is fucking useless', /sorry[\s\S]*"human"/);
    await say('send R20 to Sipho', /Which account/);
    await say('you stupid thing', /sorry[\s\S]*"human"[\s\S]*Which account/);
  });

  it('24: takes a number for the menu that was shown', async () => {
    const { say } = somebody();
    await say('hi', /What can I do for you\?/);
    await say('1', /Your accounts:/);
  });
});
