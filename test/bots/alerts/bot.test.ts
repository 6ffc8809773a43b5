import { expect } from 'chai';
import { eventually } from '../../support/eventually.js';
import { phoneOf } from '../phone.js';
import { type Program, person, record, records, startProgram, alertsNumber as to } from '../program.js';

/** A person talks with the alerts bot, as the whole program runs it. */
describe('the alerts bot', () => {
  let program: Program;
  beforeEach(async () => {
    program = await startProgram();
    await ask(to, 'Hi', /What shall I do\?/);
  });
  afterEach(() => program.stop());

  const { control, phone, texts, ask } = phoneOf(() => program);
  const consent = async () => {
    const { json } = await program.api(`/api/people/${person}/consent?from=${to}`);
    return record(records(json.consents)[0]);
  };
  const topics = async () => records((await consent()).topics);
  const follows = async () =>
    (await topics())
      .filter(({ state }) => state === 'signed-up')
      .map(({ topic }) => String(topic))
      .sort();
  const buttons = async () => (await phone(to)).at(-1)?.buttons;
  /** A conversation: what is said, and what the answers match. */
  async function talk(...lines: readonly (readonly [said: string, answer: RegExp])[]): Promise<void> {
    for (const [said, answer] of lines) await ask(to, said, answer);
  }
  /** The colleague is done, and the bot has the conversation again. */
  const handBack = async () => {
    expect((await program.api(`/api/conversations/${to}:${person}/close`, { body: {} })).status).to.equal(200);
  };
  const post = (path: string, body: object) => program.api(`/api/${path}/status`, { body });

  it('welcomes and offers what it can do', async () => {
    expect((await texts(to))[0]).to.match(/^Welcome to the alerts desk/);
    expect(await buttons()).to.deep.equal(['Follow a flight', 'Follow a parcel', 'My alerts']);
  });

  it('signs up for a flight in one message, tells how it stands, and keeps the words', async () => {
    await ask(
      to,
      'Alerts for flight sa 204 please!',
      /^Done: I will write to you about Flight SA204 \(changes of state, gate or time\)[\s\S]*is on time\. It leaves at \d\d:\d\d on /,
    );
    expect(await follows()).to.deep.equal(['flight:SA204']);
    const [subscription] = await topics();
    expect(subscription).to.include({ source: 'chat', words: 'Alerts for flight sa 204 please!' });
    await ask(to, 'follow SA204', /already/);
    expect(await follows()).to.have.length(1);
  });

  it('signs up step by step with buttons, and keeps all the words', async () => {
    await talk(['Follow a flight', /^Please write the flight number\.$/]);
    expect(await buttons()).to.deep.equal(['Cancel']);
    await talk(['FA 117', /^Done: .*Flight FA117/]);
    await talk(
      ['Follow a parcel', /parcel number/],
      ['ZA 123 456 789', /^Done: .*Parcel ZA123456789[\s\S]*Bloemfontein/],
    );
    expect(await follows()).to.deep.equal(['flight:FA117', 'parcel:ZA123456789']);
    expect((await topics()).map(({ words }) => words)).to.deep.equal([
      'Follow a flight / FA 117',
      'Follow a parcel / ZA 123 456 789',
    ]);
  });

  it('asks what to follow where nothing is said of it, and takes a number at once', async () => {
    await talk(['new alert', /What shall I tell you about\?/]);
    expect(await buttons()).to.deep.equal(['Flight', 'Parcel', 'Cancel']);
    await talk(['Flight', /flight number/], ['za123456789', /Parcel ZA123456789/]);
    await talk(['sign me up', /What shall I tell you about\?/], ['SA301', /Flight SA301/]);
    expect(await follows()).to.deep.equal(['flight:SA301', 'parcel:ZA123456789']);
  });

  it('signs up for several things at once', async () => {
    await talk(['follow SA204 and SA301', /Flight SA204[\s\S]*Flight SA301/]);
    expect(await follows()).to.deep.equal(['flight:SA204', 'flight:SA301']);
  });

  it('takes a flight and a parcel in one message', async () => {
    await talk(['follow SA204 and ZA123456789', /Flight SA204[\s\S]*Parcel ZA123456789/]);
    expect(await follows()).to.deep.equal(['flight:SA204', 'parcel:ZA123456789']);
    await talk(['where are SA204 and ZA123456789', /^Flight SA204.*\nParcel ZA123456789/]);
    await talk(['stop SA204 and ZA123456789', /Flight SA204 any more[\s\S]*Parcel ZA123456789 any more/]);
    expect(await follows()).to.deep.equal([]);
    await talk(['follow BA57 and ZA123456789', /Parcel ZA123456789[\s\S]*no flight BA57/]);
  });

  it('does what it can of several things, and asks for the rest one by one', async () => {
    await talk(['follow SA204, BA57 and BA58', /^Done: .*SA204/]);
    await eventually(async () =>
      expect((await texts(to)).at(-1)).to.match(/no flight BA57\. Please write the flight number/),
    );
    await talk(['SA301', /^Done: .*SA301/]);
    await eventually(async () => expect((await texts(to)).at(-1)).to.match(/no flight BA58\. Please write/));
    expect(await follows()).to.deep.equal(['flight:SA204', 'flight:SA301']);
    await talk(['cancel', /What can I do/]);
    expect(await follows()).to.deep.equal(['flight:SA204', 'flight:SA301']);
  });

  it('asks back where a number is nearly right, and never tells of other people’s parcels', async () => {
    await talk(['alerts for SA240', /no flight SA240\. Did you mean SA204\?/]);
    expect(await buttons()).to.deep.equal(['SA204', 'Cancel']);
    await talk(['yes', /^Done: .*Flight SA204/]);
    await talk(
      ['follow FA171', /Did you mean FA117/],
      ['no', /Please write the flight number/],
      ['4z702', /Flight 4Z702/],
    );
    await talk(['follow ZA123456788', /no parcel ZA123456788\. Please write the parcel number/]);
    expect(await buttons()).to.deep.equal(['Cancel']);
    await talk(['cancel', /What can I do for you/]);
    expect(await follows()).to.deep.equal(['flight:4Z702', 'flight:SA204']);
  });

  it('mends typing errors, and asks back before it changes anything', async () => {
    await talk(['folow SA204', /Did you mean "follow SA204"\?/]);
    expect(await follows()).to.deep.equal([]);
    await talk(['Yes', /^Done: .*Flight SA204/]);
    await talk(['show my alrts', /Did you mean "show my alerts"\?/], ['no', /What can I do for you/]);
    await talk(['show my alrts', /Did you mean/], ['stop SA204', /^Done: I will not write/]);
  });

  it('says what it cannot read, and how to leave after the second time', async () => {
    await talk(
      ['follow flight', /Please write the flight number/],
      ['tomorrow', /That is no flight number: they look like SA204/],
    );
    expect((await texts(to)).at(-1)).to.not.include('cancel');
    await talk(['the blue one', /no flight number.* Or say "cancel"\./], ['never mind', /What can I do/]);
    await talk(['alerts for flight SA20411', /That is no flight number/], ['Cancel', /What can I do|changed nothing/]);
    await talk(['qwerty', /did not understand/], ['asdf', /still do not understand.*human/]);
    expect(await follows()).to.deep.equal([]);
  });

  it('lets commands interrupt a question, which comes back afterwards', async () => {
    await talk(['follow SA204', /Done/], ['follow a parcel', /parcel number/]);
    const question = /Please write the parcel number\./;
    for (const [said, answer] of [
      ['my alerts', /Flight SA204/],
      ['help', /This is what you can say/],
      ['human', /A colleague will write/],
      ['where is my flight?', /Flight SA204/],
      ['stop SA204', /will not write to you about Flight SA204/],
      ['thanks', /welcome/],
      ['Hi', /Hello/],
    ] as const) {
      await ask(to, said, answer);
      if (said === 'human') await handBack();
      await eventually(async () => expect((await texts(to)).at(-1), said).to.match(question));
    }
    await talk(['ZA987654321', /^Done: .*Parcel ZA987654321/]);
    expect(await follows()).to.deep.equal(['parcel:ZA987654321']);
  });

  it('takes a new command of the same kind instead of the question', async () => {
    await talk(['follow a flight', /flight number/], ['follow parcel ZA123456789', /^Done: .*Parcel ZA123456789/]);
    await talk(['cancel', /What can I do for you/]);
    expect((await texts(to)).filter((text) => text.startsWith('Please write'))).to.have.length(1);
  });

  it('tells how a thing stands, followed or not', async () => {
    await talk(['SA204', /^Flight SA204 \(Johannesburg to Cape Town\) is on time/]);
    expect(await buttons()).to.deep.equal(['Follow SA204', 'My alerts']);
    await talk(['Follow SA204', /^Done/], ['is SA204 delayed?', /is on time/]);
    expect(await buttons()).to.deep.equal(['Stop SA204', 'My alerts']);
    await talk(['where is my parcel?', /Which parcel do you mean\?/], ['ZA555000111', /ready to be collected/]);
    await talk(['status of BA999', /did not understand|no flight BA999/], ['flight BA57', /no flight BA57/]);
    await talk(['SA205', /no flight SA205\. Did you mean SA204\?/]);
    expect(await buttons()).to.deep.equal(['SA204', 'My alerts']);
  });

  it('finds a flight by where it goes to', async () => {
    await talk(['alerts for my flight to Cape Town', /^Flight SA204/]);
    expect(await buttons()).to.deep.equal(['Follow SA204', 'My alerts']);
    await talk(['when is the flight from Cape Town to Johannesburg?', /^Flight FA117[^\n]*$/]);
    await talk(['which gate for Durban', /^Flight SA301/], ['flights to Paris', /Which flight|did not understand/]);
    expect(await follows()).to.deep.equal([]);
  });

  it('lists what is followed, with how it stands', async () => {
    await talk(['my alerts', /You have no alerts\./], ['follow SA204', /Done/], ['follow ZA123456789', /Done/]);
    await talk([
      'what do I follow?',
      /^Your alerts:\n- Flight SA204 .* is on time[\s\S]*\n- Parcel ZA123456789 is on its way/,
    ]);
  });

  it('signs off by a word and a number, which is not the word STOP', async () => {
    await talk(['follow SA204, SA301 and FA117', /FA117/]);
    await talk(['stop SA204', /^Done: I will not write to you about Flight SA204 any more\.$/]);
    await talk(['sign off from flight sa 301', /Flight SA301 any more/]);
    await talk(['stop BA57', /no flight BA57/], ['cancel', /./]);
    await talk(['unfollow SA204', /You have no alert for Flight SA204[\s\S]*Flight FA117/]);
    await talk(['stop my flight alerts', /Flight FA117 any more/], ['stop alerts', /You have no alerts/]);
    expect(await follows()).to.deep.equal([]);
    expect((await consent()).stopped).to.equal(null);
  });

  it('asks which one to stop where there are several', async () => {
    await talk(['follow SA204 and SA301', /SA301/], ['follow ZA123456789', /Done/]);
    await talk(
      ['stop my flight alerts', /Which alert shall I stop\?[^P]*$/],
      ['All of them', /Flight SA204, Flight SA301 any/],
    );
    await talk(['follow SA204 and SA301', /SA301/]);
    await talk(['stop an alert', /Which alert shall I stop\?/], ['the second', /Which alert shall I stop\?/]);
    await talk(
      ['SA301', /Flight SA301 any more/],
      ['stop alerts', /Which alert/],
      ['All of them', /Flight SA204, Parcel ZA123456789/],
    );
    expect(await follows()).to.deep.equal([]);
  });

  it('stops everything at once where that is said, and takes "stop it" at a question for the question', async () => {
    await talk(['follow SA204 and SA301', /SA301/], ['follow ZA123456789', /Done/]);
    await talk(['follow a flight', /flight number/], ['stop it', /^All right/]);
    expect(await follows()).to.have.length(3);
    await talk(['stop all my flight alerts', /Flight SA204, Flight SA301 any more/]);
    await talk(['follow SA204', /Done/], ['stop everything', /Parcel ZA123456789/]);
    expect(await follows()).to.deep.equal([]);
  });

  it('asks back before "stop it now" ends anything, and leaves all as it is after a no', async () => {
    await talk(['follow SA204', /^Done/]);
    for (const said of ['stop it now', 'please stop', 'cancel my flight', 'stop it']) {
      await talk([said, /^Shall I stop the alert for Flight SA204\?$/]);
      expect(await buttons()).to.deep.equal(['Yes', 'Cancel']);
    }
    await talk(['no', /changed nothing/], ['please stop the card', /did not understand/]);
    expect(await follows()).to.deep.equal(['flight:SA204']);
    await talk(
      ['stop it now', /^Shall I stop/],
      ['yes please', /^Done: I will not write to you about Flight SA204 any more/],
    );
    expect(await follows()).to.deep.equal([]);
  });

  it('answers what is no command in a human way', async () => {
    await talk(['bonjour', /English only.*human/], ['you are useless', /sorry for the trouble.*human/]);
    await talk(['ok thanks', /welcome/], ['are you a bot?', /^I am a bot.*human/]);
    await talk(['what can you do', /This is what you can say/]);
    await control('say', { from: person, to, location: { latitude: 1, longitude: 2 } });
    await eventually(async () => expect((await texts(to)).at(-1)).to.match(/only read text/));
  });

  it('ends a sign-up some days after the flight has landed, and has nothing more to tell then', async () => {
    await talk(['follow SA204', /Done/]);
    await post('flights/SA204', { state: 'landed' });
    await eventually(async () => expect((await texts(to)).at(-1)).to.match(/it has landed/));
    const [subscription] = await topics();
    expect(subscription).to.include({ state: 'signed-up', words: 'follow SA204' });
    expect(String(subscription?.until)).to.match(/^\d{4}-/);
    await control('clock', { advance: '49h' });
    await talk(['my alerts', /You have no alerts/], ['follow SA204', /has landed\. There is nothing more to tell/]);
    await talk(['cancel', /./]);
    await post('flights/SA204', { state: 'scheduled' });
    const { json } = await post('flights/SA204', { gate: 'C1' });
    expect(json.alert).to.include({ subscribers: 0 });
    await talk(['follow SA204', /Done/]);
  });

  it('says before the window closes that a sign-up is not done', async () => {
    await talk(['follow a flight', /flight number/]);
    await control('clock', { advance: '23h40m' });
    await eventually(async () => expect((await texts(to)).at(-1)).to.match(/Your new alert is not set yet/));
    await talk(['SA204', /^Done/]);
  });
});
