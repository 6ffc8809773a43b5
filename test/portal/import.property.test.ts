import { expect } from 'chai';
import fc from 'fast-check';
import { diffCatalogue } from '../../src/portal/diff.js';
import { readGraph } from '../../src/portal/graph.js';
import { importTemplates } from '../../src/portal/import.js';
import { TemplateCatalog } from '../../src/templates/catalog.js';

const piece = fc.constantFrom(
  'Hi ',
  ' your ticket ',
  ', ',
  'R',
  ' is due ',
  '{{1}}',
  '{{2}}',
  '{{3}}',
  '{{name}}',
  '.',
  '\n',
  '{',
  ' 👋',
);
const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
const button = fc.oneof(
  fc.record({ type: fc.constantFrom('QUICK_REPLY', 'FLOW', 'COPY_CODE'), text: fc.constantFrom('Yes', 'No') }),
  fc.record({
    type: fc.constant('URL'),
    text: fc.constantFrom('See', 'Pay'),
    url: fc.constantFrom(
      'https://x.example.com',
      'https://x.example.com/ticket/{{1}}',
      'https://x.example.com/{{1}}/more',
    ),
  }),
  fc.record({
    type: fc.constant('PHONE_NUMBER'),
    text: fc.constant('Call'),
    phone_number: fc.constantFrom('+27 11', 'x'),
  }),
);
const component = fc.oneof(
  fc.record({ type: fc.constant('BODY'), text }),
  fc.record({ type: fc.constant('HEADER'), format: fc.constantFrom('TEXT', 'IMAGE', 'LOCATION'), text }),
  fc.record({ type: fc.constant('FOOTER'), text: fc.constantFrom('Bye', '{{1}}') }),
  fc.record({ type: fc.constant('BUTTONS'), buttons: fc.array(button, { maxLength: 3 }) }),
);
const template = fc.record({
  name: fc.constantFrom('a', 'a_af', 'b', 'b_en', 'Wrong Name'),
  language: fc.constantFrom('en', 'en_US', 'af', 'de'),
  status: fc.constantFrom('APPROVED', 'Active - Quality High', 'PAUSED', 'REJECTED'),
  category: fc.constantFrom('UTILITY', 'MARKETING', 'AUTHENTICATION', 'OTHER'),
  components: fc.array(component, { maxLength: 4 }),
});

describe('An import', () => {
  it('makes a catalogue that can be loaded, takes or leaves out every template, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(template, { maxLength: 8 }), (templates) => {
        const given = readGraph({ data: templates });
        const first = importTemplates(given, undefined);
        const catalogue = [...TemplateCatalog.parse(first.catalogue)];
        expect(first.imported.length + first.leftOut.length).to.equal(templates.length);
        expect(catalogue).to.have.length(first.imported.length);

        const second = importTemplates(given, first.catalogue);
        expect(second.catalogue).to.deep.equal(first.catalogue);
        expect(second.imported.every(({ outcome }) => outcome === 'same')).to.equal(true);

        const { onlyHere, onlyThere } = diffCatalogue(catalogue, given.templates);
        expect(onlyHere).to.deep.equal([]);
        const leftOut = first.leftOut.map(({ name, language }) => `${name} ${language}`);
        expect(leftOut).to.include.members(onlyThere.map(({ name, language }) => `${name} ${language}`));
      }),
    );
  });
});
