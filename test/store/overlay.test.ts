import { expect } from 'chai';
import { Overlay } from '../../src/store/overlay.js';

const entry = (value: unknown) => ({ value, expires: 0 });

describe('Overlay', () => {
  it('shows what is being written over what was written', () => {
    const overlay = new Overlay();
    const [first, second, third] = [entry(1), entry(2), entry(3)];
    overlay.begin('key', first);
    expect(overlay.get('key')).to.equal(first);
    overlay.begin('key', second);
    overlay.done('key', first, 1);
    expect(overlay.get('key')).to.equal(second);
    overlay.done('key', second, 1);
    expect(overlay.get('key')).to.equal(second);
    overlay.begin('key', third);
    expect(overlay.get('key')).to.equal(third);
  });

  it('knows nothing if a write fails: the store has what was there before', () => {
    const overlay = new Overlay();
    const [first, second, third] = [entry(1), entry(2), entry(3)];
    overlay.begin('key', first);
    overlay.done('key', first, 1);
    overlay.begin('key', second);
    overlay.begin('key', third);
    overlay.failed('key', second);
    expect(overlay.get('key')).to.equal(third);
    overlay.failed('key', third);
    expect(overlay.get('key')).to.equal(undefined);
    overlay.begin('new', second);
    overlay.failed('new', second);
    expect(overlay.get('new')).to.equal(undefined);
  });

  it('knows of a deletion', () => {
    const overlay = new Overlay();
    overlay.done('key', entry(undefined), 0);
    expect(overlay.get('key')).to.deep.equal(entry(undefined));
  });

  it('holds a limited amount, the latest of it', () => {
    const overlay = new Overlay();
    const units = 100_000;
    const keys = Array.from({ length: 500 }, (_, index) => `key ${index}`);
    for (const key of keys) overlay.done(key, entry(key), units);
    const held = keys.filter((key) => overlay.get(key));
    expect(held.length).to.be.within(20, 60);
    expect(held).to.deep.equal(keys.slice(-held.length));
  });

  it('forgets what is written, and not what is being written', () => {
    const overlay = new Overlay();
    overlay.done('written', entry(1), 1);
    overlay.begin('being written', entry(2));
    overlay.clear();
    expect(overlay.get('written')).to.equal(undefined);
    expect(overlay.get('being written')).to.deep.equal(entry(2));
  });
});
