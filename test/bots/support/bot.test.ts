import { expect } from 'chai';
import fc from 'fast-check';
import { menuTitles } from '../../../bots/support/words.js';
import { photo, supportDesk, textOf, titlesOf } from './desk.js';

const opening = ['Open a ticket', 'No internet', 'The light is off since Monday', 'skip', 'yes'];

describe('the support bot: a ticket in several turns', () => {
  it('asks for subject, description and photo, shows it all, and opens', async () => {
    const desk = supportDesk();
    const thandi = desk.person('27820000001', 'Thandi');
    expect(await thandi.hear('Open a ticket')).to.match(/in a few words/);
    expect(await thandi.hear('No internet')).to.match(/describe it/);
    const asked = await thandi.say('The light is off since Monday');
    expect(textOf(asked)).to.match(/photo, or say skip/);
    expect(titlesOf(asked)).to.deep.equal(['Skip']);
    const shown = await thandi.say('skip');
    expect(textOf(shown)).to.include('No internet').and.include('The light is off since Monday');
    expect(titlesOf(shown)).to.deep.equal(['Yes', 'No']);
    expect(await desk.tickets.list()).to.deep.equal([]);
    expect(await thandi.hear('yes')).to.include('Your ticket T-1 is open');
    expect(await desk.tickets.get('T-1')).to.include({
      person: '27820000001',
      business: '27110000001',
      name: 'Thandi',
      subject: 'No internet',
      description: 'The light is off since Monday',
      state: 'open',
    });
  });

  it('opens nothing on no', async () => {
    const desk = supportDesk();
    const thandi = desk.person('thandi');
    expect(await thandi.talk(...opening.slice(0, 4), 'no')).to.include('not opened');
    expect(await desk.tickets.list()).to.deep.equal([]);
    expect(await thandi.hear('yes')).to.include('did not understand');
  });

  for (let steps = 1; steps < opening.length; steps += 1) {
    it(`helps after ${steps} step(s), asks again and goes on`, async () => {
      const desk = supportDesk();
      const thandi = desk.person('thandi');
      const question = await thandi.talk(...opening.slice(0, steps));
      const helped = await thandi.hear('help');
      expect(helped.endsWith(question)).to.equal(true);
      expect(helped.length).to.be.greaterThan(question.length + 20);
      expect(await thandi.talk(...opening.slice(steps))).to.include('T-1 is open');
    });

    it(`forgets all on cancel after ${steps} step(s)`, async () => {
      const desk = supportDesk();
      const thandi = desk.person('thandi');
      await thandi.talk(...opening.slice(0, steps));
      const stopped = await thandi.say('never mind');
      expect(textOf(stopped)).to.include('stopped');
      expect(titlesOf(stopped)).to.deep.equal(menuTitles);
      expect(await thandi.hear('yes')).to.include('did not understand');
      expect(await desk.tickets.list()).to.deep.equal([]);
    });

    it(`goes on where it was when the program restarts after ${steps} step(s)`, async () => {
      const desk = supportDesk();
      const thandi = desk.person('thandi');
      await thandi.talk(...opening.slice(0, steps));
      desk.restart();
      expect(await thandi.talk(...opening.slice(steps))).to.include('T-1 is open');
    });

    it(`takes a photo with words at step ${steps}`, async () => {
      const desk = supportDesk();
      const thandi = desk.person('thandi');
      await thandi.talk(...opening.slice(0, steps));
      await thandi.hear(photo('a.jpg', 'words under it'));
      // The photo makes the question for one needless, and the words under it answer the question asked.
      if (steps < 2) await thandi.hear('a description');
      await thandi.hear('yes');
      const ticket = await desk.tickets.get('T-1');
      expect(ticket?.photo).to.include({ name: 'a.jpg', contentType: 'image/jpeg' });
      expect(`${ticket?.subject} ${ticket?.description}`).to.include('words under it');
    });

    it(`takes an album without words at step ${steps}, and its last photo once`, async () => {
      const desk = supportDesk();
      const thandi = desk.person('thandi');
      await thandi.talk(...opening.slice(0, steps), photo('a.jpg'), photo('b.jpg'));
      const rest = opening.slice(steps).filter((text) => text !== 'skip');
      expect(await thandi.talk(...rest)).to.include('T-1 is open');
      const ticket = await desk.tickets.get('T-1');
      const names = [ticket?.photo, ...(ticket?.notes ?? []).map((note) => note.photo)].map((each) => each?.name);
      expect(names).to.deep.equal(['a.jpg', 'b.jpg']);
    });

    it(`says what it cannot read at step ${steps}, and asks again`, async () => {
      const thandi = supportDesk().person('thandi');
      const question = await thandi.talk(...opening.slice(0, steps));
      const answered = await thandi.hear({ valueType: 'clickatell/unsupported', value: { type: 'sticker' } });
      expect(answered).to.include("I can't read that kind of message");
      expect(answered).to.include(question);
    });
  }

  it('asks for a shorter subject, and shows the list and the human in the middle', async () => {
    const desk = supportDesk();
    const thandi = desk.person('thandi');
    await thandi.hear('open a ticket');
    expect(await thandi.hear('x'.repeat(121))).to.include('one short line');
    expect(await thandi.hear('My tickets'))
      .to.include('You have no tickets.')
      .and.include('in a few words');
    expect(await thandi.hear('Open a ticket')).to.include('Let us finish the ticket');
    expect(await thandi.hear('Talk to a human')).to.include('T-1');
    expect(await desk.tickets.get('T-1')).to.include({ wantsHuman: true, description: 'x'.repeat(121) });
    const back = { type: 'event', name: 'handoff.status', value: { state: 'completed' } };
    expect(await thandi.hear(back)).to.equal('You are back with me, the assistant. What can I do for you?');
  });

  it('asks on after the human if there was nothing to hand over', async () => {
    const thandi = supportDesk().person('thandi');
    await thandi.talk('open a ticket', 'Talk to a human');
    const back = { type: 'event', name: 'handoff.status', value: { state: 'completed' } };
    expect(await thandi.hear(back))
      .to.include('back with me')
      .and.include('in a few words');
  });

  it('opens once when the last turn is run again', async () => {
    const desk = supportDesk();
    const thandi = desk.person('thandi');
    await thandi.talk(...opening.slice(0, 4));
    const draft = { id: 'the same', text: 'yes' };
    await thandi.hear(draft);
    await thandi.hear(draft);
    expect(await desk.tickets.list()).to.have.length(1);
  });
});

