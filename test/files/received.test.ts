import { expect } from 'chai';
import { ClickatellClient } from '../../src/clickatell/client.js';
import { MediaUnavailableError } from '../../src/core/errors.js';
import { isReceived, readReceived } from '../../src/files/received.js';
import { rejection } from '../support/rejection.js';
import { bytes, type Host, startHost, status } from './fileHost.js';
import { files } from './files.js';

describe('A file that a person sent', () => {
  let host: Host;
  let client: ClickatellClient;
  before(async () => {
    host = await startHost(bytes(files.png, { 'content-type': 'image/png' }));
    client = new ClickatellClient({ apiKey: 'the-key', number: '27110000001', baseUrl: host.url });
  });
  after(async () => {
    await client.close();
    await host.close();
  });

  it('is known by its address, which is the provider’s own for media', () => {
    const known = (address: string) => isReceived(address, client);
    expect(known(`${host.url}/v1/media?fileId=1`)).to.equal(true);
    expect(known(`${host.url}/v1/media`)).to.equal(false);
    expect(known(`${host.url}/v1/messages?fileId=1`)).to.equal(false);
    expect(known(`${host.url}/v1/media/../messages?fileId=1`)).to.equal(false);
    expect(known(`http://127.0.0.1:1/v1/media?fileId=1`)).to.equal(false);
    expect(known('data:,media?fileId=1')).to.equal(false);
    expect(known('nowhere')).to.equal(false);
  });

  it('is read with the key', async () => {
    const claim = { contentType: '', fileName: 'photo.png' };
    const file = await readReceived(`${host.url}/v1/media?fileId=1`, claim, client);
    expect(file).to.deep.equal({ bytes: files.png, label: 'image/png', fileName: 'photo.png' });
    expect(host.asked.at(-1)?.headers.authorization).to.equal('the-key');
  });

  it('is not to be had where its bytes are others, or are gone', async () => {
    const claim = { contentType: 'image/png' };
    const other = `${host.url}/v1/media?fileId=1&sha256Hash=${'0'.repeat(64)}`;
    await rejection(readReceived(other, claim, client), MediaUnavailableError);
    host.behave(status(404));
    await rejection(readReceived(`${host.url}/v1/media?fileId=1`, claim, client), MediaUnavailableError);
  });
});
