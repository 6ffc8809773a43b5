import { text as textOf } from 'node:stream/consumers';
import type { Activity, TurnContext } from 'botbuilder';
import { expect } from 'chai';
import { InlineAttachments, MediaHashError } from '../../src/index.js';
import { bytes, type Host, startHost } from '../files/fileHost.js';
import { type Channel, startChannel, thandi } from '../support/channel.js';
import { rejection } from '../support/rejection.js';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const image = { contentType: 'image/png', name: 'chart.png', contentUrl: `data:image/png;base64,${png}` };

describe('Files', () => {
  let channel: Channel;
  let host: Host | undefined;
  afterEach(async () => {
    await channel.close();
    await host?.close();
    host = undefined;
  });

  const sends = (answer: () => Partial<Activity>) => async (context: TurnContext) => {
    if (context.activity.type === 'message') await context.sendActivity(answer());
  };
  const shown = (from = thandi) =>
    channel.emulator
      .chat(from)
      .messages.filter(({ direction }) => direction === 'out')
      .map(({ kind, text, media }) => (media ? [kind, media.fileName, media.caption] : [kind, text]));

  it('leave as files, in order, the text as the caption of the first', async () => {
    const files = [image, { contentType: 'text/plain', name: 'notes.txt', contentUrl: 'data:text/plain,Hello' }];
    const logic = sends(() => ({ type: 'message', text: 'Your *month*', attachments: files }));
    channel = await startChannel({ logic });
    await channel.say('Hello');
    expect(shown()).to.deep.equal([
      ['media', 'chart.png', 'Your _month_'],
      ['media', 'notes.txt', undefined],
    ]);
  });

  it('are uploaded once, whoever gets them, and again where the provider has forgotten them', async () => {
    channel = await startChannel({ logic: sends(() => ({ type: 'message', attachments: [image] })) });
    const uploads = () => channel.events.filter(({ kind }) => kind === 'request').length;
    await channel.say('Hello');
    const before = uploads();
    await channel.say('Hello', '27820000002');
    expect(uploads() - before).to.equal(1);
    channel.clock.advance(40 * 24 * 60 * 60 * 1000);
    await channel.say('Hello', '27820000003');
    expect([shown(), shown('27820000002'), shown('27820000003')].map((all) => all.length)).to.deep.equal([1, 1, 1]);
  });

  it('are fetched from where they stand, if that is allowed', async () => {
    host = await startHost(bytes(Buffer.from(png, 'base64'), { 'content-type': 'image/png' }));
    const contentUrl = `${host.url}/chart.png`;
    const logic = sends(() => ({ type: 'message', attachments: [{ ...image, contentUrl }] }));
    channel = await startChannel({ logic, adapter: { media: { allowHosts: ['127.0.0.1'], allowHttp: true } } });
    await channel.say('Hello');
    expect(shown()).to.deep.equal([['media', 'chart.png', undefined]]);
    await channel.close();

    channel = await startChannel({ logic });
    await channel.say('Hello');
    expect(shown()).to.deep.equal([['text', `chart.png\n${contentUrl}`]]);
    expect(host.asked).to.have.length(1);
  });

  it('that cannot be uploaded are told by name, with what was to be their caption', async () => {
    const answer = { type: 'message', text: 'Your month', attachments: [image] };
    channel = await startChannel({ logic: sends(() => answer) });
    channel.emulator.fault('mediaRefused', 1);
    await channel.say('Hello');
    expect(shown()).to.deep.equal([['text', 'Your month\n\nchart.png']]);
  });

  it('that a person sends come to the bot as streams, whole or not at all', async () => {
    const read: unknown[] = [];
    const logic = async ({ activity }: TurnContext) => {
      for (const attachment of activity.attachments ?? []) {
        const { stream, ...facts } = await channel.adapter.download(attachment);
        const content = await textOf(stream).catch((error: unknown) => error);
        read.push({ ...facts, content });
      }
    };
    channel = await startChannel({ logic });
    const say = async (media: object) => {
      await channel.emulator.say({ from: thandi, media });
      await channel.settled();
    };
    await say({ contentType: 'text/plain', fileName: 'notes.txt', text: 'Hello' });
    await say({ voice: true });
    channel.emulator.fault('mediaTampered', 1);
    await say({ contentType: 'text/plain', fileName: 'notes.txt', text: 'Hello' });
    const [notes, voice, tampered] = read;
    expect(notes).to.deep.equal({
      contentType: 'text/plain',
      name: 'notes.txt',
      byteSize: 5,
      isVoice: false,
      content: 'Hello',
    });
    expect(voice).to.include({ contentType: 'audio/ogg; codecs=opus', isVoice: true });
    expect(tampered).to.have.property('content').that.is.instanceOf(MediaHashError);
  });

  it('can be fetched by bots that know nothing of keys, where they are put into the activity', async () => {
    const read: string[] = [];
    const logic = async ({ activity }: TurnContext) => {
      for (const { contentUrl = '' } of activity.attachments ?? []) {
        read.push(contentUrl.startsWith('data:') ? await (await fetch(contentUrl)).text() : 'too large');
      }
    };
    channel = await startChannel({ logic });
    channel.adapter.use(new InlineAttachments(channel.adapter, { maxBytes: 10 }));
    for (const text of ['Hello', 'Hello, Thandi']) {
      await channel.emulator.say({ from: thandi, media: { contentType: 'text/plain', text } });
    }
    await channel.settled();
    expect(read).to.deep.equal(['Hello', 'too large']);
  });

  it('are not looked for at anybody else', async () => {
    host = await startHost(bytes('secret'));
    channel = await startChannel();
    const attachment = { contentType: 'text/plain', contentUrl: `${host.url}/file` };
    await rejection(channel.adapter.download(attachment), Error);
    expect(host.asked).to.deep.equal([]);
  });
});
