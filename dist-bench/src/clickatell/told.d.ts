/** One of the statuses that are known by name; `OTHER` for any other. A closed set, for metrics. */
export declare function statusLabel(status: string, statusCode?: number | undefined): string;
/** What a report may say of a refusal: a name or a known sentence of the provider's, and never its free words. */
export declare function toldRefusal({ code, description }: {
    code?: number | undefined;
    description: string;
}): string;
