import { expect } from 'chai';
import fc from 'fast-check';
import { readDataUrl } from '../../src/core/dataUrl.js';

describe('readDataUrl', () => {
  const rows: [address: string, contentType: string, text: string][] = [
    ['data:text/plain;base64,SGk=', 'text/plain', 'Hi'],
    ['data:text/plain;base64,SGk', 'text/plain', 'Hi'],
    ['data:text/plain;base64,SGk%3D', 'text/plain', 'Hi'],
    ['DATA:text/plain;charset=utf-8;BASE64,SGk=', 'text/plain;charset=utf-8', 'Hi'],
    ['data:text/plain;base64,SG\nk=', 'text/plain', 'Hi'],
    ['data:;base64,', '', ''],
    ['data:,Hi', '', 'Hi'],
    ['data:text/plain,Zo%C3%AB%20Ã©', 'text/plain', 'Zoë Ã©'],
    ['data:text/plain,a,b;base64', 'text/plain', 'a,b;base64'],
  ];
  for (const [address, contentType, text] of rows) {
    it(`reads ${JSON.stringify(address)}`, () => {
      const file = readDataUrl(address);
      expect(file?.contentType).to.equal(contentType);
      expect(file?.bytes.toString()).to.equal(text);
    });
  }

  const bad = [
    'data:text/plain;base64',
    'data:text/plain;base64,SGk=SGk=',
    'data:text/plain;base64,S',
    'data:text/plain;base64,SG$k',
    'data:text/plain;base64,%zz',
    'data:text/plain,100%',
    'data:text/plain,%4',
    'https://example.org/,x',
    `data:${'a'.repeat(2_000)},x`,
  ];
  for (const address of bad) {
    it(`refuses ${JSON.stringify(address.slice(0, 60))}`, () => {
      expect(readDataUrl(address)).to.equal(undefined);
    });
  }

  it('gives back any bytes, in either encoding', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (array) => {
        const bytes = Buffer.from(array);
        const escaped = bytes.toString('hex').replace(/../g, '%$&');
        expect(readDataUrl(`data:a/b;base64,${bytes.toString('base64')}`)?.bytes.equals(bytes)).to.equal(true);
        expect(readDataUrl(`data:a/b,${escaped}`)?.bytes.equals(bytes)).to.equal(true);
      }),
    );
  });
});
