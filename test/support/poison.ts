import type { Accepted, OutgoingMessage, SendOptions } from '../../src/clickatell/batch.js';
import { DamagedValueError } from '../../src/core/errors.js';
import { ClickatellClient } from '../../src/index.js';

/**
 * A client with which some messages cannot leave: each try of them fails right before its request, and so does the turn
 * that it belongs to.
 */
export class PoisonClient extends ClickatellClient {
  static readonly problem = 'The message is poison.';
  /** Text that only these messages contain; `undefined` for no message. */
  poison: string | undefined;
  /** Whether the ledger says already that it leaves. */
  isWritten = true;

  override send(message: OutgoingMessage, options: SendOptions = {}): Promise<Accepted> {
    const { poison } = this;
    if (poison === undefined || !JSON.stringify(message).includes(poison)) return super.send(message, options);
    const before = (): never => {
      throw new DamagedValueError(PoisonClient.problem);
    };
    return this.isWritten ? super.send(message, { ...options, before }) : Promise.resolve().then(before);
  }
}
