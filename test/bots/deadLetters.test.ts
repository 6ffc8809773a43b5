import { expect } from 'chai';
import { eventually } from '../support/eventually.js';
import { type Program, person, records, startProgram, supportNumber } from './program.js';

describe('The dead letters of the bots', () => {
  let program: Program;
  before(async () => {
    program = await startProgram();
  });
  after(() => program.stop());

  it('are told without what is in them, and are run again once', async () => {
    const { emulator } = program;
    emulator?.fault('noBalance', 1000);
    await emulator?.say({ from: person, text: 'My secret' });
    await eventually(async () => {
      emulator?.clock.advance(60 * 60 * 1000);
      expect((await program.call('/metrics')).text).to.match(/^whatsapp_lane_set_aside [1-9]/m);
    });
    const { text, json } = await program.api('/api/deadLetters');
    const [letter] = records(json.deadLetters);
    expect(letter).to.deep.include({ business: supportNumber, person, error: 'GivenUpError' });
    expect(text).not.to.match(/secret|support desk/);

    const again = () => program.api(`/api/deadLetters/${encodeURIComponent(String(letter?.id))}/repeat`, { body: {} });
    expect(await again()).to.deep.include({ status: 202, json: { id: letter?.id } });
    await eventually(async () => {
      const { json: left } = await program.api('/api/deadLetters');
      expect(records(left.deadLetters).map(({ id }) => id)).not.to.include(letter?.id);
    });
    const unknown = await again();
    expect(unknown.status).to.equal(404);
    expect(unknown.json.error).to.match(/no dead letter/);
  });

  it('can be deleted, once', async () => {
    await eventually(async () => {
      program.emulator?.clock.advance(60 * 60 * 1000);
      expect(records((await program.api('/api/deadLetters')).json.deadLetters)).not.to.have.length(0);
    });
    const letters = records((await program.api('/api/deadLetters')).json.deadLetters);
    for (const { id } of letters) {
      const path = `/api/deadLetters/${encodeURIComponent(String(id))}`;
      expect(await program.api(path, { method: 'DELETE' })).to.deep.include({ status: 200, json: { id } });
      expect((await program.api(path, { method: 'DELETE' })).status).to.equal(404);
    }
    expect((await program.call('/metrics')).text).to.match(/^whatsapp_lane_set_aside 0$/m);
  });

  it('are for those with the token alone', async () => {
    expect((await program.call('/api/deadLetters')).status).to.equal(401);
    expect((await program.call('/api/deadLetters/x/repeat', { body: {} })).status).to.equal(401);
  });
});
