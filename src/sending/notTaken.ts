import { faultOf, type ProviderFault } from '../clickatell/verdict.js';
import { errors } from '../clickatell/wire.js';
import { SendFailedError, SendRefusedError } from '../core/errors.js';

/** What keeps a message from being taken: the account, the provider's pace, or that it cannot be reached. */
export type Obstacle = ProviderFault | 'outage';

/**
 * The provider certainly did not take the part, for a reason that is not the part's: it may leave later, unchanged.
 * Only used between `sending/` and `channel/`.
 */
export class NotTaken extends Error {
  readonly obstacle: Obstacle;
  /** When another try makes sense, at the earliest, in epoch ms. */
  readonly notBefore: number | undefined;

  constructor(obstacle: Obstacle, reason: string, options: { cause?: unknown; notBefore?: number } = {}) {
    super(reason, { cause: options.cause });
    this.obstacle = obstacle;
    this.notBefore = options.notBefore;
  }
}

/** The error as `NotTaken`, if it says nothing of the part itself. */
export function notTaken(error: unknown): NotTaken | undefined {
  if (error instanceof NotTaken) return error;
  if (error instanceof SendFailedError) {
    const { code, message: description } = error;
    // Of the errors that are worth another try, only the rate limit is about the pace. The others are the provider's own.
    const isPace = code === errors.rateLimit.code;
    const fault = faultOf({ code, description });
    return new NotTaken(fault === 'account' ? fault : isPace ? 'pace' : 'outage', description, { cause: error });
  }
  if (!(error instanceof SendRefusedError)) return undefined;
  const fault = faultOf({ code: error.code, description: error.description, http: error.http });
  return fault && new NotTaken(fault, error.message, { cause: error });
}
