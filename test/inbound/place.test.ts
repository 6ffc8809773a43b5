import { expect } from 'chai';
import { fromThandi, ids, only, parse } from './parsed.js';

describe('A place is read', () => {
  const point = { latitude: -33.9, longitude: 18.4 };
  const names = { name: 'Branch', address: '1 Long Street' };
  const table: [string, object, object, string?][] = [
    ['flat', { ...point, ...names }, { ...point, ...names }],
    [
      "in Clickatell's names",
      { ...point, locationName: 'Branch', locationAddress: names.address },
      { ...point, ...names },
    ],
    [
      'with underscores',
      { ...point, location_name: 'Branch', location_address: names.address },
      { ...point, ...names },
    ],
    ["in WhatsApp's spelling", { location: { ...point, ...names } }, { ...point, ...names }],
    [
      "in WhatsApp's spelling with a page",
      { location: { ...point, name: 'Branch', url: 'https://bank.example/' } },
      { ...point, name: 'Branch', url: 'https://bank.example/' },
    ],
    ['nested, with its name beside', { location: point, locationName: 'Branch' }, { ...point, name: 'Branch' }],
    [
      'nested twice',
      { location: { name: 'Branch', coordinates: { lat: '-33.9', lng: '18.4' } } },
      { ...point, name: 'Branch' },
    ],
    ['in degrees', { locationMessage: { degreesLatitude: -33.9, degreesLongitude: 18.4 } }, point],
    ['flat and misspelt', { latitute: -33.9, lon: 18.4 }, point],
    ['with an address alone', { location: { address: '1 Long\nStreet' } }, { address: '1 Long Street' }],
    ['with a name alone', { locationName: 'Branch', latitude: null, longitude: null }, { name: 'Branch' }],
    ['with a name and half of its coordinates', { location: { latitude: -33.9, name: 'Branch' } }, { name: 'Branch' }],
    ['with a name and coordinates that are none', { latitude: 91, longitude: 0, name: 'Branch' }, { name: 'Branch' }],
    ['with a page that is none', { ...point, url: 'javascript:alert(1)' }, point],
    ['of another name', { ...point, ...names }, { ...point, ...names }, 'moVenue'],
    ['of no known name', { location: point }, point, 'moNew'],
    ['that moves', { liveLocation: point }, point, 'moLiveLocation'],
  ];
  for (const [name, fields, place, event = 'moLocation'] of table) {
    it(name, () => {
      const expected = { kind: 'location', messageId: 'm1', ...fromThandi, ...place };
      expect(only(parse(event, { ...ids, ...fields }))).to.deep.equal(expected);
    });
  }

  it('and none in a text about one', () => {
    expect(only(parse('moNew', { ...ids, content: 'Hi', location: { name: 'Branch' } }))).to.include({
      kind: 'text',
    });
    expect(only(parse('moText', { ...ids, content: 'Hi', ...point }))).to.include({ kind: 'text', text: 'Hi' });
  });
});
