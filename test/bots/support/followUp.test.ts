import { expect } from 'chai';
import {
  allWellMessage,
  reminderMessage,
  resolvedMessage,
  updateMessage,
  waitingMessage,
} from '../../../bots/support/followUp.js';
import { intentOf } from '../../../bots/support/reading/intents.js';
import type { Ticket } from '../../../bots/support/ticket.js';
import { bind, checkSlots } from '../../../src/templates/bind.js';
import { TemplateCatalog } from '../../../src/templates/catalog.js';
import { chainOf } from '../../../src/templates/chain.js';
import { photo, supportDesk, tap, titlesOf } from './desk.js';

async function resolvedDesk(...summaries: string[]) {
  const desk = supportDesk();
  const thandi = desk.person('thandi', 'Thandi');
  for (const [index, summary] of summaries.entries()) {
    await thandi.talk('Open a ticket', `Subject ${index + 1}`, 'It is broken', 'skip', 'yes');
    desk.clock.advance(60_000);
    await desk.tickets.resolve(`T-${index + 1}`, summary);
  }
  const state = async (id: string) => (await desk.tickets.get(id))?.state;
  return { ...desk, thandi, state };
}

describe('the answer to a follow-up', () => {
  for (const answer of ['yes thanks', 'Solved', tap('Solved')]) {
    it(`closes the ticket on ${JSON.stringify(answer)}`, async () => {
      const { thandi, state } = await resolvedDesk('new cable');
      expect(await thandi.hear(answer)).to.include('T-1 (Subject 1) is solved');
      expect(await state('T-1')).to.equal('closed');
      expect(await thandi.hear('yes')).to.include('did not understand');
    });
  }

  for (const answer of ['no, still broken', 'not solved', tap('Not solved')]) {
    it(`re-opens it on ${JSON.stringify(answer)} and adds what is still wrong`, async () => {
      const { thandi, tickets, restart } = await resolvedDesk('new cable');
      expect(await thandi.hear(answer)).to.include('re-opened T-1 (Subject 1). What is still wrong?');
      expect(await tickets.get('T-1')).to.include({ state: 'open', reopenedCount: 1 });
      expect(await thandi.hear('help')).to.include('Tell me what is still wrong');
      restart();
      expect(await thandi.hear('The light is red')).to.include('added that to T-1');
      const notes = (await tickets.get('T-1'))?.notes ?? [];
      expect(notes.map(({ by, text }) => [by, text])).to.deep.equal([['customer', 'The light is red']]);
    });
  }

  it('keeps what a long no says, and a photo', async () => {
    const { thandi, tickets } = await resolvedDesk('new cable');
    await thandi.talk('no, the red light is still not gone', photo('a.jpg'));
    const notes = (await tickets.get('T-1'))?.notes ?? [];
    expect(notes.map(({ text, photo }) => [text, photo?.name])).to.deep.equal([
      ['no, the red light is still not gone', undefined],
      ['', 'a.jpg'],
    ]);
  });

  it('stays open when the question is cancelled', async () => {
    const { thandi, state } = await resolvedDesk('new cable');
    expect(await thandi.talk('Not solved', 'cancel')).to.include('stopped');
    expect(await state('T-1')).to.equal('open');
  });

  it('is about the ticket resolved last, or the one that is named', async () => {
    const { thandi, state } = await resolvedDesk('one', 'two', 'three');
    expect(await thandi.hear('yes')).to.include('T-3');
    expect(await thandi.hear('yes T-1 works')).to.include('T-1');
    expect([await state('T-1'), await state('T-2'), await state('T-3')]).to.deep.equal([
      'closed',
      'resolved',
      'closed',
    ]);
  });

  it('is asked for again when it is neither yes nor no', async () => {
    const { thandi, state } = await resolvedDesk('new cable');
    const asked = await thandi.say('the moon is green');
    expect(titlesOf(asked)).to.deep.equal(['Solved', 'Not solved']);
    expect(await state('T-1')).to.equal('resolved');
    expect(await thandi.hear('My tickets')).to.include('What we did: new cable');
  });

  it("does not touch another person's ticket", async () => {
    const { person, state } = await resolvedDesk('new cable');
    expect(await person('sipho').hear('Solved')).to.include('did not understand');
    expect(await person('sipho').hear('not solved T-1')).to.include("can't find T-1");
    expect(await state('T-1')).to.equal('resolved');
  });

  it('in a dialog, words belong to the dialog and taps to the follow-up', async () => {
    const { thandi, tickets, state } = await resolvedDesk('one', 'two');
    await thandi.hear('Open a ticket');
    expect(await thandi.hear(tap('Solved')))
      .to.include('T-2 (Subject 2) is solved')
      .and.include('in a few words');
    expect(await thandi.hear(tap('Not solved'))).to.include('What is still wrong?');
    expect(await thandi.hear('Red light'))
      .to.include('added that to T-1')
      .and.include('in a few words');
    await thandi.talk('yes works but slow', 'a description', 'skip', 'yes');
    expect(await tickets.get('T-3')).to.include({ subject: 'yes works but slow' });
    expect([await state('T-1'), await state('T-2')]).to.deep.equal(['open', 'closed']);
  });

  it('counts once when its turn is run again', async () => {
    const { thandi, tickets, state } = await resolvedDesk('one', 'two');
    const solved = { id: 'same turn', ...tap('Solved') };
    expect(await thandi.hear(solved)).to.equal(await thandi.hear(solved));
    expect(await state('T-1')).to.equal('resolved');
    const notSolved = { id: 'other turn', ...tap('Not solved') };
    await thandi.hear(notSolved);
    await thandi.talk('cancel', notSolved);
    expect(await tickets.get('T-1')).to.include({ state: 'open', reopenedCount: 1 });
  });
});

