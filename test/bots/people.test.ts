import { expect } from 'chai';
import { phoneOf } from './phone.js';
import { bankingNumber, type Program, person, records, startProgram, supportNumber } from './program.js';

describe('A person’s data, over HTTP', () => {
  let program: Program;
  before(async () => {
    program = await startProgram();
  });
  after(() => program.stop());
  const { ask } = phoneOf(() => program);
  const kinds = async () => {
    const { status, json } = await program.api(`/api/people/${person}`);
    expect(status).to.equal(200);
    return records(json.records).map(({ kind }) => kind);
  };

  it('is answered and erased, with what the bots keep of them', async () => {
    await ask(supportNumber, 'My geyser leaks', /./);
    await ask(bankingNumber, 'balance', /./);
    expect(await kinds()).to.include.members(['windows', 'parts', 'support-state', 'banking-state', 'bank']);
    const erased = await program.api(`/api/people/%2B${person}`, { method: 'DELETE' });
    expect(erased.status).to.equal(200);
    expect(erased.json.erased).to.be.greaterThan(5);
    expect(erased.json.records).to.include({ bank: 1, windows: 2 });
    expect(await kinds()).to.deep.equal([]);
    expect((await program.api(`/api/people/${person}`, { method: 'DELETE' })).json).to.include({ erased: 0 });
    // The phone is the person's own.
    expect(program.emulator?.chat(person).messages).not.to.have.length(0);
    await ask(supportNumber, 'Hello', /./);
  });

  it('names the wrong field', async () => {
    for (const method of ['GET', 'DELETE']) {
      const answer = await program.api('/api/people/nobody', { method });
      expect(answer.status).to.equal(400);
      expect(answer.json).to.include({ field: 'person' });
      expect((await program.api(`/api/people/${person}?from=1`, { method })).json).to.include({ field: 'from' });
    }
  });

  it('needs the token', async () => {
    for (const method of ['GET', 'DELETE']) {
      expect((await program.call(`/api/people/${person}`, { method })).status).to.equal(401);
    }
  });
});
