import { expect } from 'chai';
import { until } from '../../support/channel.js';
import { type Program, startProgram, supportNumber } from '../program.js';
import { peopleOf } from '../somebody.js';

/** What an impatient customer met, as a person types it on a phone: the rows of conversations that went wrong. */
describe('The support bot, over WhatsApp', () => {
  let program: Program;
  before(async () => {
    program = await startProgram();
  });
  after(() => program.stop());

  const anybody = peopleOf(() => program, supportNumber);
  /** A person whom nobody knows yet. */
  function somebody() {
    const { from, heard, say } = anybody();
    /** Opens a ticket, and gives its number. */
    const openTicket = async (title: string): Promise<string> => {
      await say('open a ticket', /few words/);
      await say(title, /describe it/);
      await say('since Monday', /say skip/);
      await say('skip', /Shall I open it/);
      return /T-\d+/.exec(await say('yes', /is open/))?.[0] ?? '';
    };
    return { from, heard, say, openTicket };
  }

  const ticketsOf = async (from: string) => (await program.api(`/api/tickets?person=${from}`)).json.tickets;
  const ticketOf = async (from: string) => {
    const tickets = await ticketsOf(from);
    expect(tickets).to.have.length(1);
    const [ticket]: Record<string, unknown>[] = Array.isArray(tickets) ? tickets : [];
    return ticket ?? {};
  };

  it('1: takes the stored reminders back while a new one is asked about', async () => {
    const { say } = somebody();
    await say('remind me tomorrow at 9 to check', /I will remind you on .* at 09:00: check/);
    await say('remind me', /When shall I remind you/);
    await say('cancel my reminders', /taken back:\n- check: .* at 09:00\n.*new one/);
    await say('my reminders', /no reminder waiting/);
  });

  it('2: leaves STOP to the channel in the middle of a question, and sends nothing afterwards that was not asked for', async () => {
    const { say, heard } = somebody();
    await say('remind me tomorrow at 9 to check', /I will remind you/);
    await say('open a ticket', /few words/);
    await say('STOP', /You will get no more messages from us/);
    expect(heard().filter((text) => /nothing to cancel|I have stopped/.test(text))).to.deep.equal([]);
    await say('my reminders', /no reminder waiting/);
    await say('remind me tomorrow at 9 to call', /You have written STOP/);
    await say('No light', /describe it/);
    await say('cancel', /I have stopped/);
  });

  for (const [words, question] of [
    ['human', /say skip/],
    ['Talk to a human', /Shall I open it/],
  ] as const) {
    it(`3: gives the draft to the human who is asked for with "${words}"`, async () => {
      const { from, say, heard } = somebody();
      await say('open a ticket', /few words/);
      await say('Gate stuck', /describe it/);
      await say('It hums and does not move', /say skip/);
      if (question.test('Shall I open it')) await say('skip', question);
      await say(words, /a colleague will read your ticket T-\d+/);
      const ticket = { subject: 'Gate stuck', description: 'It hums and does not move', wantsHuman: true };
      expect(await ticketOf(from)).to.include(ticket);
      await program.api(`/api/conversations/${supportNumber}:${from}/close`, { body: {} });
      await until(() => /back with me.*What can I do/.test(heard().at(-1) ?? ''));
    });
  }

  it('6: lets commands interrupt the question for a photo, which comes back', async () => {
    const { from, say, openTicket } = somebody();
    const id = await openTicket('No light');
    await say('open a ticket', /few words/);
    await say('Gate stuck', /describe it/);
    await say('It hums', /say skip/);
    await say(`status of ${id}`, /"No light", is open[\s\S]*say skip/);
    await say(id, /"No light", is open[\s\S]*say skip/);
    await say('remind me tomorrow at 9 to call', /at 09:00: call[\s\S]*say skip/);
    await say('hi', /Hello[\s\S]*say skip/);
    await say('skip', /Gate stuck\*\nIt hums[\s\S]*Shall I open it/);
    await say('yes', /is open/);
    expect(await ticketsOf(from)).to.have.length(2);
  });

  it('15: greets, thanks, and offers a ticket for a complaint, with the words as they were written', async () => {
    const { from, say } = somebody();
    await say('Helo', /Hello/);
    await say('thanks', /You are welcome/);
    await say('ok thanks', /You are welcome/);
    await say('are you a bot?', /a program, not a person/);
    await say('close my ticket', /no open ticket/);
    await say('what are your opening hours', /I do not know that.*"human"/);
    await say(
      'my internet is down since this morning!!',
      /Shall I open a ticket with these words\? "my internet is down since this morning!!"/,
    );
    await say('1', /describe it/);
    await say('skip', /say skip/);
    await say('skip', /Shall I open it/);
    await say('no, the title should be No internet at home', /\*No internet at home\*[\s\S]*Shall I open it/);
    await say('add: the router was replaced in May', /the router was replaced in May[\s\S]*Shall I open it/);
    await say('yes', /is open/);
    expect(await ticketOf(from)).to.include({
      subject: 'No internet at home',
      description: 'the router was replaced in May',
    });
  });

  for (const [language, words] of [
    ['Spanish', 'hola, necesito ayuda con mi factura'],
    ['German', 'Guten Tag, ich brauche Hilfe'],
    ['French', 'bonjour, je voudrais parler avec une personne'],
    ['no language for sure', 'saldo'],
  ] as const) {
    it(`17: says once which languages it writes, and offers a human (${language})`, async () => {
      const { say } = somebody();
      await say(words, /I write only English and Afrikaans.*"human"/);
      await say('human', /a colleague will read/);
    });
  }

  it('17: writes Afrikaans to who wants it, and keeps their words as they are', async () => {
    const { from, say } = somebody();
    await say('kan ons Afrikaans praat asseblief', /ek skryf van nou af Afrikaans/);
    await say("maak 'n kaartjie oop: my Hek is stukkend", /Beskryf dit asseblief/);
    await say('herinner my môre om 9 om te bel', /Ek sal jou herinner op .* om 09:00: te bel[\s\S]*Beskryf dit/);
    await say('my kaartjies', /Jy het geen kaartjies nie[\s\S]*Beskryf dit/);
    await say('dit zoem net', /Sal ’n foto help/);
    await say('slaan oor', /\*my Hek is stukkend\*\ndit zoem net[\s\S]*Moet ek dit oopmaak/);
    await say('ja', /Jou kaartjie T-\d+ is oop/);
    expect(await ticketOf(from)).to.include({ subject: 'my Hek is stukkend', description: 'dit zoem net' });
  });

  it('18: takes neither "skip" nor a command for the description', async () => {
    const { from, say } = somebody();
    await say('open a ticket', /few words/);
    await say('No light', /describe it/);
    await say('what are my tickets?', /You have no tickets[\s\S]*describe it/);
    await say('skip', /say skip/);
    await say('skip', /Shall I open it/);
    await say('yes', /is open/);
    expect(await ticketOf(from)).to.include({ subject: 'No light', description: '' });
  });

  it('19: takes the words behind the command for the title', async () => {
    const { from, say } = somebody();
    await say('open ticket: my card machine is broken', /describe it/);
    for (const [text, answer] of [
      ['since Friday', /say skip/],
      ['skip', /Shall I open it/],
      ['yes', /is open/],
    ] as const) {
      await say(text, answer);
    }
    expect(await ticketOf(from)).to.include({ subject: 'my card machine is broken', description: 'since Friday' });
  });

  it('20: asks what to remind of, if the words say nothing', async () => {
    const { say } = somebody();
    await say('remind me tomorrow at 9', /What shall I remind you of/);
    await say('🔥🔥', /What shall I remind you of/);
    await say('call Thandi', /I will remind you on .* at 09:00: call Thandi/);
  });

  it('21: closes a ticket at the word of its owner, after a question', async () => {
    const { from, say, openTicket } = somebody();
    const id = await openTicket('No light');
    await say(`my ticket ${id} is fixed, please close`, new RegExp(`Shall I close ${id} \\(No light\\)`));
    await say('no', /stays open/);
    await say(`cancel ${id}`, new RegExp(`Shall I close ${id}`));
    await say('yes', new RegExp(`I have closed ${id}`));
    expect((await ticketOf(from)).state).to.equal('closed');
    await say(`re-open ${id}`, /What is still wrong/);
    await say('it is dark again', /I have added that/);
    expect((await ticketOf(from)).state).to.equal('open');
  });

  it('22: says that there is no such day', async () => {
    const { say } = somebody();
    await say('remind me 30 february to pay', /There is no such day.*When shall I remind you/);
    await say('tomorrow at 9', /I will remind you on .* at 09:00: pay/);
  });

  it('23: apologises to who swears, and offers a human', async () => {
    const { say } = somebody();
    await say('this is fucking useless', /I am sorry.*"human"/);
    await say('you stupid piece of shit', /I am sorry.*"human"/);
    await say('open a ticket', /few words/);
    await say('Gate stuck', /describe it/);
    await say('It hums', /say skip/);
    await say('wtf', /I am sorry.*"human".*"cancel"[\s\S]*say skip/);
  });

  it('24: understands the number of what was offered last and can still be answered', async () => {
    const { from, say, heard } = somebody();
    await say('hi', /What can I do for you/);
    await say('remind me tomorrow at 9 to call', /I will remind you/);
    await say('2', /You have no tickets/);
    await say('human', /a colleague will read/);
    await program.api(`/api/conversations/${supportNumber}:${from}/close`, { body: {} });
    await until(() => /back with me/.test(heard().at(-1) ?? ''));
    await say('1', /few words/);
  });

  it('tells how to get out after two answers that are none', async () => {
    const { say } = somebody();
    await say('open a ticket', /few words/);
    await say('Gate stuck', /describe it/);
    await say('It hums', /say skip/);
    await say('perhaps', /Please send a photo, or say skip/);
    await say('maybe', /say skip\.\n.*"cancel".*"human"/);
  });
});
