import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { MovableClock } from '../core/clock.js';
import { ConfigurationError } from '../core/errors.js';
import { isThisMachine } from '../core/thisMachine.js';
import type { Explanation } from './control/explain.js';
import { checkProgram, type Program } from './control/program.js';
import { changePhone, setFault, setOptOut, setTemplate, shownOn } from './control/routes.js';
import { createWorld, type WorldOptions } from './createWorld.js';
import type { Memory } from './memory.js';
import { type Said, type SayResult, say } from './people/say.js';
import { iso, type PhoneView } from './people/view.js';
import type { FaultKind } from './provider/faults.js';
import type { Integration, IntegrationOptions } from './provider/integrations.js';
import type { OptOut } from './provider/optOuts.js';
import type { TemplateState, ToldAt } from './provider/templateStates.js';
import { serve } from './server.js';
import type { RequestCounts, Violation, World } from './world.js';

/** Where the emulator listens, and what it begins with. */
export interface EmulatorOptions extends WorldOptions {
  /** Default 0, any free port. */
  port?: number;
  integrations?: readonly IntegrationOptions[];
  /** The program behind the numbers; `connect` names it later. */
  program?: Program;
}

/** Changes of a person's phone; what is left out stays. */
export interface PhoneChange {
  /** Off: messages wait at the provider until it is on again. */
  on?: boolean;
  /** The profile name. */
  name?: string;
  onWhatsApp?: boolean;
  /** Whether the person reads what arrives. */
  reads?: boolean;
}

/** A running emulator of Clickatell and of the phones behind it. */
export interface Emulator {
  /** Its base URL: the provider's for a client, and the page's in a browser. */
  readonly url: string;
  readonly clock: MovableClock;
  /** Adds a business number. Again for the same number: its callback URL and templates change, key and chats stay. */
  integrate(options: IntegrationOptions): Integration;
  /** A person writes. Resolves after the first try to deliver the callback. Rejects with `InvalidInputError`. */
  say(said: Said): Promise<SayResult>;
  /** What a person's phone shows, of all numbers or of one. */
  chat(from: string, to?: string): PhoneView;
  /** Changes a person or their phone, such as switching it off. Returns what it shows. */
  person(from: string, change: PhoneChange): PhoneView;
  /** Names the program behind the numbers; the page then has a form for notifications. Throws `ConfigurationError`. */
  connect(program: Program): void;
  /** Keeps why a message was sent as it was, or not at all. The page shows it. */
  explain(clientMessageId: string, explanation: Explanation): void;
  /** Makes something go wrong the next `count` times (default 1); 0 clears it. See `faultKinds`. */
  fault(kind: FaultKind, count?: number): void;
  /**
   * Changes the state of a template in the portal, by the name that requests give it. Messages with one that is not
   * `active` are refused at once (`submit`, the default), or accepted and failed with a status (`status`).
   */
  template(name: string, state: TemplateState, at?: ToldAt): void;
  /**
   * Keeps the messages of a number (default: the first) from a person, as the provider does with those who do not want
   * them, until `none` takes it back. See `optOuts`. It does not depend on what the person says in the chat.
   */
  optOut(from: string, kind: OptOut | 'none', to?: string): void;
  /** Resolves once no callback is under way or waiting, and no status is still to come. */
  settled(): Promise<void>;
  /** Forgets all chats, persons, opt-outs, files, faults, states of templates and pending callbacks, and puts the clock back. Integrations stay. */
  reset(): Promise<void>;
  /** Ends the server and everything under way, and writes what is not stored yet. */
  close(): Promise<void>;
  /** Every free-form message that arrived outside the window, whether or not it was accepted. */
  readonly violations: readonly Violation[];
  readonly requests: Readonly<RequestCounts>;
  /** How long the answer to a `POST /v1/message` takes, ms of real time. Can be set. */
  latency: number;
}

/**
 * Starts an emulator: Clickatell's routes under `/v1`, a page at `/`, a control plane under `/_emulator/`.
 * Rejects with `ConfigurationError` if an integration is wrong or the port is taken.
 *
 *     const emulator = await createEmulator({ integrations: [{ number: '27110000001', callbackUrl, templates }] });
 *     await emulator.say({ from: '27820000001', text: 'Hi' });
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const world = createWorld(options);
  const memory = world.memory;
  if (memory) await recall(world, memory);
  if (options.program) connect(world, options.program);
  for (const integration of options.integrations ?? []) world.integrations.set(integration);
  const { host = '127.0.0.1', port = 0 } = options;
  const server = serve(world);
  const listening = once(server, 'listening');
  server.listen(port, host);
  await listening.catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`The emulator cannot listen on ${host}:${port}: ${reason}.`);
  });
  world.url = urlOf(host, server.address());
  const stopWatching = world.clock.onMove(() => {
    world.events.emit({ type: 'clock', now: iso(world.clock.now()), offsetMs: world.clock.offset });
    memory?.changed();
  });

  return {
    url: world.url,
    clock: world.clock,
    integrate: (integration) => world.integrations.set(integration),
    say: (said) => say(world, said),
    chat: (from, to) => shownOn(world, from, to),
    person: (from, change) => changePhone(world, { from, ...change }),
    connect: (program) => connect(world, program),
    explain: (clientMessageId, explanation) => explain(world, clientMessageId, explanation),
    fault: (kind, count = 1) => void setFault(world, { kind, count }),
    template: (name, state, at = 'submit') => void setTemplate(world, { name, state, at }),
    optOut: (from, kind, to) => void setOptOut(world, { from, kind, to }),
    settled: () => world.delivery.settled(),
    reset: world.reset,
    async close() {
      stopWatching();
      world.callbacks.drop();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await memory?.flush();
    },
    violations: world.violations,
    requests: world.requests,
    get latency() {
      return world.latency;
    },
    set latency(ms) {
      world.latency = ms;
    },
  };
}

function connect(world: World, program: Program): void {
  checkProgram(program);
  if (!isThisMachine(world.host)) {
    throw new ConfigurationError(
      'host: must be this machine, as 127.0.0.1 or localhost, for an emulator that is given a program’s token: ' +
        'whoever reaches the page can use it.',
    );
  }
  world.program = program;
  world.events.emit({ type: 'setup' });
}

function explain(world: World, clientMessageId: string, explanation: Explanation): void {
  const { to } = explanation;
  const after = to && world.chats.chat(to)?.messages.at(-1)?.id;
  const at = world.clock.now();
  world.explanations.add({ ...explanation, clientMessageId, at, ...(after !== undefined && { after }) });
}

async function recall(world: World, memory: Memory): Promise<void> {
  const { offsetMs, integrations, persons, chats } = await memory.load();
  world.clock.advance(offsetMs - world.clock.offset);
  world.integrations.recall(integrations);
  world.chats.restore(persons, chats);
}

function urlOf(host: string, address: AddressInfo | string | null): string {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const port = typeof address === 'object' ? address?.port : undefined;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port ?? 80}`;
}
