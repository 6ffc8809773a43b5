import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { closingWords } from '../../bots/support/closing.js';
import type { Ticket } from '../../bots/support/ticket.js';
import { sayIn } from '../../bots/support/words.js';
import { eventually } from '../support/eventually.js';
import { phoneOf } from './phone.js';
import { bankingNumber, type Program, person, startProgram, supportNumber } from './program.js';

/** The whole program against the emulator: what reaches the person's phone before the window closes. */
describe('What the bots say before the window closes', () => {
  let program: Program;
  beforeEach(async () => {
    program = await startProgram();
  });
  afterEach(() => program.stop());

  const { control, phone, texts, ask } = phoneOf(() => program);

  const heard = async (to: string, said: RegExp) => (await phone(to)).filter(({ text }) => said.test(String(text)));
  const arrives = async (to: string, said: RegExp) => {
    await eventually(async () => expect(await heard(to, said), (await texts(to)).join('\n')).to.have.length(1));
    return (await heard(to, said))[0] ?? {};
  };
  const advance = (time: string) => control('clock', { advance: time });

  async function openTicket(number = 1): Promise<void> {
    await ask(supportNumber, 'open a ticket', /in a few words/);
    await ask(supportNumber, 'No light', /describe/);
    await ask(supportNumber, 'It is dark', /photo/);
    await ask(supportNumber, 'skip', /Shall I open it/);
    await ask(supportNumber, 'yes', new RegExp(`T-${number} is open`));
  }

  const stillOpen = /Your ticket is still open/;
  const notFinished = /Your transfer is not finished/;

  it('where a ticket stands, freely and once, and that they will write again: which comes as a template', async () => {
    await openTicket();
    const note = await program.api('/api/tickets/T-1/notes', { body: { text: 'We have ordered a bulb.' } });
    expect(note.status).to.equal(202);
    await arrives(supportNumber, /there is news/);
    await advance('1409m');
    const message = await arrives(supportNumber, stillOpen);
    expect(message.kind).to.equal('text');
    expect(message.text).to.match(/T-1, "No light"; last news: We have ordered a bulb\.\n.*We will write to you here/);
    await advance('10m');
    await advance('2h');
    expect((await program.api('/api/tickets/T-1/resolve', { body: { summary: 'new bulb' } })).status).to.equal(202);
    const resolved = await arrives(supportNumber, /your ticket T-1 is resolved: new bulb/);
    expect(resolved).to.include({ kind: 'template' });
    expect(await heard(supportNumber, stillOpen)).to.have.length(1);
    expect(program.emulator?.violations).to.deep.equal([]);
  });

  it('nothing of a ticket that is closed, nor where there is none', async () => {
    await ask(bankingNumber, 'hi', /Hello/);
    await openTicket();
    expect((await program.api('/api/tickets/T-1/resolve', { body: { summary: 'new bulb' } })).status).to.equal(202);
    await arrives(supportNumber, /ticket T-1 is resolved/);
    await ask(supportNumber, 'Solved', /I have closed it/);
    await advance('1410m');
    // A later window has something to say. So the first one had its time.
    await ask(bankingNumber, 'send R250 to Sipho', /Which account shall pay/);
    await openTicket(2);
    await advance('1410m');
    await arrives(supportNumber, /T-2, "No light"/);
    await arrives(bankingNumber, notFinished);
    expect(await heard(supportNumber, stillOpen)).to.have.length(1);
  });

  it('that a transfer is not done, and the person goes on with it a day later', async () => {
    await ask(bankingNumber, 'send R250 to Sipho', /Which account shall pay/);
    await advance('23h');
    await ask(bankingNumber, 'help', /Choose the account/);
    await advance('1410m');
    const message = await arrives(bankingNumber, notFinished);
    expect(message.text).to.match(/no money was sent\. To go on, answer my last question/);
    await advance('3h');
    await ask(bankingNumber, 'Cheque', /Send R250\.00 to Sipho/);
    await ask(bankingNumber, 'Yes', /Done: R250\.00 sent/);
    await advance('1410m');
    await ask(bankingNumber, 'hi', /Hello/);
    expect(await heard(bankingNumber, notFinished)).to.have.length(1);
  });

  it('also after a restart, once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'closing-'));
    const restart = async () => {
      await program.stop();
      program = await startProgram({ STORE_URL: `lmdb:${folder}` });
    };
    await restart();
    await openTicket();
    await restart();
    await advance('1410m');
    await arrives(supportNumber, stillOpen);
    await restart();
    await advance('1410m');
    await ask(supportNumber, 'my tickets', /T-1/);
    expect(await heard(supportNumber, stillOpen)).to.have.length(1);
    await program.stop();
    await rm(folder, { recursive: true });
    program = await startProgram();
  });

  it('of many tickets the latest, and how many more there are', () => {
    const ticket = (number: number): Ticket => ({
      ...{ id: `T-${number}`, person, business: supportNumber, subject: `Lamp ${number}`, description: '', notes: [] },
      ...{ state: 'open', wantsHuman: number === 5, openedAt: 0, reopenedCount: 0 },
    });
    const text = closingWords([5, 4, 3, 2, 1].map(ticket), sayIn('en'));
    expect(text.split('\n').slice(0, 5)).to.deep.equal([
      'Your tickets are still open, and we are on them:',
      '- T-5, "Lamp 5"; a human will write to you',
      '- T-4, "Lamp 4"',
      '- T-3, "Lamp 3"',
      '- and 2 more: say "my tickets" to see them all.',
    ]);
  });
});
