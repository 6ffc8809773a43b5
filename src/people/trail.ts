import { z } from 'zod';
import { prefixOf } from '../store/table.js';
import type { Row } from '../store/values.js';
import { namespaceOf } from './rows.js';

const part = z.object({
  message: z.string(),
  apiMessageId: z.string().optional(),
  earlierApiIds: z.array(z.string()).optional(),
});
const held = z.array(z.object({ id: z.string() }));

/** The rows that belong to a person's rows, and do not say themselves whose they are. */
export class Trail {
  readonly #keys = new Set<string>();

  /** A row of the person's. */
  follow(row: Pick<Row, 'key' | 'json'>): void {
    const value: unknown = JSON.parse(row.json);
    switch (namespaceOf(row)) {
      case 'parts': {
        const { data } = part.safeParse(value);
        if (!data) return;
        this.#add('held-ends', data.message);
        for (const id of [data.apiMessageId, ...(data.earlierApiIds ?? [])]) {
          if (id !== undefined) this.#add('parts-by-api-id', id);
        }
        return;
      }
      case 'held': {
        for (const { id } of held.safeParse(value).data ?? []) this.#add('held-ends', id);
        return;
      }
      default:
    }
  }

  /** The keys that were found since the last call. */
  take(): string[] {
    const keys = [...this.#keys];
    this.#keys.clear();
    return keys;
  }

  #add(namespace: string, key: string): void {
    this.#keys.add(prefixOf(namespace) + key);
  }
}
