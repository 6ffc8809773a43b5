import { expect } from 'chai';
import type { MessageView } from '../../../src/emulator/people/view.js';
import { closeAll, person, type Result, record, records, result, type Setting, setting } from '../support.js';

describe('the phone shows', () => {
  let here: Setting;
  let greeting: string;
  beforeEach(async () => {
    here = await setting();
    greeting = (await here.emulator.say({ from: person, text: 'Hi' })).messageId;
  });
  afterEach(closeAll);

  const last = (): MessageView | undefined => here.emulator.chat(person).messages.at(-1);

  function upload(query: string, body: string, contentType: string): Promise<Result> {
    const headers = { authorization: here.integration.apiKey, 'content-type': contentType };
    return result(fetch(`${here.emulator.url}/v1/media?${query}`, { method: 'POST', headers, body }));
  }

  const shown: [string, Record<string, unknown>, Record<string, unknown>][] = [
    [
      'reply buttons',
      { button: { body: 'Choose one', items: [{ type: 'reply', title: 'Yes', postbackData: 'yes' }] } },
      { kind: 'buttons', text: 'Choose one', buttons: ['Yes'] },
    ],
    [
      'a list',
      {
        list: {
          body: 'Choose one',
          button: 'Open',
          sections: [
            { title: 'A', items: [{ title: 'One', description: 'First', postbackData: '1' }] },
            { title: 'B', items: [{ title: 'Two', postbackData: '2' }] },
          ],
        },
      },
      {
        kind: 'list',
        text: 'Choose one',
        list: {
          button: 'Open',
          sections: [
            { title: 'A', rows: [{ title: 'One', description: 'First' }] },
            { title: 'B', rows: [{ title: 'Two' }] },
          ],
        },
      },
    ],
    [
      'a link',
      { ctaUrl: { body: 'Look', title: 'Open', url: 'https://example.com' } },
      { kind: 'link', text: 'Look', link: { title: 'Open', url: 'https://example.com' } },
    ],
    [
      'a place',
      { location: { latitude: '-33.9', longitude: 18.4, name: 'Cape Town' } },
      {
        kind: 'location',
        text: '[-33.9, 18.4]\nCape Town',
        location: { latitude: -33.9, longitude: 18.4, name: 'Cape Town' },
      },
    ],
    [
      'contacts',
      {
        contacts: [
          { name: { formattedName: 'Anna' }, phones: [{ phone: '+27820000003' }] },
          { name: { formattedName: 'Ben' } },
        ],
      },
      {
        kind: 'contacts',
        text: '[Anna]\n[Ben]',
        contacts: [
          { name: 'Anna', phones: ['+27820000003'] },
          { name: 'Ben', phones: [] },
        ],
      },
    ],
  ];
  for (const [what, message, expected] of shown) {
    it(what, async () => {
      expect((await here.send(message)).status).to.equal(202);
      expect(last()).to.deep.include({ direction: 'out', ...expected });
    });
  }

  it('a file, and the page gets its bytes', async () => {
    const { json } = await upload(`fileName=statement.pdf&to=${person}`, '%PDF-', 'application/pdf');
    const fileId = String(json.fileId);
    await here.send({ media: { contentType: 'application/pdf', fileId, caption: 'March' } });
    expect(last()).to.deep.include({
      kind: 'media',
      text: '[statement.pdf]\nMarch',
      fileId,
      media: {
        fileId,
        contentType: 'application/pdf',
        fileName: 'statement.pdf',
        byteSize: 5,
        caption: 'March',
        url: `/_emulator/media/${fileId}`,
      },
    });
    const answer = await fetch(here.emulator.url + last()?.media?.url);
    expect(answer.status).to.equal(200);
    expect(await answer.text()).to.equal('%PDF-');
    expect(answer.headers.get('content-type')).to.equal('application/pdf');
    expect(answer.headers.get('x-content-type-options')).to.equal('nosniff');
    expect(answer.headers.get('content-disposition')).to.equal("attachment; filename*=UTF-8''statement.pdf");
    expect((await fetch(`${here.emulator.url}/_emulator/media/unknown`)).status).to.equal(404);
  });

  const dispositions: [string, string, string][] = [
    ['image/png', 'a.png', "inline; filename*=UTF-8''a.png"],
    ['audio/ogg; codecs=opus', 'voice.ogg', "inline; filename*=UTF-8''voice.ogg"],
    ['video/3gpp', 'a.3gp', "inline; filename*=UTF-8''a.3gp"],
    ['text/html', `Zoë's "page".html`, "attachment; filename*=UTF-8''Zo%C3%AB%27s%20%22page%22.html"],
    ['text/html', '\ud800.html', "attachment; filename*=UTF-8''%EF%BF%BD.html"],
  ];
  for (const [contentType, fileName, disposition] of dispositions) {
    it(`a ${contentType} of a person as ${disposition}`, async () => {
      await here.emulator.say({ from: person, media: { contentType, fileName, text: '<script>' } });
      const answer = await fetch(here.emulator.url + last()?.media?.url);
      expect(answer.headers.get('content-disposition')).to.equal(disposition);
      expect(answer.headers.get('content-security-policy')).to.match(/sandbox/);
    });
  }

  it('a file only of the number that uploaded it', async () => {
    const other = here.emulator.integrate({ number: '27110000002' });
    await here.emulator.say({ from: person, to: other.number, text: 'Hi' });
    const { json } = await upload('fileName=a.txt', 'x', 'text/plain');
    const media = { contentType: 'text/plain', fileId: json.fileId };
    const messages = [{ channel: 'whatsapp', to: person, media }];
    const refused = await here.post('/v1/message', { messages }, { authorization: other.apiKey });
    expect(record(records(refused.json.messages)[0]?.error).code).to.equal(33);
    expect((await here.send({ media })).status).to.equal(202);
  });

  it('what a message quotes, which way it ever went', async () => {
    await here.send({ content: 'Hello', relatedMessageId: greeting });
    expect(last()?.quoted).to.deep.equal({ id: greeting, text: 'Hi', direction: 'in' });
    const id = last()?.id ?? '';
    await here.send({ content: 'And more', relatedMessageId: id });
    expect(last()?.quoted).to.deep.equal({ id, text: 'Hello', direction: 'out' });
    const stranger = await here.send({ to: '27820000002', content: 'x', relatedMessageId: id });
    expect(record(records(stranger.json.messages)[0]?.error).code).to.equal(23);
  });

  it('the picture of a template', async () => {
    const template = {
      name: 'pictured',
      language: 'en',
      category: 'utility' as const,
      header: { type: 'image' as const, slot: 'picture' },
      body: 'Here it is, {{1}}.',
      slots: ['name'],
      buttons: [
        { type: 'url' as const, title: 'Open', url: 'https://example.com/{{1}}', slot: 'path' },
        { type: 'phone' as const, title: 'Call', phone: '+27110000000' },
        { type: 'quickReply' as const, title: 'Thanks' },
      ],
    };
    here.emulator.integrate({ number: here.integration.number, templates: [template] });
    const { json } = await upload('fileName=a.png', 'png', 'image/png');
    await here.send({
      template: {
        templateName: 'pictured',
        header: { type: 'media', media: { fileId: json.fileId } },
        body: { parameters: { 1: 'Thandi' } },
        buttons: [{ type: 'url', listPosition: 1, parameters: { 1: 'a' } }],
      },
    });
    expect(last()).to.deep.include({
      kind: 'template',
      text: '[image]\n\nHere it is, Thandi.',
      buttons: ['Open', 'Call', 'Thanks'],
      templateButtons: [
        { type: 'url', title: 'Open', url: 'https://example.com/a' },
        { type: 'phone', title: 'Call', phone: '+27110000000' },
        { type: 'quickReply', title: 'Thanks' },
      ],
    });
    expect(last()?.media).to.include({ contentType: 'image/png', fileName: 'a.png' });
  });
});
