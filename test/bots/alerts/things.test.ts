import { expect } from 'chai';
import fc from 'fast-check';
import { type Flight, flights } from '../../../bots/alerts/flight.js';
import { type Parcel, parcels } from '../../../bots/alerts/parcel.js';

const now = Date.parse('2026-12-01T06:00:00Z');
const departs = '2026-12-01T10:40+02:00';
const flight: Flight = {
  ...{ id: 'SA204', state: 'scheduled', origin: 'Johannesburg', destination: 'Cape Town' },
  ...{ gate: 'B12', departs },
};
const parcel: Parcel = { id: 'ZA123456789', state: 'in-transit', place: 'Durban', expected: '2026-12-03' };

describe('A flight number', () => {
  const read: Readonly<Record<string, string | undefined>> = {
    SA204: 'SA204',
    'sa 204': 'SA204',
    'sa-204': 'SA204',
    SA0204: 'SA204',
    'Flight SA 204.': 'SA204',
    'flight no. 4z702': '4Z702',
    'flight number fa117?': 'FA117',
    204: undefined,
    SA: undefined,
    SA20411: undefined,
    ZA123456789: undefined,
    'my flight': undefined,
    '': undefined,
  };
  for (const [text, id] of Object.entries(read)) {
    it(`${id === undefined ? 'is not in' : 'is read from'} "${text}"`, () => {
      expect(flights.readId(text)).to.equal(id);
    });
  }

  const found: Readonly<Record<string, readonly string[]>> = {
    'alerts for flight sa 204 please': ['SA204'],
    'follow SA204 and SA301': ['SA204', 'SA301'],
    'SA204, sa 204': ['SA204'],
    'is it in 20 minutes, at 10 or on 12 dec?': [],
    'parcel ZA123456789': [],
    'R 250': [],
  };
  for (const [text, ids] of Object.entries(found)) {
    it(`is found where there is one: "${text}"`, () => {
      expect(flights.idsIn(text)).to.deep.equal(ids);
    });
  }

  it('is read again from every way in which it is written', () => {
    const airline = fc.constantFrom('SA', 'FA', '4Z', 'B6', 'BAW');
    const blank = fc.constantFrom('', ' ', '-');
    fc.assert(
      fc.property(airline, fc.integer({ min: 1, max: 9999 }), blank, fc.boolean(), (code, number, between, isLower) => {
        const text = `${code}${between}${number}`;
        expect(flights.readId(isLower ? text.toLowerCase() : text)).to.equal(`${code}${number}`);
      }),
    );
  });
});

describe('A parcel number', () => {
  const read: Readonly<Record<string, string | undefined>> = {
    ZA123456789: 'ZA123456789',
    'za 123 456 789': 'ZA123456789',
    'parcel za123456789': 'ZA123456789',
    ZA123456789ZA: 'ZA123456789ZA',
    ZA12345678: undefined,
    SA204: undefined,
    '123456789': undefined,
  };
  for (const [text, id] of Object.entries(read)) {
    it(`${id === undefined ? 'is not in' : 'is read from'} "${text}"`, () => {
      expect(parcels.readId(text)).to.equal(id);
    });
  }

  it('is found in a sentence', () => {
    expect(parcels.idsIn('where is za123456789 now, and ZA 987 654 321?')).to.deep.equal([
      'ZA123456789',
      'ZA987654321',
    ]);
  });
});

describe('The news of a flight', () => {
  const told: readonly (readonly [change: object, short: string | undefined])[] = [
    [{ state: 'boarding' }, 'it is boarding'],
    [{ gate: 'b14' }, 'its gate is now B14 and not B12'],
    [{ gate: null }, 'its gate is open again and will be told'],
    [
      { departs: '2026-12-01T11:25+02:00', state: 'delayed' },
      'it is delayed, and it leaves at 11:25 on Tuesday 1 December',
    ],
    [{ state: 'scheduled', gate: 'B12', departs: '2026-12-01T08:40Z' }, undefined],
    [{ destination: 'George' }, undefined],
  ];
  for (const [change, short] of told) {
    it(`after ${JSON.stringify(change)} is ${short ?? 'nothing'}`, () => {
      const after = flights.changed(flight, flight.id, flights.change.parse(change), now);
      expect(flights.news(flight, after)?.short).to.equal(short);
    });
  }

  it('says of the whole what stands now', () => {
    expect(flights.standing(flight)).to.equal(
      'Flight SA204 (Johannesburg to Cape Town) is on time. It leaves at 10:40 on Tuesday 1 December. Its gate is B12.',
    );
    expect(flights.standing({ ...flight, state: 'landed' })).to.equal(
      'Flight SA204 (Johannesburg to Cape Town) has landed.',
    );
  });

  it('ends two days after it has landed, and not because it is said twice', () => {
    const landed = flights.changed(flight, flight.id, { state: 'landed' }, now);
    expect(flights.alertsEnd(landed)).to.equal(now + 2 * 24 * 60 * 60 * 1000);
    const again = flights.changed(landed, flight.id, { state: 'landed' }, now + 1000);
    expect(again).to.equal(landed);
    const next = flights.changed(landed, flight.id, { state: 'scheduled' }, now + 1000);
    expect([flights.alertsEnd(next), flights.isNext(landed, next), flights.isNext(flight, landed)]).to.deep.equal([
      undefined,
      true,
      false,
    ]);
  });

  it('fits the slot of its template, whatever is said', () => {
    const gate = fc.stringMatching(/^[A-Z]\d{1,3}$/);
    fc.assert(
      fc.property(fc.constantFrom('scheduled', 'boarding', 'landed'), gate, (state, at) => {
        const after = flights.changed(flight, flight.id, flights.change.parse({ state, gate: at }), now);
        expect(flights.news(flight, after)?.short ?? 'nothing').to.match(/^[^.\n]+$/);
      }),
    );
  });
});

describe('The news of a parcel', () => {
  const told: readonly (readonly [change: object, short: string | undefined])[] = [
    [{ state: 'Out for delivery' }, 'it is out for delivery today'],
    [{ place: 'Bloemfontein' }, 'it is in Bloemfontein'],
    [{ expected: '2026-12-04' }, 'it is to arrive on Friday 4 December'],
    [{ place: null }, undefined],
    [{ state: 'in-transit', place: 'Durban' }, undefined],
  ];
  for (const [change, short] of told) {
    it(`after ${JSON.stringify(change)} is ${short ?? 'nothing'}`, () => {
      const after = parcels.changed(parcel, parcel.id, parcels.change.parse(change), now);
      expect(parcels.news(parcel, after)?.short).to.equal(short);
    });
  }

  it('stands in one line, and ends some days after the delivery', () => {
    expect(parcels.standing(parcel)).to.equal(
      'Parcel ZA123456789 is on its way. It was last seen in Durban. It is to arrive on Thursday 3 December.',
    );
    const delivered = parcels.changed(parcel, parcel.id, { state: 'delivered' }, now);
    expect(parcels.standing(delivered)).to.equal('Parcel ZA123456789 has been delivered.');
    expect(parcels.alertsEnd(delivered)).to.equal(now + 3 * 24 * 60 * 60 * 1000);
  });
});
