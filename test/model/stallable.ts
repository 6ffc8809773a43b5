import type { SharedEngine, Store } from '../../src/store/store.js';
import type { Gate } from './gate.js';

/** A store whose shared mailbox answers nothing while the gate is closed, as if the process had been stopped. */
export function stallable(store: Store, gate: Gate): Store {
  const { engine } = store;
  if (!engine.shared) return store;
  const mailbox: SharedEngine['mailbox'] = (clock, takeOverMs) => gated(engine.mailbox(clock, takeOverMs), gate);
  const stalled: SharedEngine = {
    shared: true,
    values: engine.values,
    leases: engine.leases,
    pacing: engine.pacing,
    mailbox,
  };
  return {
    kind: store.kind,
    engine: stalled,
    keyv: (namespace, options) => store.keyv(namespace, options),
    ping: () => store.ping(),
    clear: () => store.clear(),
    close: () => store.close(),
  };
}

/** Its methods wait until the gate is open, and answer only when it is. */
function gated<T extends object>(target: T, gate: Gate): T {
  return new Proxy(target, {
    get(_, name) {
      const method: unknown = Reflect.get(target, name, target);
      if (typeof method !== 'function') return method;
      if (name === 'close') return () => Reflect.apply(method, target, []);
      return async (...given: readonly unknown[]) => {
        await gate.passed();
        const answer: unknown = await Reflect.apply(method, target, given);
        await gate.passed();
        return answer;
      };
    },
  });
}
