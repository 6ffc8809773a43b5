import { text } from 'node:stream/consumers';
import type { Attachment } from 'botbuilder';
import { expect } from 'chai';
import { ClickatellClient } from '../../src/clickatell/client.js';
import { ForeignMediaError, InvalidInputError, MediaHashError, MediaTooLargeError } from '../../src/core/errors.js';
import { createEmulator, type Emulator } from '../../src/emulator/index.js';
import { download } from '../../src/files/download.js';
import { toActivity } from '../../src/inbound/activity.js';
import { parseCallback } from '../../src/inbound/parse.js';
import { rejection } from '../support/rejection.js';
import { bytes, type Host, startHost } from './fileHost.js';

const business = '27110000001';
const thandi = '27820000001';

describe('The download of an attachment', () => {
  let emulator: Emulator;
  let callbacks: Host;
  let client: ClickatellClient;

  beforeEach(async () => {
    callbacks = await startHost(bytes(''));
    emulator = await createEmulator();
    const { apiKey } = emulator.integrate({ number: business, callbackUrl: callbacks.url });
    const retry = { retries: 1, minDelayMs: 1, maxDelayMs: 2 };
    client = new ClickatellClient({ apiKey, number: business, baseUrl: emulator.url, retry });
  });
  afterEach(async () => {
    await client.close();
    await Promise.all([emulator.close(), callbacks.close()]);
  });

  /** A person sends a file; its attachment as the bot has it. */
  async function sent(media: { contentType: string; fileName?: string; text: string }): Promise<Attachment> {
    await emulator.say({ from: thandi, media });
    return attachmentOf(JSON.parse(callbacks.asked.at(-1)?.body.toString() ?? ''));
  }

  function attachmentOf(callback: Record<string, unknown>): Attachment {
    const [event] = parseCallback(callback).events;
    const [attachment] = event && event.kind !== 'status' ? (toActivity(event).attachments ?? []) : [];
    return attachment ?? expect.fail('The callback has no attachment.');
  }

  it('streams the file, with what is known of it', async () => {
    const attachment = await sent({ contentType: 'image/png', fileName: 'a b.png', text: 'a photo' });
    const { stream, ...known } = await download(attachment, client);
    expect(known).to.deep.equal({ contentType: 'image/png', name: 'a b.png', byteSize: 7, isVoice: false });
    expect(await text(stream)).to.equal('a photo');
  });

  it('works as well by the address alone', async () => {
    const { contentUrl = '' } = await sent({ contentType: 'image/png', text: 'a photo' });
    const file = await download({ contentType: 'application/octet-stream', contentUrl }, client);
    expect(file).to.include({ contentType: 'image/png', byteSize: 7 });
    expect(await text(file.stream)).to.equal('a photo');
  });

  it('marks voice notes', async () => {
    const isVoice = async (contentType: string) => {
      const file = await download(await sent({ contentType, text: 'x' }), client);
      file.stream.destroy();
      return file.isVoice;
    };
    expect(await isVoice('audio/ogg; codecs=opus')).to.equal(true);
    expect(await isVoice('audio/mpeg')).to.equal(false);
    const unsure = { contentType: 'audio/ogg; codecs=opus', contentUrl: 'data:audio/ogg,x' };
    expect((await download({ ...unsure, content: { voice: false } }, client)).isVoice).to.equal(false);
    expect((await download({ ...unsure, content: { voice: 'maybe' } }, client)).isVoice).to.equal(true);
  });

  it('ends with an error where the bytes are not those of the hash, however it is known', async () => {
    const attachment = await sent({ contentType: 'image/png', text: 'a photo' });
    for (const content of [attachment.content, undefined]) {
      emulator.fault('mediaTampered');
      const { stream } = await download({ ...attachment, content }, client);
      await rejection(text(stream), MediaHashError);
    }
  });

  it('takes no more than is allowed', async () => {
    const attachment = await sent({ contentType: 'image/png', text: 'a photo' });
    for (const content of [attachment.content, undefined]) {
      await rejection(download({ ...attachment, content }, client, { maxBytes: 6 }), MediaTooLargeError);
    }
    const { stream } = await download(attachment, client, { maxBytes: 7 });
    expect(await text(stream)).to.equal('a photo');
  });

  it('shows the key to nobody but the provider', async () => {
    const attachment = await sent({ contentType: 'image/png', text: 'a photo' });
    const elsewhere = attachment.contentUrl?.replace(emulator.url, callbacks.url) ?? '';
    const asked = callbacks.asked.length;
    await rejection(download({ ...attachment, contentUrl: elsewhere }, client), ForeignMediaError);
    expect(callbacks.asked).to.have.length(asked);
  });

  it('reads what the message brought along', async () => {
    const entry = {
      messageId: 'm',
      from: thandi,
      to: business,
      timestamp: 1,
      contentType: 'text/plain',
      content: 'SGk=',
    };
    const attachment = attachmentOf({ integrationId: 'i', event: { moMedia: [{ channel: 'whatsapp', ...entry }] } });
    const { stream, ...known } = await download(attachment, client);
    expect(known).to.deep.equal({ contentType: 'text/plain', byteSize: 2, isVoice: false });
    expect(await text(stream)).to.equal('Hi');
    await rejection(download(attachment, client, { maxBytes: 1 }), MediaTooLargeError);
    expect(emulator.requests.other).to.equal(0);
  });

  it('is refused for what is no file of a person’s', async () => {
    const refused: Attachment[] = [
      { contentType: 'image/png' },
      { contentType: 'image/png', contentUrl: '' },
      { contentType: 'image/png', contentUrl: 'data:image/png;base64,@' },
      { contentType: 'text/vcard', content: 'BEGIN:VCARD' },
    ];
    for (const attachment of refused) {
      expect(await rejection(download(attachment, client), InvalidInputError)).to.include({ field: 'contentUrl' });
    }
  });
});
