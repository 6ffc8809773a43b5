import { type Store, StoreError } from '../../src/index.js';
import { BackendStore } from '../../src/store/backendStore.js';
import type { OwnEngine } from '../../src/store/engine.js';
import { openLmdb } from '../../src/store/lmdb/open.js';
import type { Mailbox } from '../../src/store/mailbox.js';
import type { Values } from '../../src/store/values.js';

/** Dies at a write: neither that nor any later one is done. */
export class Death {
  isDead = false;
  #left = Number.POSITIVE_INFINITY;

  after(writes: number): void {
    this.#left = writes;
  }

  write(): void {
    this.#left -= 1;
    if (this.#left < 0) this.isDead = true;
    if (this.isDead) throw new StoreError('The process has died.');
  }
}

/** A store whose process dies at a write of its own. */
export async function mortal(folder: string, death: Death): Promise<Store> {
  const { engine, close } = await openInner(folder);
  const values: Values = {
    getMany: (keys) => engine.values.getMany(keys),
    commit: async (writes) => {
      death.write();
      return engine.values.commit(writes);
    },
    delete: async (keys) => {
      death.write();
      return engine.values.delete(keys);
    },
    clear: (prefix) => engine.values.clear(prefix),
    scan: () => engine.values.scan(),
    leftMs: (key) => engine.values.leftMs(key),
    scrub: (isTheirs) => engine.values.scrub(isTheirs),
    close,
  };
  const mailbox: OwnEngine['mailbox'] = (clock) => {
    const inner = engine.mailbox(clock);
    const writing = <Given extends unknown[], Result>(write: (...given: Given) => Promise<Result>) => {
      return async (...given: Given) => {
        death.write();
        return write(...given);
      };
    };
    const own: Mailbox = {
      isDurable: true,
      append: writing((...given) => inner.append(...given)),
      begun: writing((...given) => inner.begun(...given)),
      done: writing((...given) => inner.done(...given)),
      putAside: writing((...given) => inner.putAside(...given)),
      takeBack: writing((...given) => inner.takeBack(...given)),
      schedule: writing((...given) => inner.schedule(...given)),
      cancel: writing((...given) => inner.cancel(...given)),
      takeDue: writing((...given) => inner.takeDue(...given)),
      changeAside: writing((...given) => inner.changeAside(...given)),
      forgetIds: writing((...given) => inner.forgetIds(...given)),
      drop: writing((...given) => inner.drop(...given)),
      kept: () => inner.kept(),
      page: (...given) => inner.page(...given),
      asides: () => inner.asides(),
      nextDue: () => inner.nextDue(),
      clear: () => inner.clear(),
      measure: () => inner.measure(),
    };
    return own;
  };
  return new BackendStore('lmdb', { ...engine, values, mailbox });
}

async function openInner(folder: string) {
  const store = await openLmdb(folder);
  return { engine: store.engine, close: () => store.close() };
}
