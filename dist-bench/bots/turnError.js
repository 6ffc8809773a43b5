/** Logs a turn that failed, and apologises to the person if the window is open. */
export function apologise(log) {
    return async (context, error) => {
        log.error({ err: error, type: context.activity.type }, 'a turn failed');
        if (context.activity.type !== 'message')
            return;
        try {
            await context.sendActivity('Sorry, something went wrong here. Please try again in a moment.');
        }
        catch (failure) {
            // The window may be closed or the provider away. There is no second apology for a failed one.
            log.warn({ err: failure }, 'the apology could not be sent');
        }
    };
}
