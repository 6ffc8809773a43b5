import { z } from 'zod';
import { encodeAction } from '../choices/action.js';
import { prefixOf } from '../store/table.js';
import type { Row } from '../store/values.js';
import { namespaceOf } from './rows.js';

const part = z.object({
  message: z.string(),
  apiMessageId: z.string().optional(),
  earlierApiIds: z.array(z.string()).optional(),
});
const held = z.array(z.object({ id: z.string() }));
const choices = z.array(
  z.object({ type: z.string(), title: z.string(), text: z.string().optional(), value: z.unknown() }),
);

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
      case 'choices': {
        // One that was too large for its button is kept under a hash of what it says.
        for (const [index, choice] of (choices.safeParse(value).data ?? []).entries()) {
          for (const place of [undefined, index]) this.#add('actions', encodeAction(choice, 0, place).id);
        }
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
