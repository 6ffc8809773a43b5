/** A template with its values, as it is sent. */
export function renderTemplate({ template, parameters }) {
    const value = (slot) => parameters[slot] ?? '';
    const numbered = template.slots.map((slot, index) => [String(index + 1), value(slot)]);
    const header = template.header;
    const buttons = (template.buttons ?? []).flatMap((button, index) => button.type === 'url' && button.slot
        ? [{ type: 'url', listPosition: index + 1, parameters: { 1: value(button.slot) } }]
        : []);
    return {
        template: {
            templateName: template.portalName ?? template.name,
            ...(header?.slot &&
                (header.type === 'text'
                    ? { header: { type: 'text', text: { parameters: { 1: value(header.slot) } } } }
                    : { header: { type: 'media', media: { fileId: value(header.slot) } } })),
            ...(numbered.length > 0 && { body: { parameters: Object.fromEntries(numbered) } }),
            ...(buttons.length > 0 && { buttons }),
        },
    };
}