describe('the support bot: tickets that exist', () => {
  async function withTickets(count: number) {
    const desk = supportDesk();
    const thandi = desk.person('thandi', 'Thandi');
    for (let number = 1; number <= count; number += 1) {
      await thandi.talk('Open a ticket', `Subject ${number}`, 'It is broken', 'skip', 'yes');
    }
    return { ...desk, thandi };
  }

  it('tells how one stands, and lists several', async () => {
    const { thandi, tickets, clock } = await withTickets(2);
    clock.advance(3 * 3_600_000);
    expect(await thandi.hear('what about T-2'))
      .to.include('Subject 2')
      .and.include('is open (opened 3 hours ago)');
    expect(await thandi.hear('My tickets')).to.equal('Your tickets:\nT-2 (open): Subject 2\nT-1 (open): Subject 1');
    await tickets.addNote('T-2', { by: 'agent', text: 'Waiting for a part', key: 'n' });
    expect(await thandi.hear('status of t2')).to.include('Last news from us: Waiting for a part');
  });

  it("treats another person's ticket as one that does not exist", async () => {
    const { person, tickets, thandi } = await withTickets(1);
    const sipho = person('sipho');
    expect(await sipho.hear('what about T-1')).to.equal((await sipho.hear('what about T-9')).replace('T-9', 'T-1'));
    expect(await sipho.hear('add to T-1: mine now')).to.include("can't find T-1");
    expect(await sipho.hear('my tickets')).to.include('You have no tickets');
    expect(await sipho.talk(photo('a.jpg'), 'add to T-1')).to.include("can't find T-1");
    expect((await tickets.get('T-1'))?.notes).to.deep.equal([]);
    expect(await thandi.hear('what about T-1')).to.include('Subject 1');
  });

  it('adds in one message, with a photo too', async () => {
    const { thandi, tickets } = await withTickets(1);
    expect(await thandi.hear('add to T-1: the light is now red')).to.include('Added to T-1');
    await thandi.hear(photo('red.jpg', 'add to T-1: see here'));
    const notes = (await tickets.get('T-1'))?.notes ?? [];
    expect(notes.map(({ by, text, photo }) => [by, text, photo?.name])).to.deep.equal([
      ['customer', 'the light is now red', undefined],
      ['customer', 'see here', 'red.jpg'],
    ]);
  });

  it('asks to which ticket and what, with help, cancel and a photo on the way', async () => {
    const { thandi, tickets } = await withTickets(2);
    const asked = await thandi.say('add to my ticket');
    expect(titlesOf(asked)).to.deep.equal(['T-2', 'T-1']);
    expect(await thandi.hear('help'))
      .to.include('Tap the ticket')
      .and.include('To which ticket?');
    expect(await thandi.hear('hm')).to.include('the number');
    expect(await thandi.hear('T-1')).to.include('What shall I add to T-1?');
    expect(await thandi.hear('help')).to.include('goes to your ticket');
    expect(await thandi.hear('cancel')).to.include('stopped');
    await thandi.hear('add');
    expect(await thandi.hear(photo('a.jpg', 'see'))).to.include('To which ticket');
    expect(await thandi.hear('2')).to.include('Added to T-2');
    const [note] = (await tickets.get('T-2'))?.notes ?? [];
    expect([note?.text, note?.photo?.name]).to.deep.equal(['see', 'a.jpg']);
    expect((await tickets.get('T-1'))?.notes).to.deep.equal([]);
  });

  it('takes the only ticket without asking which, and says when there is none', async () => {
    const { thandi, person } = await withTickets(1);
    expect(await thandi.talk('add')).to.include('What shall I add to T-1?');
    expect(await thandi.hear('more words')).to.include('Added to T-1');
    expect(await person('sipho').hear('add')).to.include('no open ticket');
  });

  it('asks whether to close a ticket that works again, and lists tickets in the middle of a question', async () => {
    const { person, tickets } = supportDesk();
    const thandi = person('27820000001', 'Thandi');
    expect(await thandi.hear('it works now')).not.to.include('close');
    await thandi.talk('cancel', 'Open a ticket', 'No light', 'It is dark', 'skip', 'yes');
    expect(await thandi.hear('it works now thanks')).to.include('Shall I close T-1');
    for (const said of ['where are my tickets?', "what's my ticket number"]) {
      expect(await thandi.hear(said)).to.match(/T-1[\s\S]*Shall I close T-1/);
    }
    await thandi.hear('yes plz');
    expect((await tickets.get('T-1'))?.state).to.equal('closed');
  });

  it('opens a resolved ticket again when something is added, and leaves a closed one alone', async () => {
    const { thandi, tickets } = await withTickets(1);
    await tickets.resolve('T-1', 'new cable');
    expect(await thandi.hear('add to T-1: red again')).to.include('re-opened');
    expect(await tickets.get('T-1')).to.include({ state: 'open', reopenedCount: 1 });
    await tickets.close('T-1', 'turn');
    expect(await thandi.hear('add to T-1: red again')).to.include('T-1 is closed');
    expect((await tickets.get('T-1'))?.notes).to.have.length(1);
  });

  it('marks the latest open ticket for a human, emits the handoff, and says what comes next', async () => {
    const { thandi, tickets } = await withTickets(2);
    const answers = await thandi.say('Talk to a human');
    const event = answers.find(({ type }) => type === 'event');
    expect(event).to.include({ name: 'handoff.initiate' });
    expect(event?.value).to.deep.equal({ reason: 'T-2: Subject 2', ticket: 'T-2', subject: 'Subject 2' });
    expect(textOf(answers)).to.include('a colleague will read your ticket T-2');
    expect(answers.at(-1)?.channelData?.clickatell?.outsideWindow).to.deep.equal({
      name: 'ticket_waiting',
      parameters: { name: 'Thandi', ticket: 'T-2' },
    });
    expect((await tickets.list()).map(({ wantsHuman }) => wantsHuman)).to.deep.equal([true, false]);
  });
});

