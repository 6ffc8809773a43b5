import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type Helper, start } from './processes.js';

export interface WorldOptions {
  readonly latencyMs: number;
  readonly statusAfterMs?: number;
}

export interface SubjectOptions {
  readonly kind: string;
  readonly storeUrl?: string;
  readonly isStuck?: boolean;
  /** Accepts callbacks in a thread of its own. */
  readonly listens?: boolean;
  readonly watchesLoop?: boolean;
  /** Keeps WhatsApp's pace. */
  readonly isPaced?: boolean;
  /** Lets the process collect its garbage when it is asked what it holds. */
  readonly collects?: boolean;
}

/** A provider with people, for as long as `use` takes. */
export async function withWorld<T>(options: WorldOptions, use: (world: Helper) => Promise<T>): Promise<T> {
  return whileUp(await start('./world.js', options), use);
}

/** A process of what is measured, for as long as `use` takes. */
export async function withSubject<T>(
  world: Helper,
  options: SubjectOptions,
  use: (subject: Helper) => Promise<T>,
): Promise<T> {
  return whileUp(await startSubject(world, options), use);
}

export function startSubject(world: Helper, { collects = false, ...options }: SubjectOptions): Promise<Helper> {
  return start('./subject.js', { ...options, provider: world.url }, collects ? ['--expose-gc'] : []);
}

/** Resolves when the subjects have nothing at hand: the last answer leaves a little before its turn ends. */
export async function settled(...subjects: readonly Helper[]): Promise<void> {
  for (const subject of subjects) {
    while (z.number().parse(await subject.ask('depth')) > 0) await wait(20);
  }
}

async function whileUp<T>(helper: Helper, use: (helper: Helper) => Promise<T>): Promise<T> {
  try {
    return await use(helper);
  } finally {
    await helper.stop();
  }
}
