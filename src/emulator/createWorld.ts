import { MovableClock } from '../core/clock.js';
import { EventLog } from './control/events.js';
import { Explanations } from './control/explain.js';
import { WireLog } from './control/wireLog.js';
import { type EmulatorMemory, Memory } from './memory.js';
import { Chats } from './people/chats.js';
import { iso } from './people/view.js';
import { Callbacks } from './provider/callbacks.js';
import { Delivery } from './provider/delivery.js';
import { Faults } from './provider/faults.js';
import { Integrations } from './provider/integrations.js';
import { MediaStore } from './provider/media.js';
import { serviceWindow } from './provider/serviceWindow.js';
import { TemplateStates } from './provider/templateStates.js';
import type { RequestCounts, Violation, World } from './world.js';

export interface WorldOptions {
  /** The provider's time. Give it to the adapter too, and both move together. Default: a new one. */
  clock?: MovableClock;
  /**
   * Default 127.0.0.1. Any other address is for a network of your own, such as that of a test's containers: whoever
   * reaches the emulator can write as any person. It takes no program's token then.
   */
  host?: string;
  /** The most messages in one request. Default 100. */
  batchLimit?: number;
  /** Where chats, keys and the clock's offset are kept over restarts, e.g. a Keyv. Default: nowhere. */
  memory?: EmulatorMemory;
  /** Runs at the beginning of every reset, e.g. to forget the bot's own state with it. */
  onReset?: () => Promise<void> | void;
}

/** Makes everything that the routes work on, and connects it. */
export function createWorld(options: WorldOptions): World & { memory: Memory | undefined } {
  const { clock = new MovableClock(), batchLimit = 100 } = options;
  const events = new EventLog();
  const faults = new Faults((kind, left) => events.emit({ type: 'fault', kind, left }));
  const templateStates = new TemplateStates();
  const wire = new WireLog(clock, events);
  const explanations = new Explanations((explained) => events.emit({ type: 'decision', ...explained.to, explained }));
  const integrations = new Integrations(() => {
    memory?.changed();
    events.emit({ type: 'setup' });
  });
  const chats = new Chats((chat) => memory?.changed(chat), {
    phone: ({ id, name, on, reads, onWhatsApp }) =>
      events.emit({ type: 'phone', person: id, name: name ?? null, on, reads, onWhatsApp }),
    said: ({ business, person }, at) => {
      const { closesAt = at } = serviceWindow(at, clock.now());
      events.emit({ type: 'window', business, person, closesAt: iso(closesAt) });
    },
    optOut: ({ business, person }, optOut) => events.emit({ type: 'optOut', business, person, kind: optOut ?? null }),
  });
  const callbacks = new Callbacks({
    faults,
    events,
    urlOf: (number, event) => integrations.urlFor(number, event),
    tried: (one) => wire.tried(one),
  });
  const delivery = new Delivery({ clock, chats, integrations, callbacks, faults, events });
  const media = new MediaStore();
  const violations: Violation[] = [];
  const requests: RequestCounts = { send: 0, messages: 0, other: 0 };
  const memory =
    options.memory &&
    new Memory(options.memory, () => ({
      offsetMs: clock.offset,
      integrations: integrations.identities,
      persons: chats.persons,
    }));
  const reset = async (): Promise<void> => {
    callbacks.drop();
    // This comes first, while the clock still has its time: the program's turns may still send something here.
    await options.onReset?.();
    callbacks.drop();
    faults.clear();
    templateStates.clear();
    chats.clear();
    media.clear();
    wire.clear();
    explanations.clear();
    violations.length = 0;
    Object.assign(requests, { send: 0, messages: 0, other: 0 });
    clock.reset();
    await memory?.clear();
    events.emit({ type: 'reset' });
  };
  // What cannot be written now is written with the next change.
  const remembered = async () => memory?.flush().catch(() => {});
  const parts = {
    clock,
    chats,
    media,
    faults,
    templateStates,
    events,
    integrations,
    callbacks,
    delivery,
    wire,
    explanations,
    remembered,
  };
  const { host = '127.0.0.1' } = options;
  return { ...parts, violations, requests, batchLimit, latency: 0, host, url: '', reset, memory };
}
