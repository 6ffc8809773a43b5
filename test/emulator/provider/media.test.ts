import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { closeAll, person, type Result, record, records, result, type Setting, setting } from '../support.js';

const bytes = Buffer.from('%PDF-1.7 statement');
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const month = 30 * 24 * 60 * 60 * 1000;

describe('media', () => {
  let here: Setting;
  beforeEach(async () => {
    here = await setting();
  });
  afterEach(closeAll);

  function upload(query: string, body: Buffer, contentType = 'application/pdf'): Promise<Result> {
    const headers = { authorization: here.integration.apiKey, 'content-type': contentType };
    return result(
      fetch(`${here.emulator.url}/v1/media${query}`, { method: 'POST', headers, body: new Uint8Array(body) }),
    );
  }

  it('is uploaded, described, and sent', async () => {
    await here.emulator.say({ from: person, text: 'Hi' });
    const { status, json } = await upload('?fileName=statement.pdf', bytes);
    expect(status).to.equal(200);
    expect(json.accepted).to.equal(true);
    expect(json.fileId).to.match(/^[0-9a-f-]{36}\.pdf$/);
    const metadata = await here.get(`/v1/media/${json.fileId}`);
    expect(metadata.json).to.deep.equal({
      fileId: json.fileId,
      fileName: 'statement.pdf',
      contentType: 'application/pdf',
      sha256Hash: createHash('sha256').update(bytes).digest('hex'),
      byteSize: bytes.length,
    });
    const media = { contentType: 'application/pdf', fileId: json.fileId, caption: 'March' };
    expect((await here.send({ media })).status).to.equal(202);
    expect(here.emulator.chat(person).messages.at(-1)).to.include({
      kind: 'media',
      text: '[statement.pdf]\nMarch',
      fileId: json.fileId,
    });
  });

  it('comes inside a message in the older form, and the phone has the file', async () => {
    await here.emulator.say({ from: person, text: 'Hi' });
    const inside = { content: bytes.toString('base64'), contentType: 'application/pdf', caption: 'March' };
    expect((await here.send(inside)).status).to.equal(202);
    const shown = here.emulator.chat(person).messages.at(-1);
    expect(shown).to.include({ kind: 'media', text: '[file.pdf]\nMarch' });
    expect((await here.get(`/v1/media/${shown?.fileId}`)).json).to.include({ byteSize: bytes.length });
    const image = { content: Buffer.alloc(5 * 1024 * 1024 + 1).toString('base64'), contentType: 'image/png' };
    expect(await here.send(image)).to.have.nested.property('json.messages[0].error.code', 31);
  });

  it('from a person comes by reference, and is fetched with the hash', async () => {
    const data = bytes.toString('base64');
    await here.emulator.say({
      from: person,
      media: { contentType: 'image/png', fileName: 'a b.png', data, caption: 'Look' },
    });
    const { event, entry } = here.bot.received[0] ?? {};
    expect(event).to.equal('moMedia');
    expect(entry?.caption).to.equal('Look');
    const [file] = records(entry?.files);
    expect(file).to.include({ contentType: 'image/png', fileName: 'a b.png', byteSize: bytes.length });
    expect(file?.sha256Hash).to.equal(createHash('sha256').update(bytes).digest('hex'));

    const url = String(file?.downloadUrl);
    expect(url.startsWith(`${here.emulator.url}/v1/media?fileId=`)).to.equal(true);
    const answer = await fetch(url, { headers: { authorization: here.integration.apiKey } });
    expect(answer.headers.get('content-type')).to.equal('image/png');
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).to.equal(true);

    expect((await fetch(url)).status).to.equal(401);
    const tampered = await here.get(url.slice(here.emulator.url.length, -1));
    expect([tampered.status, record(tampered.json.error).code]).to.deep.equal([400, 33]);
  });

  it('from a person may be given as text', async () => {
    await here.emulator.say({ from: person, media: { contentType: 'text/plain', fileName: 'a.txt', text: 'Zoë' } });
    const [file] = records(here.bot.received[0]?.entry.files);
    const answer = await fetch(String(file?.downloadUrl), { headers: { authorization: here.integration.apiKey } });
    expect(await answer.text()).to.equal('Zoë');
  });

  it('may be tied to one person', async () => {
    const tied: [string, number][] = [
      [`&to=${person}`, 202],
      ['&to=27820000002', 400],
      [`&to=27820000002&broadcastAllowed=false`, 400],
      [`&to=27820000002&broadcastAllowed=true`, 202],
      ['&broadcastAllowed=true', 202],
    ];
    for (const [query, expected] of tied) {
      const { json } = await upload(`?fileName=a.pdf${query}`, bytes);
      const { status } = await here.send({ media: { contentType: 'application/pdf', fileId: json.fileId } });
      expect(status, query).to.equal(expected);
    }
  });

  it('is kept for 30 days', async () => {
    const { json } = await upload('?fileName=a.pdf', bytes);
    here.clock.advance(month - 1);
    expect((await here.get(`/v1/media/${json.fileId}`)).status).to.equal(200);
    here.clock.advance(1);
    expect(record((await here.get(`/v1/media/${json.fileId}`)).json.error).code).to.equal(33);
  });

  it('is refused where something is missing, unknown or too large', async () => {
    const MB = 1024 * 1024;
    const refusals: [Promise<Result>, number, number][] = [
      [upload('', bytes), 400, 23],
      [upload('?fileName=a.pdf', Buffer.alloc(0)), 400, 23],
      [upload('?fileName=statement', bytes), 400, 23],
      [upload('?fileName=a.pdf&to=0820', bytes), 400, 23],
      [upload('?fileName=a.pdf&broadcastAllowed=yes', bytes), 400, 23],
      [upload('?fileName=a.docx', bytes, wordType), 400, 30],
      [upload('?fileName=a.webp', bytes, 'image/webp'), 400, 30],
      [upload('?fileName=a.ogg', bytes, 'audio/ogg; codecs=vorbis'), 400, 30],
      [upload('?fileName=a.ogg', Buffer.alloc(16 * MB + 1), 'audio/ogg'), 400, 31],
      [upload('?fileName=a.zip', bytes, 'application/zip'), 400, 30],
      [upload('?fileName=a.png', Buffer.alloc(5 * MB + 1), 'image/png'), 400, 31],
      [upload('?fileName=a.pdf', Buffer.alloc(30 * MB + 1)), 413, 31],
      [here.get('/v1/media'), 400, 23],
      [here.get('/v1/media?fileId=x'), 400, 23],
      [here.get('/v1/media?fileId=x&sha256Hash=y'), 400, 33],
      [here.get('/v1/media/x'), 400, 33],
    ];
    for (const [answer, http, code] of refusals) {
      const { status, json } = await answer;
      expect([status, record(json.error).code]).to.deep.equal([http, code]);
    }
    expect((await upload('?fileName=a.ogg', bytes, 'audio/ogg; codecs=opus')).status).to.equal(200);
    expect((await upload('?fileName=a.pdf', Buffer.alloc(30 * MB))).status).to.equal(200);
  });
});
