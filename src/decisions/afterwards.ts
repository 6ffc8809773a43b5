import { toldRefusal } from '../clickatell/told.js';
import type { Ledger, Part } from '../sending/ledger.js';
import { firstIdOf } from '../sending/partIds.js';
import { kindOf, type Packed } from './packed.js';
import type { Afterwards, PartOutcome } from './record.js';

const sentAs = { 'free-form': 'text', template: 'template', hold: undefined, refuse: undefined } as const;

/** Finds what became of messages: their parts in the ledger, and what was decided about them later. */
export class Aftermath {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** For each record, in the same order. The records are in the order of time. */
  async of(records: readonly Packed[]): Promise<Afterwards[]> {
    const messages = [...new Set(records.map(({ m }) => m))];
    const parts = new Map(await Promise.all(messages.map(async (id) => [id, await this.#partsOf(id)] as const)));
    const later = new Map<string, number>();
    return records
      .toReversed()
      .map((record) => {
        const message = firstIdOf(record.m);
        const again = later.get(message);
        later.set(message, record.t);
        const wanted = sentAs[kindOf(record)];
        const own = (parts.get(record.m) ?? []).filter((part) => part.sentAs === wanted);
        const tried = own.at(-1)?.tried;
        return {
          parts: own.map(outcomeOf),
          ...(tried && tried.length > 0 && { tried }),
          ...(again !== undefined && { decidedAgainAt: again }),
        };
      })
      .reverse();
  }

  async #partsOf(message: string): Promise<Part[]> {
    const [freeForm, templates] = await Promise.all([this.#ledger.partsOf(message), this.#ledger.templatesOf(message)]);
    return [...freeForm.filter(({ sentAs }) => sentAs === 'text'), ...templates];
  }
}

function outcomeOf({ id, sentAs, template, state, at, apiMessageId, error }: Part): PartOutcome {
  // Why a part waits is said in our words, unless a status has said it.
  const isOurs = state === 'waiting' && error?.code === undefined;
  return {
    clientMessageId: id,
    sentAs,
    ...(template !== undefined && { template }),
    state,
    at,
    ...(apiMessageId !== undefined && { apiMessageId }),
    ...(error?.code !== undefined && { code: error.code }),
    ...(error && { description: isOurs ? error.description : toldRefusal(error) }),
  };
}
