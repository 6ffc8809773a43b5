/**
 * What is known about a part's outcome, in rising order. A status never moves a part back, whatever the order in which
 * statuses arrive. A part that is `waiting` was certainly not taken, and leaves later. `failed` comes before `delivered`, because no later failure undoes a delivery.
 */
export declare const partStates: readonly ['waiting', 'sending', 'unknown', 'accepted', 'sent', 'failed', 'delivered', 'read'];
export type PartState = (typeof partStates)[number];
/**
 * A failure that says nothing of the message: the account (no money, no key, a limit of the contract), or the
 * provider's pace (a rate limit, a failure that passes). The same message may be taken later.
 */
export type ProviderFault = 'account' | 'pace';
/**
 * What a refusal says of a template: that nobody can be sent it as it stands in the catalogue (`template`), or that it
 * cannot be sent with these values (`values`).
 */
export type TemplateRefusal = 'template' | 'values';
/** The names of the statuses whose meaning is known. */
export declare const statusNames: readonly string[];
/** Whether another try may help after an error at submit time. */
export declare function isWorthAnotherTry(code: number): boolean;
/**
 * What a status means for a part, by its name in any spelling, otherwise by its number. Returns `undefined` if the
 * status says nothing about the part's outcome.
 */
export declare function stateOf(status: string, statusCode: number | undefined): PartState | undefined;
/** Whether a status's name says that the message failed, and nothing of the reason. */
export declare function isUnexplained(status: string): boolean;
/**
 * Whether the provider did not take this kind of message. The same content as plain text may be accepted. What a status
 * says of a template's parameters it can also say of a question's buttons.
 */
export declare function isFormRefusal({ code, description }: {
    code?: number | undefined;
    description: string;
}): boolean;
/**
 * What a refusal of a template says of the template itself, so that another one may be taken in its place. It is either
 * a status (`description` is its name) or an error at submit time. `undefined`: it is about the person, the account or
 * the pace, or nobody knows. Then another template would meet the same.
 *
 * Only what cannot depend on the values counts as `template`, because it keeps the template from everybody for hours.
 */
export declare function templateRefusal(failure: {
    code?: number | undefined;
    description: string;
}): TemplateRefusal | undefined;
/** What a failure tells of the person's consent. */
export type OptOut = 'stopped' | 'marketing-stopped';
/**
 * Whether a failure says that the person takes no messages of ours any more, or no marketing. It is either a status
 * (`description` is its name) or an error at submit time.
 */
export declare function optOutIn({ code, description, }: {
    code?: number | undefined;
    description: string;
}): OptOut | undefined;
/** Whether the provider says that a free-form message was sent outside the customer service window. */
export declare function isWindowRefusal({ code, description }: {
    code?: number | undefined;
    description: string;
}): boolean;
/**
 * Whether a failure speaks of the account or of the provider's pace, and so says nothing of the message itself. It is
 * either a status (`description` is its name) or an error at submit time, with the answer's HTTP status if that is
 * known. `undefined`: it is about the message, or nobody knows.
 *
 * It does not tell whether the message was accepted: a 5xx of a proxy leaves that open. Ask only about what certainly
 * was not, or about a status.
 */
export declare function faultOf(failure: {
    code?: number | undefined;
    description: string;
    http?: number | undefined;
}): ProviderFault | undefined;
