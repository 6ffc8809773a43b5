/**
 * Every slot that needs a value: those of the body in the order of its variables, then the header's and the buttons'.
 */
export function slotsOf({ slots, header, buttons = [] }) {
    const ofButtons = buttons.map((button) => (button.type === 'url' ? button.slot : undefined));
    return [...slots, header?.slot, ...ofButtons].filter((slot) => slot !== undefined);
}
