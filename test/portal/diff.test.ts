import { expect } from 'chai';
import { diffCatalogue, isSame, wordByWord } from '../../src/portal/diff.js';
import { readGraph } from '../../src/portal/graph.js';
import { TemplateCatalog } from '../../src/templates/catalog.js';

const quick = (title: string) => ({ type: 'quickReply', title });
const here = {
  ...{ name: 'parcel', language: 'en', category: 'utility', body: 'Hi {{1}}, it is here.', slots: ['who'] },
  ...{
    header: { type: 'text', text: 'Parcel' },
    footer: 'Bye',
    buttons: [quick('Thanks'), quick('Stop')],
    fallback: [],
  },
};
const components = {
  header: { type: 'HEADER', format: 'TEXT', text: 'Parcel' },
  body: { type: 'BODY', text: 'Hi {{1}}, it is here.' },
  footer: { type: 'FOOTER', text: 'Bye' },
  buttons: {
    type: 'BUTTONS',
    buttons: [
      { type: 'QUICK_REPLY', text: 'Thanks' },
      { type: 'QUICK_REPLY', text: 'Stop' },
    ],
  },
};
const there = (change: object = {}, more: object = {}) => ({
  ...{ name: 'parcel', language: 'en', status: 'APPROVED', category: 'UTILITY', ...more },
  components: Object.values({ ...components, ...change }).filter((part) => part !== undefined),
});
const compared = (catalogue: object[], ...exported: object[]) =>
  diffCatalogue([...TemplateCatalog.parse({ templates: catalogue })], readGraph(exported).templates);

describe('The difference of a catalogue and an export', () => {
  it('is none where the portal has the same, whatever the slots are called', () => {
    const coupon = there({ more: { type: 'CAROUSEL' } }, { name: 'many' });
    const result = compared([here], there(), there({}, { name: 'old', status: 'REJECTED' }), coupon);
    expect(isSame(result)).to.equal(true);
    expect(result).to.deep.include({ same: 1, onlyHere: [], onlyThere: [], differing: [] });
    expect(result.leftOut.map(({ name }) => name)).to.deep.equal(['old', 'many']);
  });

  it('is what only one of them has', () => {
    const result = compared([here, { ...here, name: 'mine' }], there(), there({}, { name: 'theirs' }));
    expect(result.onlyHere.map(({ name }) => name)).to.deep.equal(['mine']);
    expect(result.onlyThere.map(({ name }) => name)).to.deep.equal(['theirs']);
    expect(isSame(result)).to.equal(false);
  });

  it('goes by the portal’s name', () => {
    const af = { ...here, language: 'af', portalName: 'parcel_af' };
    expect(isSame(compared([here, af], there(), there({}, { name: 'parcel_af', language: 'af' })))).to.equal(true);
  });

  const changes: [change: object, more: object, told: string][] = [
    [{ body: { type: 'BODY', text: 'Hi {{1}}, it was here.' } }, {}, 'body: Hi {{1}}, it [-is-]{+was+} here.'],
    [{ header: undefined }, {}, 'header: "Parcel" here, none there'],
    [{ header: { type: 'HEADER', format: 'IMAGE' } }, {}, 'header: [-Parcel-]{+(image)+}'],
    [{ footer: { type: 'FOOTER', text: 'Bye now' } }, {}, 'footer: Bye{+ now+}'],
    [
      { buttons: { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Thanks' }] } },
      {},
      'button 2: "Stop (quick reply)" here, none there',
    ],
    [{}, { category: 'MARKETING' }, 'category: utility here, marketing there'],
    [{}, { status: 'DISABLED' }, 'status: it is DISABLED there, and cannot be sent'],
    [{ more: { type: 'CAROUSEL' } }, {}, 'it has a part of the kind CAROUSEL there, for which a catalogue has no form'],
  ];
  for (const [change, more, told] of changes) {
    it(`is told: ${told}`, () => {
      const { differing, same } = compared([here], there(change, more));
      expect(same).to.equal(0);
      expect(differing).to.deep.equal([{ name: 'parcel', language: 'en', differences: [told] }]);
    });
  }

  it('is shown word by word, with blanks and new lines', () => {
    expect(wordByWord('one two three', 'one 2 three')).to.equal('one [-two-]{+2+} three');
    expect(wordByWord('a\nb', 'a b')).to.equal('a[-\n-]{+ +}b');
  });
});
