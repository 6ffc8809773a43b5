import { expect } from 'chai';
import { supportDesk, tap, textOf, titlesOf } from './desk.js';

const thandis = '27820000001';

/** It is Monday 5 January 2026, 10:00 in Johannesburg. */
function setUp() {
  const desk = supportDesk();
  return { ...desk, thandi: desk.person(thandis, 'Thandi') };
}

describe('the support bot: reminders', () => {
  it('confirms the time in the zone of the person, and schedules a text and a template', async () => {
    const { thandi, followUps } = setUp();
    expect(await thandi.hear('remind me tomorrow at 9 to check the lamp')).to.equal(
      'I will remind you on Tuesday 6 January at 09:00: check the lamp. Say "cancel my reminder" if you no longer need it.',
    );
    const [reminder, ...rest] = followUps.waiting;
    expect(rest).to.deep.equal([]);
    expect(reminder).to.include({
      at: Date.parse('2026-01-06T07:00:00Z'),
      to: thandis,
      from: '27110000001',
      text: 'Hi Thandi, you asked me for this reminder: check the lamp. Write to me here if I can help.',
    });
    expect(reminder?.template?.channelData.clickatell.template).to.deep.equal({
      name: 'ticket_reminder',
      parameters: { name: 'Thandi', subject: 'check the lamp' },
    });
  });

  it('reads times in the zone and the order of the number', async () => {
    const { person, followUps } = setUp();
    expect(await person('12025550100').hear('remind me on 2/3 at 10am to call')).to.include(
      'Tuesday, February 3 at 10:00 AM: call.',
    );
    expect(await person('447700900001').hear('remind me on 2/3 at 10am to call')).to.include(
      'Monday 2 March at 10:00: call.',
    );
    expect(await person('4915100000000').hear('remind me in 2 hours to call')).to.include(
      'Monday 5 January at 10:00 UTC: call.',
    );
    expect(followUps.waiting.map(({ at }) => new Date(Number(at)).toISOString())).to.deep.equal([
      '2026-01-05T10:00:00.000Z',
      '2026-02-03T15:00:00.000Z',
      '2026-03-02T10:00:00.000Z',
    ]);
  });

  it('reminds of a ticket by its subject, and only of the own one', async () => {
    const { thandi, person, followUps } = setUp();
    await thandi.talk('Open a ticket', 'No internet', 'It is off', 'skip', 'yes');
    expect(await thandi.hear('remind me about T-1 on Friday')).to.include(
      'Friday 9 January at 09:00: T-1 (No internet)',
    );
    expect(await person('27820000002').hear('remind me about T-1 on Friday')).to.include("can't find T-1");
    expect(followUps.said).to.deep.equal([
      '2026-01-09T07:00:00.000Z Hi Thandi, you asked me for this reminder: T-1 (No internet). Write to me here if I can help.',
    ]);
  });

  it('puts the newest about the same thing in the place of the older', async () => {
    const { thandi, followUps } = setUp();
    await thandi.talk(
      'remind me tomorrow at 9 to check the lamp',
      'remind me in 2 hours',
      'nothing in particular',
      'remind me to Check the lamp on Friday',
    );
    expect(
      followUps.waiting.map(({ at, template }) => [at, template?.channelData.clickatell.template.parameters.subject]),
    ).to.deep.equal([
      [Date.parse('2026-01-05T10:00:00Z'), 'it is time'],
      [Date.parse('2026-01-09T07:00:00Z'), 'Check the lamp'],
    ]);
  });

  it('takes the only one back, or the one that is named, or all', async () => {
    const { thandi, followUps } = setUp();
    expect(await thandi.hear('cancel my reminder')).to.include('no reminder waiting');
    await thandi.hear('remind me tomorrow at 9 to check the lamp');
    expect(await thandi.hear('cancel my reminder about the moon')).to.include('no such reminder');
    expect(await thandi.hear('cancel my reminder')).to.equal(
      'I have taken back:\n- check the lamp: Tuesday 6 January at 09:00',
    );
    expect(followUps.waiting).to.deep.equal([]);
    expect(await thandi.hear('my reminders')).to.include('no reminder waiting');

    await thandi.talk(
      'remind me on Friday to check the lamp',
      'remind me on Friday to call',
      'remind me at noon',
      'skip',
    );
    expect(await thandi.hear('cancel my reminder'))
      .to.include('Which one?')
      .and.include('- call:');
    expect(followUps.waiting).to.have.length(3);
    expect(await thandi.hear('cancel my reminder about the lamp')).to.include('taken back:\n- check the lamp');
    expect(await thandi.hear('my reminders')).to.match(/^Your reminders:\n.*5 January at 12:00\n- call: Friday/);
    await thandi.hear('cancel all my reminders');
    expect(followUps.waiting).to.deep.equal([]);
  });

  it('takes back nothing of another person, and nothing that has gone out', async () => {
    const { thandi, person, followUps, clock } = setUp();
    await thandi.hear('remind me in 2 hours to call');
    expect(await person('27820000002').hear('cancel my reminder')).to.include('no reminder waiting');
    expect(followUps.waiting).to.have.length(1);
    clock.advance(3 * 3_600_000);
    expect(await thandi.hear('cancel my reminder')).to.include('no reminder waiting');
  });

  it('asks which time is meant, also after a restart, and takes a tap or words', async () => {
    for (const answer of [tap('Tue 6 Jan 17:00'), '5pm', '2', 'in the afternoon']) {
      const { thandi, followUps, restart } = setUp();
      const asked = await thandi.say('remind me tomorrow at 5 to check the lamp');
      expect(textOf(asked)).to.equal('Which time do you mean?');
      expect(titlesOf(asked)).to.deep.equal(['Tue 6 Jan 05:00', 'Tue 6 Jan 17:00']);
      expect(followUps.waiting).to.deep.equal([]);
      restart();
      expect(await thandi.hear(answer)).to.include('Tuesday 6 January at 17:00: check the lamp');
      expect(followUps.waiting).to.have.length(1);
    }
  });

  it('asks for a time that it can take, and keeps what about', async () => {
    const { thandi, followUps } = setUp();
    expect(await thandi.hear('remind me to check the lamp')).to.match(/^When shall I remind you\?/);
    expect(await thandi.hear('yesterday')).to.match(/^That time has passed\./);
    expect(await thandi.hear('in 61 days')).to.match(/^I can remind you at most 60 days ahead\./);
    expect(await thandi.hear('every day at 9')).to.match(/^I can only remind you once/);
    expect(await thandi.hear('hm')).to.match(/^When shall I remind you\?/);
    const helped = await thandi.hear('help');
    expect(helped)
      .to.include('at most 60 days ahead')
      .and.match(/When shall I remind you\?/);
    expect(followUps.waiting).to.deep.equal([]);
    expect(await thandi.hear('tomorrow at 9')).to.include('Tuesday 6 January at 09:00: check the lamp');
    expect(followUps.waiting).to.have.length(1);
  });

  it('sets none on cancel, and begins anew on a new wish', async () => {
    const { thandi, followUps } = setUp();
    expect(await thandi.talk('remind me', 'cancel')).to.include('stopped');
    expect(await thandi.talk('remind me', 'cancel my reminder')).to.include('will not remind you');
    expect(await thandi.hear('tomorrow at 9')).to.include('did not understand');
    expect(followUps.waiting).to.deep.equal([]);
    expect(await thandi.talk('remind me to call', 'remind me on Friday to check the lamp')).to.include(
      ': check the lamp',
    );
    expect(followUps.waiting).to.have.length(1);
  });

  it('sets one when the turn is run again, and remembers it after a restart', async () => {
    const { thandi, followUps, restart } = setUp();
    const wish = { id: 'the same', text: 'remind me tomorrow at 9 to check the lamp' };
    await thandi.hear(wish);
    const ids = followUps.waiting.map(({ id }) => id);
    await thandi.hear(wish);
    expect(followUps.waiting.map(({ id }) => id)).to.deep.equal(ids);
    restart();
    expect(await thandi.hear('cancel my reminder')).to.include('taken back');
    expect(followUps.waiting).to.deep.equal([]);
  });

  it('keeps no more than twenty for one person', async () => {
    const { thandi, followUps } = setUp();
    for (let lamp = 1; lamp <= 20; lamp += 1)
      await thandi.hear(`remind me tomorrow at 9 to check lamp number ${lamp}x`);
    expect(await thandi.hear('remind me tomorrow at 9 to call')).to.include('as many reminders');
    expect(followUps.waiting).to.have.length(20);
    expect(await thandi.hear('remind me on Friday to check lamp number 7x')).to.include('Friday');
  });

  it('is set in the middle of another dialog, which goes on afterwards', async () => {
    const { thandi, tickets, followUps } = setUp();
    await thandi.talk('Open a ticket', 'No internet');
    expect(await thandi.hear('remind me tomorrow at 9')).to.match(/^What shall I remind you of\?/);
    expect(await thandi.hear('🔥🔥')).to.match(/^What shall I remind you of\?/);
    expect(await thandi.hear('call the plumber')).to.match(
      /Tuesday 6 January at 09:00: call the plumber[\s\S]*describe it/,
    );
    await thandi.talk('It is off', 'skip', 'yes');
    expect(await tickets.get('T-1')).to.include({ subject: 'No internet', description: 'It is off' });
    expect(followUps.waiting).to.have.length(1);
  });

  it('is moved by what is said right after', async () => {
    for (const [said, moment] of [
      ['no, at 10', 'Tuesday 6 January at 10:00'],
      ['make it 14:30', 'Tuesday 6 January at 14:30'],
      ['rather Friday', 'Friday 9 January at 09:00'],
      ['sorry, Thursday at 8am', 'Thursday 8 January at 08:00'],
    ] as const) {
      const { thandi, followUps } = setUp();
      await thandi.hear('remind me tomorrow at 9 to call');
      expect(await thandi.hear(said)).to.equal(`All right, I will remind you on ${moment} instead: call.`);
      expect(followUps.waiting).to.have.length(1);
    }
  });

  it('is not moved by what is said later, or means something else', async () => {
    for (const said of [['my tickets', 'no, at 10'], ['no thanks'], ['at 10 the light went off']]) {
      const { thandi, followUps } = setUp();
      await thandi.hear('remind me tomorrow at 9 to call');
      await thandi.talk(...said);
      expect(followUps.waiting.map(({ at }) => at)).to.deep.equal([Date.parse('2026-01-06T07:00:00Z')]);
    }
  });

  it('while one is being set, takes back that one or all, and says which remain', async () => {
    const begun = async () => {
      const desk = setUp();
      await desk.thandi.talk('remind me tomorrow at 9 to check', 'remind me');
      return desk;
    };
    const one = await begun();
    expect(await one.thandi.hear('cancel my reminder')).to.match(/I will not set the new one.*\n.*\n- check: Tuesday/);
    expect(one.followUps.waiting).to.have.length(1);
    const all = await begun();
    expect(await all.thandi.hear('cancel my reminders')).to.match(/taken back:\n- check[\s\S]*new one, too/);
    expect(all.followUps.waiting).to.deep.equal([]);
    expect(await all.thandi.hear('tomorrow at 9')).to.include('did not understand');
    const named = await begun();
    expect(await named.thandi.hear('cancel my reminder about check')).to.match(
      /taken back:\n- check[\s\S]*When shall I/,
    );
  });

  it('is in the help', async () => {
    expect(await setUp().thandi.hear('help')).to.include('remind me tomorrow at 9');
  });
});

describe('the question whether all is well', () => {
  async function resolved() {
    const desk = setUp();
    await desk.thandi.talk('Open a ticket', 'No internet', 'It is off', 'skip', 'yes');
    await desk.tickets.resolve('T-1', 'new cable');
    const question = { key: 'T-1/all-well', at: 1, to: thandis };
    await desk.followUps.schedule(question);
    await desk.followUps.schedule({ ...question, key: 'T-2/all-well' });
    return { ...desk, keys: () => desk.followUps.waiting.map(({ key }) => key) };
  }

  for (const answer of ['Solved', 'Not solved', 'no, the light is still off', 'add to T-1: it is off again']) {
    it(`is taken back on "${answer}"`, async () => {
      const { thandi, keys } = await resolved();
      await thandi.hear(answer);
      expect(keys()).to.deep.equal(['T-2/all-well']);
    });
  }

  it('waits through everything else', async () => {
    const { thandi, keys } = await resolved();
    await thandi.talk('hi', 'My tickets', 'what about T-1', 'remind me', 'cancel');
    expect(keys()).to.deep.equal(['T-1/all-well', 'T-2/all-well']);
  });
});
