import { metaErrors, type WireError } from '../../clickatell/wire.js';
import type { EmulatedStatus } from './status.js';

/** What can be wrong with a template that the portal had approved. */
export const templateStates = ['active', 'paused', 'disabled', 'missing'] as const;
/** How a template stands in the emulated portal. */
export type TemplateState = (typeof templateStates)[number];

/** When a message learns of it: from the answer to its request, or from a status after it was accepted. */
export type ToldAt = 'submit' | 'status';

/** Clickatell does not publish its errors at submit time about templates. These are Meta's, in Meta's words. */
const submitErrors: Readonly<Record<Exclude<TemplateState, 'active'>, WireError>> = {
  paused: { code: metaErrors.template[3], description: 'Template is paused' },
  disabled: { code: metaErrors.template[4], description: 'Template is disabled' },
  missing: { code: metaErrors.template[1], description: 'Template name does not exist in the translation' },
};

const statuses: Readonly<Record<Exclude<TemplateState, 'active'>, EmulatedStatus>> = {
  paused: 'WHATSAPP_HSM_NOT_AVAILABLE',
  disabled: 'WHATSAPP_HSM_NOT_AVAILABLE',
  missing: 'WHATSAPP_HSM_IS_MISSING',
};

/** The templates that are not active any more, by the names that requests give them. */
export class TemplateStates {
  readonly #states = new Map<string, { readonly state: Exclude<TemplateState, 'active'>; readonly at: ToldAt }>();

  set(name: string, state: TemplateState, at: ToldAt): void {
    if (state === 'active') this.#states.delete(name);
    else this.#states.set(name, { state, at });
  }

  /** How a message with the template fails. */
  failureOf(name: string): { readonly error: WireError } | { readonly failure: EmulatedStatus } | undefined {
    const found = this.#states.get(name);
    if (!found) return undefined;
    return found.at === 'submit' ? { error: submitErrors[found.state] } : { failure: statuses[found.state] };
  }

  clear(): void {
    this.#states.clear();
  }

  get all(): { name: string; state: TemplateState; at: ToldAt }[] {
    return [...this.#states].map(([name, entry]) => ({ name, ...entry }));
  }
}
