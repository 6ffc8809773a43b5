import { InvalidInputError } from '../../src/index.js';
/**
 * The follow-ups of an adapter that is made after the bots. If the operator's own catalogue lacks a follow-up's
 * template, it is scheduled as text alone, which is sent only while the window is open.
 */
export function followUpsOf(adapter) {
    return {
        async schedule(followUp) {
            try {
                return await adapter().schedule(followUp);
            }
            catch (error) {
                if (!(error instanceof InvalidInputError && error.field.startsWith('template')))
                    throw error;
                const { template: _, ...textAlone } = followUp;
                return adapter().schedule(textAlone);
            }
        },
        cancel: (key) => adapter().cancel(key),
    };
}
