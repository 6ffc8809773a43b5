import { expect } from 'chai';
import { closeAll, setting } from './support.js';

describe('GET /', () => {
  afterEach(closeAll);

  it('is a page whose script is sound and puts no text into the page as markup', async () => {
    const { emulator } = await setting();
    const answer = await fetch(emulator.url);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.match(/^text\/html/);
    expect(answer.headers.get('content-security-policy')).to.include("default-src 'none'");
    const html = await answer.text();
    const script = html.match(/<script>([\s\S]*)<\/script>/)?.[1] ?? '';
    expect(() => new Function(script)).not.to.throw();
    expect(script)
      .to.include('textContent')
      .and.not.match(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
    expect(html).not.to.match(/https?:\/\//);
  });
});
