/** Reads it from the turn. The name is remembered, because not every message has one. */
export function whoIs(remembered) {
    return async (context) => {
        const { from, recipient } = context.activity;
        if (from.name)
            await remembered.set(context, from.name);
        const name = from.name || (await remembered.get(context));
        return { person: from.id, business: recipient.id, ...(name && { name }) };
    };
}
