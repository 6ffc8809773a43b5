import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { eventually } from '../../support/eventually.js';
import { phoneOf } from '../phone.js';
import { bankingNumber, type Program, person, record, startProgram, supportNumber } from '../program.js';

/** The whole program against the emulator: what reaches the person's phone, by a clock that is moved. */
describe('What is said later', () => {
  let program: Program;
  beforeEach(async () => {
    program = await startProgram();
  });
  afterEach(() => program.stop());

  const { control, phone, texts, ask } = phoneOf(() => program);

  const arrives = (to: string, said: RegExp) =>
    eventually(async () => {
      const message = (await phone(to)).find(({ text }) => said.test(String(text)));
      expect(message, (await texts(to)).join('\n')).not.to.equal(undefined);
      return record(message);
    });

  it('reminds by text while the window is open', async () => {
    await ask(supportNumber, 'remind me in 2 hours to check the lamp', /I will remind you on .*: check the lamp/);
    await control('clock', { advance: '119m' });
    await ask(supportNumber, 'my reminders', /check the lamp/);
    expect((await texts(supportNumber)).join('\n')).not.to.include('asked me for this reminder');
    await control('clock', { advance: '2m' });
    await arrives(supportNumber, /you asked me for this reminder: check the lamp/);
  });

  it('reminds by template when the window is closed', async () => {
    await ask(supportNumber, 'remind me in 30 hours to check the lamp', /I will remind you/);
    await ask(bankingNumber, 'remind me to pay Sipho R250 in 30 hours', /I will remind you to pay Sipho Dlamini R250/);
    await control('clock', { advance: '31h' });
    await arrives(supportNumber, /you asked us for this reminder: check the lamp\. Reply/);
    await arrives(bankingNumber, /your payment of R250\.00 to Sipho Dlamini is due on/);
    expect((await phone(supportNumber)).at(-1)).to.include({ kind: 'template' });
  });

  for (const number of [supportNumber, bankingNumber]) {
    it(`knows that STOP has ended the reminders, and sets none before START (${number})`, async () => {
      const wish =
        number === supportNumber ? 'remind me in 2 hours to check the lamp' : 'remind me to pay Sipho R250 in 2 hours';
      await ask(number, wish, /I will remind you/);
      await ask(number, 'my reminders', /Your reminders:/);
      await ask(number, 'Stop', /^You will get no more messages from us, except answers/);
      await ask(number, 'my reminders', /You have no reminder waiting/);
      await ask(number, wish, /You have written STOP, so I cannot remind you\. Write START first/);
      await control('clock', { advance: '3h' });
      await ask(number, 'Start', /You will get our messages again/);
      await ask(number, wish, /I will remind you/);
      expect((await texts(number)).join('\n')).not.to.match(/asked me (for this reminder|to remind you)/);
      await control('clock', { advance: '3h' });
      await arrives(number, /you asked me (for this reminder|to remind you)/);
    });
  }

  it('reminds after a restart, once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reminders-'));
    const settings = { STORE_URL: `lmdb:${folder}` };
    await program.stop();
    program = await startProgram(settings);
    await ask(supportNumber, 'remind me in 2 hours to check the lamp', /I will remind you/);
    await program.stop();
    program = await startProgram(settings);
    await control('clock', { advance: '3h' });
    await arrives(supportNumber, /you asked me for this reminder: check the lamp/);
    await ask(supportNumber, 'my reminders', /no reminder waiting/);
    await program.stop();
    program = await startProgram(settings);
    await control('clock', { advance: '4h' });
    await ask(supportNumber, 'hi', /Hello/);
    expect((await texts(supportNumber)).filter((text) => text.includes('this reminder: check'))).to.have.length(1);
    await program.stop();
    await rm(folder, { recursive: true });
    program = await startProgram();
  });

  it('does not remind of what was taken back', async () => {
    await ask(supportNumber, 'remind me in 2 hours to check the lamp', /I will remind you/);
    await ask(supportNumber, 'remind me in 3 hours to call', /I will remind you/);
    await ask(supportNumber, 'cancel my reminder about the lamp', /taken back/);
    await control('clock', { advance: '4h' });
    await arrives(supportNumber, /you asked me for this reminder: call/);
    expect((await texts(supportNumber)).join('\n')).not.to.include('this reminder: check the lamp');
  });

  it('asks a day after the resolution whether all is well, and takes a tap for the answer', async () => {
    await ask(supportNumber, 'open a ticket', /in a few words/);
    await ask(supportNumber, 'No light', /describe/);
    await ask(supportNumber, 'It is dark', /photo/);
    await ask(supportNumber, 'skip', /Shall I open it/);
    await ask(supportNumber, 'yes', /T-1 is open/);
    expect((await program.api('/api/tickets/T-1/resolve', { body: { summary: 'new bulb' } })).status).to.equal(202);
    await arrives(supportNumber, /ticket T-1 is resolved: new bulb/);
    await control('clock', { advance: '25h' });
    await arrives(supportNumber, /a day ago we resolved your ticket T-1 \(No light\)\. Is all well now\?/);
    await control('say', { from: person, to: supportNumber, tap: 'Solved' });
    await arrives(supportNumber, /I am glad that T-1 \(No light\) is solved/);
    expect((await program.api('/api/tickets/T-1')).json).to.include({ state: 'closed' });
  });
});