describe('the support bot: anything else', () => {
  it('greets with a menu whose titles are all understood', async () => {
    const thandi = supportDesk().person('thandi', 'Thandi');
    const greeted = await thandi.say('hi');
    expect(textOf(greeted)).to.include('Hello Thandi');
    expect(titlesOf(greeted)).to.deep.equal(menuTitles);
    for (const title of menuTitles) {
      expect(title.length).to.be.at.most(20);
      expect(await thandi.talk('cancel', title)).not.to.include('did not understand');
    }
  });

  it('offers the menu for what it does not know, and for a yes to nothing', async () => {
    const thandi = supportDesk().person('thandi');
    for (const text of ['the moon is green', 'yes', 'not solved', '👍', 'cancel', 'help']) {
      expect(titlesOf(await thandi.say(text)), text).to.deep.equal(menuTitles);
    }
  });

  it('offers a ticket for a photo out of the blue, and keeps its words', async () => {
    const desk = supportDesk();
    const thandi = desk.person('thandi');
    const offered = await thandi.say(photo('a.jpg', 'my broken router'));
    expect(titlesOf(offered)).to.deep.equal(['Open a ticket', 'No']);
    expect(await thandi.hear(photo('b.jpg', 'from behind'))).to.include('that one too');
    expect(await thandi.hear('hm')).to.include('yes or no');
    expect(await thandi.hear('help')).to.include('open a ticket with your photo');
    await thandi.talk('Open a ticket', 'Router', 'yes');
    const ticket = await desk.tickets.get('T-1');
    expect(ticket).to.include({ subject: 'Router', description: 'my broken router\nfrom behind' });
    expect([ticket?.photo?.name, ticket?.notes[0]?.photo?.name]).to.deep.equal(['a.jpg', 'b.jpg']);
  });

  it('offers the open ticket for a photo, and takes a no', async () => {
    const desk = supportDesk();
    const thandi = desk.person('thandi');
    await thandi.talk(...opening);
    const offered = await thandi.say(photo('a.jpg'));
    expect(titlesOf(offered)).to.deep.equal(['Open a ticket', 'Add to T-1', 'No']);
    expect(await thandi.hear('Add to T-1')).to.include('Added to T-1');
    expect(await thandi.talk(photo('b.jpg'), 'no')).to.include('not kept');
    expect((await desk.tickets.get('T-1'))?.notes.map((note) => note.photo?.name)).to.deep.equal(['a.jpg']);
  });

  it('says which kinds it cannot take', async () => {
    const thandi = supportDesk().person('thandi');
    const voice = { attachments: [{ contentType: 'audio/ogg', contentUrl: 'https://media.example/v', name: 'v.ogg' }] };
    expect(await thandi.hear({ valueType: 'clickatell/unsupported', text: 'sticker' })).to.include("can't read");
    expect(await thandi.hear(voice)).to.include("can't read");
    expect(await thandi.hear({ text: '' })).to.include("can't read");
    expect(await thandi.hear({ ...voice, text: 'hi' }))
      .to.include('Hello')
      .and.include('left that file out');
  });

  it('takes a place for words', async () => {
    const desk = supportDesk();
    const thandi = desk.person('thandi');
    const place = { type: 'GeoCoordinates', latitude: -33.9, longitude: 18.4, name: 'Home' };
    const attachments = [{ contentType: 'application/json', name: 'location', content: place }];
    await thandi.talk('open a ticket', 'No signal', { text: 'Home', entities: [place], attachments }, 'skip', 'yes');
    expect(await desk.tickets.get('T-1')).to.include({ description: 'Home (-33.9, 18.4)' });
  });

  it('welcomes a person in one line, and not itself', async () => {
    const thandi = supportDesk().person('thandi');
    const added = (id: string) => ({ type: 'conversationUpdate', membersAdded: [{ id, name: '' }] });
    expect(await thandi.say(added('thandi'))).to.have.length(1);
    expect(await thandi.say(added('27110000001'))).to.deep.equal([]);
    expect(await thandi.hear('hi')).to.include('Hello');
  });

  it('does not take an event for an answer', async () => {
    const thandi = supportDesk().person('thandi');
    await thandi.hear('Open a ticket');
    expect(await thandi.say({ type: 'event', name: 'ContinueConversation' })).to.deep.equal([]);
    expect(await thandi.hear('No internet')).to.include('describe it');
  });

  it('answers any text at any point, and never throws', async () => {
    const known = [
      'remind me',
      'remind me tomorrow at 5',
      'cancel my reminder',
      '2 hours',
      'Open a ticket',
      'yes',
      'no',
      'skip',
      'help',
      'add',
      'add to T-1',
      'status',
      'not solved',
      'T-1',
    ];
    const message = fc.oneof(
      fc.constantFrom(...known),
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.constantFrom(photo('a.jpg'), photo('b.jpg', 'words'), photo('c.jpg', 'help')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 8 }), async (messages) => {
        const thandi = supportDesk().person('thandi');
        for (const each of messages) expect(await thandi.say(each)).not.to.deep.equal([]);
      }),
      { numRuns: 60 },
    );
  });
});