describe('the follow-up messages', () => {
  const ticket: Ticket = {
    id: 'T-42',
    person: 'thandi',
    business: '27110000001',
    name: 'Thandi',
    subject: 'No internet',
    description: '',
    notes: [],
    state: 'resolved',
    wantsHuman: false,
    resolution: 'we replaced the cable.',
    openedAt: 0,
    reopenedCount: 0,
  };

  it('read as the template does', () => {
    const { text, template } = resolvedMessage(ticket);
    expect(text).to.equal('Hi Thandi, your ticket T-42 is resolved: we replaced the cable. Tell us if it is not.');
    expect(template.channelData.clickatell.template).to.deep.equal({
      name: 'ticket_resolved',
      parameters: { name: 'Thandi', ticket: 'T-42', summary: 'we replaced the cable' },
    });
  });

  it('call a nameless person "there", and leave a summary of stops alone', () => {
    const { text } = resolvedMessage({ ...ticket, name: ' ', resolution: '...' });
    expect(text).to.equal('Hi there, your ticket T-42 is resolved: .... Tell us if it is not.');
  });

  it('fill exactly the slots of templates that can be approved', async () => {
    const catalog = await TemplateCatalog.load('bots/support/templates.json');
    const messages = [
      resolvedMessage(ticket),
      updateMessage(ticket, 'a part is on its way'),
      waitingMessage(ticket),
      allWellMessage(ticket),
      reminderMessage({ name: 'Thandi' }, ''),
    ];
    for (const { template } of messages) {
      const { name, parameters } = template.channelData.clickatell.template;
      checkSlots(catalog.get(name), parameters);
    }
    const fallbacks = new Set([...catalog].flatMap(({ fallback = [] }) => fallback));
    const said = [...catalog].filter(({ name }) => name !== catalog.reengagement && !fallbacks.has(name));
    expect(said).to.have.length(messages.length);
  });

  it('have a template to fall back to whose words the bot understands', async () => {
    const catalog = await TemplateCatalog.load('bots/support/templates.json');
    for (const { template } of [resolvedMessage(ticket), updateMessage(ticket, 'a part is on its way')]) {
      const { name, parameters } = template.channelData.clickatell.template;
      const chain = chainOf(bind(catalog.get(name), parameters), catalog);
      const texts = chain.map((link) => (link.kind === 'bound' ? link.bound.text : link.reason));
      expect(texts.slice(1)).to.deep.equal([
        "Hi Thandi, there is news on your ticket T-42. Write the ticket's number here to read it.",
      ]);
      expect(intentOf('T-42')).to.deep.equal({ kind: 'status', ticket: 'T-42' });
    }
  });
});
