import { expect } from 'chai';
import { eventually } from '../support/eventually.js';
import { type Answer, bankingNumber, type Program, person, record, records, request, startProgram } from './program.js';

/** Everything here is a call that a newcomer could make with curl; nothing looks into the program. */
describe('A newcomer with curl', () => {
  let program: Program;
  let emulatorUrl: string;
  beforeEach(async () => {
    program = await startProgram();
    emulatorUrl = program.emulator?.url ?? '';
  });
  afterEach(() => program.stop());

  const control = async (path: string, body?: object): Promise<Record<string, unknown>> => {
    const { status, json, text } = await request(`${emulatorUrl}/_emulator/${path}`, body ? { body } : {});
    expect(status, `${path}: ${text}`).to.equal(200);
    return json;
  };
  const phone = (to?: string) => control(`chats/${person}${to ? `?to=${to}` : ''}`);
  const heard = async (to?: string) =>
    records((await phone(to)).messages).filter(({ direction }) => direction === 'out');

  /** The person writes, or taps; resolves with the messages that come in answer, once there are so many. */
  async function ask(said: object, answers = 1): Promise<Record<string, unknown>[]> {
    const { to } = { to: undefined, ...said };
    const before = (await heard(to)).length;
    expect((await control('say', { from: person, ...said })).callback).to.equal(200);
    let now: Record<string, unknown>[] = [];
    await eventually(async () => {
      now = (await heard(to)).slice(before);
      expect(now.length, texts(now)).to.be.at.least(answers);
    });
    return now;
  }

  /** What `GET /api/notifications/:id` comes to. */
  async function told(answer: Answer): Promise<Record<string, unknown>> {
    const id = String(answer.json.id ?? answer.json.notification);
    let report: Record<string, unknown> = {};
    await eventually(async () => {
      report = (await program.api(`/api/notifications/${id}`)).json;
      expect(report.state, JSON.stringify(report)).to.be.oneOf(['read', 'refused', 'failed']);
    });
    return report;
  }

  /** Opens a ticket, and gives its number. */
  async function openTicket(): Promise<string> {
    await ask({ name: 'Thandi', text: 'open a ticket' });
    await ask({ text: 'No light' });
    await ask({ text: 'The light in the hall is dark since Monday.' });
    await ask({ text: 'skip' });
    const answer = texts(await ask({ text: '1' }));
    expect(answer).to.match(/^Your ticket T-\d+ is open/);
    return /T-\d+/.exec(answer)?.[0] ?? '';
  }

  async function undelivered(): Promise<unknown> {
    return (await phone()).undelivered;
  }

  it('meets the support bot, waits 25 hours, and gets the answer as a template that opens the window again', async () => {
    expect(texts(await ask({ name: 'Thandi', text: 'Hi' }, 2))).to.match(/Welcome[\s\S]*Hello Thandi/);
    const ticket = await openTicket();
    expect(records((await program.api('/api/tickets')).json.tickets).map(({ id }) => id)).to.deep.equal([ticket]);

    await control('clock', { advance: '25h' });
    expect(await windowTo()).to.equal('closed');
    const resolve = await program.api(`/api/tickets/${ticket}/resolve`, { body: { summary: 'new bulb,\n*brighter*' } });
    expect(resolve.status).to.equal(202);
    expect(await told(resolve)).to.include({
      state: 'read',
      sentAs: 'template',
      template: 'ticket_resolved',
      conversationType: 're-engagement',
    });
    const [last] = (await heard()).slice(-1);
    expect(last).to.include({ kind: 'template', status: 'read', ticks: '✓✓ read' });
    expect(last?.text).to.include(
      `Hi Thandi, your ticket ${ticket} is resolved: new bulb, brighter. Tell us if it is not.`,
    );
    expect(last?.buttons).to.deep.equal(['Solved', 'Not solved']);
    expect(record(last?.template).parameters).to.include({ '1': 'Thandi', '2': ticket });
    expect(await windowTo()).to.equal('closed');

    expect(texts(await ask({ tap: 'Not solved' }))).to.match(/re-opened/);
    expect(await windowTo()).to.equal('open');
    expect(texts(await ask({ text: 'Still dark' }))).to.include(ticket);
    const again = await program.api(`/api/tickets/${ticket}/resolve`, { body: { summary: 'new switch' } });
    expect(await told(again)).to.include({ sentAs: 'text', conversationType: 'customer-initiated' });
    expect(texts(await ask({ text: 'solved' }))).to.match(/glad/);
    expect((await program.api(`/api/tickets/${ticket}`)).json.state).to.equal('closed');
    expect(await undelivered()).to.deep.equal([]);
  });

  it('follows what the greeting says', async () => {
    await ask({ text: 'Hi' }, 2);
    await control('clock', { advance: '25h' });
    const template = { name: 'ticket_resolved', parameters: { name: 'Thandi', ticket: 'T-42', summary: 'new bulb' } };
    const body = { to: person, text: 'Your ticket is resolved.', template };
    expect(await told(await program.api('/api/notifications', { body }))).to.include({ sentAs: 'template' });
    expect((await heard()).at(-1)?.text).to.include('your ticket T-42 is resolved: new bulb');
    await ask({ text: 'Thanks' });
    expect(await told(await program.api('/api/notifications', { body }))).to.include({ sentAs: 'text' });
    expect((await heard()).at(-1)?.text).to.equal('Your ticket is resolved.');
    expect(await undelivered()).to.deep.equal([]);
  });

  it('is known by the number, then by an id alone, then by both, and keeps the tickets', async () => {
    const userId = 'ZA.13491208655302741918';
    const ticket = await openTicket();
    // A welcome, and the answer.
    expect(texts(await ask({ userId, shows: 'id', text: 'my tickets' }, 2))).not.to.include(ticket);
    expect(texts(await ask({ shows: 'both', text: 'my tickets' }))).to.include(ticket);
    expect(texts(await ask({ shows: 'id', text: 'my tickets' }))).to.include(ticket);
    const body = { to: userId, text: 'For you.' };
    expect(await told(await program.api('/api/notifications', { body }))).to.include({ state: 'read', sentAs: 'text' });
    expect((await heard()).at(-1)?.text).to.equal('For you.');
    expect(await undelivered()).to.deep.equal([]);
  });

  it('follows a flight, as the greeting says', async () => {
    const to = '27110000003';
    expect(texts(await ask({ to, text: 'alerts for flight SA204' }, 2))).to.include('Done: I will write to you');
    const { json } = await program.api('/api/flights/SA204/status', { body: { state: 'boarding', gate: 'B14' } });
    expect(record(json.alert).subscribers).to.equal(1);
    await eventually(async () =>
      expect(texts(await heard(to))).to.match(/SA204 .*: it is boarding, and its gate is now B14/),
    );
    expect(await undelivered()).to.deep.equal([]);
  });

  it('meets the banking bot on its own number', async () => {
    const to = bankingNumber;
    const greeting = await ask({ to, text: 'Hi' }, 2);
    expect(texts(greeting)).to.match(/Welcome to Protea Bank[\s\S]*What can I do for you\?/);
    // WhatsApp shows at most three buttons, so the five come as numbered lines.
    expect(texts(greeting)).to.match(/1\. Balance\n2\. Transactions\n3\. Transfer/);

    expect(texts(await ask({ to, text: '2' }))).to.match(/^Your last 5 transactions:/);
    expect(texts(await ask({ to, text: 'menu' }))).to.match(/1\. Balance/);
    const balance = texts(await ask({ to, text: 'what is my balance?' }));
    expect(shownPlainly(balance).match(/\*{4}\d{4}/g)).to.have.length(3);
    const answer = texts(await ask({ to, text: 'transactions from 1 May to last Friday' }));
    // On some days of the week people mean one Friday or the other, and are asked.
    const period = /^Which days/.test(answer) ? texts(await ask({ to, text: '1' })) : answer;
    expect(period).to.match(/from 1 May \d{4} to \d+ \w+ \d{4}|There are no transactions/);
    expect(period).to.match(/R[\d ,]+\.\d\d/);
    expect(await undelivered()).to.deep.equal([]);
    expect(await heard('27110000001')).to.deep.equal([]);
  });

  it('starts from zero after a reset, even with what has the same number again', async () => {
    const first = await openTicket();
    const body = { to: person, text: 'One.', id: 'same-id' };
    await told(await program.api('/api/notifications', { body }));
    await told(await program.api(`/api/tickets/${first}/resolve`, { body: { summary: 'new bulb' } }));
    await ask({ to: bankingNumber, text: 'send R250 to Sipho' }, 2);
    await control('clock', { advance: '48h' });

    expect(await control('reset', {})).to.deep.equal({ reset: true });
    expect((await phone()).messages).to.deep.equal([]);
    expect(await control('clock')).to.include({ offsetMs: 0 });
    expect((await program.api('/api/tickets')).json.tickets).to.deep.equal([]);
    expect((await program.api('/api/notifications/same-id')).status).to.equal(404);
    expect(await windowTo()).to.equal('unknown');

    const refused = await told(await program.api('/api/notifications', { body: { to: person, text: 'x' } }));
    expect(refused).to.include({ state: 'refused' });
    expect(texts(await ask({ text: 'Hi' }, 2))).to.match(/Welcome/);
    expect(texts(await ask({ to: bankingNumber, text: 'Hi' }, 2))).to.match(/Welcome/);
    expect(await openTicket()).to.equal(first);
    const resolve = await program.api(`/api/tickets/${first}/resolve`, { body: { summary: 'new bulb' } });
    expect(await told(resolve)).to.include({ state: 'read', sentAs: 'text' });
    expect(await told(await program.api('/api/notifications', { body }))).to.include({ state: 'read' });
    expect(await undelivered()).to.deep.equal([]);
  });

  async function windowTo(to = '27110000001'): Promise<unknown> {
    return records((await phone()).windows).find((window) => window.to === to)?.state;
  }
});

function texts(messages: readonly Record<string, unknown>[]): string {
  return messages.map(({ text }) => String(text)).join('\n');
}

/** WhatsApp's own reading of the asterisks: a pair that hugs words would be bold, and not be seen. */
function shownPlainly(text: string): string {
  const plain = text.replace(/[\u200B-\u200D\u2060\uFEFF]/g, '');
  expect(text).not.to.match(/(?<![*\p{L}\p{N}])\*(?=[^\s*])[^*\n]*[^\s*]\*(?![*\p{L}\p{N}])/u);
  return plain;
}
