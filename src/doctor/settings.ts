import type { PriceTable } from '../costs/priceTable.js';
import type { Template } from '../templates/shape.js';

/** What the doctor needs to know. Times are in ms. */
export interface DoctorSettings {
  readonly apiKey: string;
  /** The business number, in digits. */
  readonly number: string;
  readonly baseUrl: string;
  /** The test phone, in digits. */
  readonly to: string;
  /** Where it listens for callbacks. */
  readonly host: string;
  readonly port: number;
  /** The secret that callbacks must carry; `none` if they need none. */
  readonly webhookSecret: string;
  /** How the secret is shown to the person. */
  readonly shownSecret?: string | undefined;
  /** The public address that leads to the port, if it is known. It is shown to the person. */
  readonly callbackUrl?: string | undefined;
  readonly templates: Iterable<Template>;
  readonly prices?: PriceTable | undefined;
  /** Whether the costs are agreed to already. */
  readonly isAgreed: boolean;
  /** How long the person may take for each thing that they are asked to do. */
  readonly timeoutMs: number;
  /** How long a callback may take. */
  readonly graceMs: number;
}
