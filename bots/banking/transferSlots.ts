import type { Note } from './words.js';

/** What is known about a transfer so far. It is kept with the conversation, so it must survive JSON. */
export interface TransferSlots {
  readonly amountCents?: number | undefined;
  /** The id of a beneficiary, or of one of the customer's own accounts. */
  readonly to?: string | undefined;
  /** The id of the party that may be meant by a name with a typing error. The person is asked. */
  readonly near?: { readonly id: string; readonly said: string } | undefined;
  /** The id of the account that pays. */
  readonly from?: string | undefined;
  readonly reference?: string | undefined;
}

export interface TransferReading {
  readonly slots: TransferSlots;
  /** What could not be used, and what was taken for granted. */
  readonly notes: readonly Note[];
}
