import { expect } from 'chai';
import { eventually } from '../../support/eventually.js';
import { phoneOf } from '../phone.js';
import { type Program, person, record, records, startProgram, alertsNumber as to } from '../program.js';

/** Everything here is a call that a newcomer could make with curl. */
describe('A newcomer who signs up for a flight', () => {
  let program: Program;
  beforeEach(async () => {
    program = await startProgram();
  });
  afterEach(() => program.stop());

  const { control, phone, texts, ask } = phoneOf(() => program);
  const status = (body: object, path = 'flights/SA204') => program.api(`/api/${path}/status`, { body });
  const last = async () => (await phone(to)).at(-1);

  /** What became of an alert for each person, once all have been told or not. */
  async function reportsOf(alert: unknown): Promise<Record<string, unknown>[]> {
    const { id, subscribers } = record(alert);
    let reports: Record<string, unknown>[] = [];
    await eventually(async () => {
      const { text } = await program.api(`/api/publications/${String(id)}/notifications`);
      reports = text
        .split('\n')
        .filter(Boolean)
        .map((line) => record(JSON.parse(line)));
      expect(reports).to.have.length(Number(subscribers));
      for (const { state } of reports) expect(state).to.be.oneOf(['read', 'refused', 'failed']);
    });
    return reports;
  }

  it('is told of the gate by the template after 25 hours, says stop, and is told no more; the report says why', async () => {
    await ask(to, 'alerts for flight SA204', /^[\s\S]*Done: I will write to you about Flight SA204/);
    await control('clock', { advance: '25h' });

    const first = await status({ gate: 'B14' });
    expect(first.status).to.equal(202);
    const [told] = await reportsOf(first.json.alert);
    expect(told).to.include({
      ...{ to: person, state: 'read', sentAs: 'template' },
      ...{ template: 'flight_status', conversationType: 'business-initiated' },
    });
    expect((await last())?.text).to.include(
      'News of your flight SA204: its gate is now B14 and not B12. You asked us to tell you.',
    );
    expect((await last())?.buttons).to.deep.equal(['My alerts']);

    await ask(to, 'stop', /no more messages about Flight SA204/);
    const before = (await phone(to)).length;
    const second = await status({ gate: 'B15' });
    const [refused] = await reportsOf(second.json.alert);
    expect(refused).to.include({ to: person, state: 'refused', sentAs: null });
    expect(refused?.reason).to.match(/has answered STOP to “Flight SA204”/);
    expect(await phone(to)).to.have.length(before);

    const { json } = await program.api(`/api/people/${person}/consent?from=${to}`);
    const history = records(record(records(json.consents)[0]).history);
    expect(history.map(({ change, words, source }) => [change, words, source])).to.deep.equal([
      ['signed-up', 'alerts for flight SA204', 'chat'],
      ['signed-off', 'stop', 'chat'],
    ]);
    // What they ask for is answered all the same, and they can sign up again.
    await ask(to, 'SA204', /Its gate is B15/);
    await ask(to, 'follow SA204', /^Done/);
    await reportsOf((await status({ gate: 'B16' })).json.alert);
    expect((await last())?.text).to.include('its gate is now B16 and not B15');
  });

  it('is told as text while the window is open, and of nothing that has not changed', async () => {
    await ask(to, 'follow parcel ZA123456789', /Done/);
    const { json } = await status({ state: 'out for delivery' }, 'parcels/ZA123456789');
    const [told] = await reportsOf(json.alert);
    expect(told).to.include({ state: 'read', sentAs: 'text' });
    expect((await last())?.text).to.equal(
      'Parcel ZA123456789: it is out for delivery today. To hear no more of it, say "stop ZA123456789".',
    );
    const again = await status({ state: 'out-for-delivery' }, 'parcels/ZA123456789');
    expect(again.json).to.include({ changed: false, alert: null });
    await ask(to, 'stop ZA123456789', /will not write to you about Parcel ZA123456789/);
    expect((await status({ state: 'delivered' }, 'parcels/ZA123456789')).json.alert).to.include({ subscribers: 0 });
  });

  it('is told nothing after STOP to everything, although several things are followed', async () => {
    await ask(to, 'follow SA204', /Done/);
    await ask(to, 'follow ZA123456789', /Done/);
    await ask(to, 'STOP', /no more messages/);
    for (const [body, path] of [
      [{ gate: 'B14' }, 'flights/SA204'],
      [{ state: 'delivered' }, 'parcels/ZA123456789'],
    ] as const) {
      const [refused] = await reportsOf((await status(body, path)).json.alert);
      expect(refused).to.include({ state: 'refused' });
      expect(refused?.reason).to.match(/has written STOP/);
    }
    await ask(to, 'my alerts', /You have no alerts/);
    // A parcel that ends by itself in the meantime does not undo the STOP.
    await ask(to, 'START', /will get our messages again/);
    await ask(to, 'my alerts', /Flight SA204/);
  });

  it('hears of their flight alone, and so do others', async () => {
    const other = '27820000002';
    await ask(to, 'follow SA204', /Done/);
    await control('say', { from: other, to, text: 'follow SA301' });
    await eventually(async () => {
      const { json } = await program.api(`/api/people/${other}/consent?from=${to}`);
      expect(JSON.stringify(json)).to.include('flight:SA301');
    });
    const before = (await texts(to)).length;
    const reports = await reportsOf((await status({ state: 'delayed' }, 'flights/SA301')).json.alert);
    expect(reports.map((report) => report.to)).to.deep.equal([other]);
    expect(await texts(to)).to.have.length(before);
  });
});
