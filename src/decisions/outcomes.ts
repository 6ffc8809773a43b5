import { toldRefusal } from '../clickatell/told.js';
import type { Ledger, Part } from '../sending/ledger.js';
import { firstId } from '../sending/partIds.js';
import type { Table } from '../store/table.js';
import { kindOf, type Packed } from './packed.js';
import type { Afterwards, HeldEnd, PartOutcome } from './record.js';

const sentAs = { 'free-form': 'text', template: 'template', hold: undefined, refuse: undefined } as const;

/**
 * Finds what became of messages: their parts in the ledger, how those ended that were held and never sent, and what was
 * decided about them later.
 */
export class Outcomes {
  readonly #ledger: Ledger;
  /** By the id of the message. */
  readonly #heldEnds: Table<HeldEnd>;

  constructor(ledger: Ledger, heldEnds: Table<HeldEnd>) {
    this.#ledger = ledger;
    this.#heldEnds = heldEnds;
  }

  /** For each record, in the same order. The records are in the order of time. */
  async of(records: readonly Packed[]): Promise<Afterwards[]> {
    const messages = [...new Set(records.map(({ m }) => m))];
    const parts = new Map(await Promise.all(messages.map(async (id) => [id, await this.#partsOf(id)] as const)));
    const held = records.filter((record) => kindOf(record) === 'hold').map(({ m }) => firstId(m));
    const read = await this.#heldEnds.readMany(held);
    const ends = new Map(held.map((id, index) => [id, read[index]]));
    const later = new Map<string, number>();
    return records
      .toReversed()
      .map((record) => {
        const message = firstId(record.m);
        const again = later.get(message);
        later.set(message, record.t);
        const wanted = sentAs[kindOf(record)];
        const own = (parts.get(record.m) ?? []).filter((part) => part.sentAs === wanted);
        const tried = own.at(-1)?.tried;
        const end = kindOf(record) === 'hold' && again === undefined ? ends.get(message) : undefined;
        return {
          parts: own.map(outcomeOf),
          ...(tried && tried.length > 0 && { tried }),
          ...(again !== undefined && { decidedAgainAt: again }),
          // One from before belongs to an earlier time that it was held.
          ...(end && end.at >= record.t && { ended: end }),
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
