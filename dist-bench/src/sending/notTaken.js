import { toldRefusal } from '../clickatell/told.js';
import { faultOf } from '../clickatell/verdict.js';
import { errors } from '../clickatell/wire.js';
import { SendFailedError, SendRefusedError } from '../core/errors.js';
import { redacted } from '../core/redact.js';
/**
 * The provider certainly did not take the part, for a reason that is not the part's: it may leave later, unchanged.
 * Only used between `sending/` and `channel/`.
 */
export class NotTaken extends Error {
    obstacle;
    /** When another try makes sense, at the earliest, in epoch ms. */
    notBefore;
    constructor(obstacle, reason, options = {}) {
        super(reason, { cause: options.cause });
        this.obstacle = obstacle;
        this.notBefore = options.notBefore;
    }
}
/** The error as `NotTaken`, if it says nothing of the part itself. */
export function notTaken(error) {
    if (error instanceof NotTaken)
        return error;
    if (error instanceof SendFailedError) {
        const { code } = error;
        const description = redacted(toldFailure(error));
        // Of the errors that are worth another try, only the rate limit is about the pace. The others are the provider's own.
        const isPace = code === errors.rateLimit.code;
        const fault = faultOf({ code, description });
        return new NotTaken(fault === 'account' ? fault : isPace ? 'pace' : 'outage', description, { cause: error });
    }
    if (!(error instanceof SendRefusedError))
        return undefined;
    const fault = faultOf({ code: error.code, description: error.description, http: error.http });
    if (!fault)
        return undefined;
    // A report shows the reason, and must not show the provider's free words.
    const told = new SendRefusedError(error.code, toldRefusal(error));
    return new NotTaken(fault, told.message, { cause: error });
}
/** What went wrong, for a report and for everybody who asks whether the program is ready: not in free words. */
function toldFailure({ message, code, description }) {
    return description === undefined ? message : new SendFailedError(toldRefusal({ code, description })).message;
}
