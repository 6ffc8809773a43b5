import type { Template } from '../../templates/catalog.js';
/** One of the business's numbers, as set up in the provider's portal. */
export interface IntegrationOptions {
    /** The business number, digits. */
    number: string;
    /** Where its callbacks go, with the secret. `user:password@` is sent as HTTP Basic. Without it, none are sent. */
    callbackUrl?: string;
    /** The approved templates, as a `TemplateCatalog` holds them. */
    templates?: Iterable<Template>;
    /** Default: a new one, or the one that the number already has. */
    apiKey?: string;
    /** Default: the number. */
    name?: string;
}
export interface Integration {
    readonly number: string;
    readonly apiKey: string;
    readonly integrationId: string;
    readonly name: string;
    readonly callbackUrl?: string;
    readonly templates: readonly Template[];
}
/** What stays the same over restarts. */
export type Identity = Pick<Integration, 'number' | 'apiKey' | 'integrationId'>;
export declare class Integrations {
    #private;
    constructor(changed?: () => void);
    get all(): Integration[];
    /** Also those of earlier processes. */
    get identities(): Identity[];
    /** Restores the identities of an earlier process, so that a number that is set later has its old key again. */
    recall(identities: readonly Identity[]): void;
    of(number: string): Integration | undefined;
    withKey(apiKey: string): Integration | undefined;
    /** Adds a number, or changes the settings of a known one, which keeps its key and id. */
    set(options: IntegrationOptions): Integration;
}
/** An id as Clickatell's: 32 hex digits. */
export declare function newId(): string;
