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

  it('are for those with the token alone', async () => {
    expect((await program.call('/api/deadLetters')).status).to.equal(401);
    expect((await program.call('/api/deadLetters/x/repeat', { body: {} })).status).to.equal(401);
  });
});
