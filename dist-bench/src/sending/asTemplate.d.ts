import type { Clock } from '../core/clock.js';
import type { BoundTemplate } from '../templates/bind.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import type { Contents } from './content.js';
import type { Delivery, Departure } from './deliver.js';
import { type Ledger, type PartDraft } from './ledger.js';
import { type Outgoing } from './outgoing.js';
import type { TemplatesAside } from './templatesAside.js';
export interface AsTemplateDeps {
    readonly ledger: Ledger;
    readonly delivery: Delivery;
    readonly contents: Contents;
    readonly templates: TemplateCatalog;
    readonly aside: TemplatesAside;
    readonly clock: Clock;
    readonly unknownWaitMs: number;
}
/**
 * Sends messages as templates. If the provider does not take a template as such, the next of its chain is sent: another
 * language, or a fallback. Each try is a part of its own, and one begins only after the one before has certainly failed,
 * so a message arrives at most once as a template.
 */
export declare class AsTemplate {
    #private;
    constructor(deps: AsTemplateDeps);
    /**
     * Sends the message as the template, or as the next of its chain. Resolves with the part that left, or with the
     * message's free-form parts if those had left before. `before`: see `Departure`.
     *
     * @throws TemplatesRefusedError if none could be sent; otherwise the same errors as `Delivery.deliver`.
     */
    send(bound: BoundTemplate, message: Outgoing, before?: Departure['before']): Promise<PartDraft[]>;
}
