import type { Clock } from '../core/clock.js';
import { Leases } from '../core/leases.js';
import type { Lanes } from '../store/lanes.js';
import { LmdbMailbox } from '../store/lmdb/mailbox.js';
import { MemoryMailbox } from '../store/memory/mailbox.js';
import type { LmdbStore, RedisStore, Store } from '../store/open.js';
import { EmbeddedLanes } from './embedded.js';
import { type LaneSettings, laneSettings } from './settings.js';
import { SharedLanes } from './shared.js';

/** The lanes that go with a store: what is accepted is as safe as the store is, and shared where it is. */
export function openLanes(store: Store, clock: Clock, settings: Partial<LaneSettings> = {}): Lanes {
  if (isRedis(store)) {
    const { takeOverMs } = laneSettings(settings);
    return new SharedLanes(store.mailbox(clock, takeOverMs), clock, new Leases(), settings);
  }
  const mailbox = isLmdb(store) ? new LmdbMailbox(store.environment, clock) : new MemoryMailbox(clock);
  return new EmbeddedLanes(mailbox, clock, settings);
}

function isLmdb(store: Store): store is LmdbStore {
  return store.kind === 'lmdb';
}

function isRedis(store: Store): store is RedisStore {
  return store.kind === 'redis';
}
