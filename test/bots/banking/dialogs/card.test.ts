import { expect } from 'chai';
import { buttons, person, Talk } from '../talk.js';

const isFrozen = async (talk: Talk) => (await talk.bank.customer(person)).cardIsFrozen;

describe('the card dialog', () => {
  it('freezes after a Yes, and unfreezes after a Yes', async () => {
    const talk = new Talk();
    expect(buttons(await talk.send({ text: 'block my card' }))).to.deep.equal(['Yes', 'No']);
    expect(await isFrozen(talk)).to.equal(false);
    talk.restart();
    expect((await talk.say('yes'))[0]).to.include('Your card is frozen');
    expect(await isFrozen(talk)).to.equal(true);
    expect((await talk.say('freeze card'))[0]).to.include('frozen already');
    expect((await talk.say('unfreeze my card'))[0]).to.match(/^Shall I unfreeze your card \*{4}\d{4} now\?$/);
    expect((await talk.say('Yes'))[0]).to.include('unfrozen');
    expect(await isFrozen(talk)).to.equal(false);
    expect((await talk.say('unfreeze my card'))[0]).to.include('is not frozen');
  });

  for (const word of ['No', 'cancel', 'menu', 'stop']) {
    it(`changes nothing on "${word}"`, async () => {
      const talk = new Talk();
      await talk.say('Freeze card');
      expect(await talk.say(word)).to.have.length(1);
      expect(await isFrozen(talk)).to.equal(false);
      expect((await talk.say('yes'))[0]).to.include('no question open');
    });
  }

  it('helps and asks again', async () => {
    const talk = new Talk();
    const [question] = await talk.say('Freeze card');
    const [help, again] = await talk.say('help');
    expect(help).to.include('declines every payment');
    expect(again).to.equal(question);
  });
});
