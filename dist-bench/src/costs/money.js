/** Money is counted in whole ten-thousandths of the currency's unit, so that sums have no dust behind them. */
const perUnit = 10_000;
/** A price as JSON has it, `0.0076` or `"0.0076"`, in ten-thousandths; `undefined` if it is none. */
export function priceOf(given) {
    const text = typeof given === 'number' ? String(given) : given;
    const digits = typeof text === 'string' ? /^(\d{1,9})(?:\.(\d{1,4}))?$/.exec(text) : null;
    if (!digits)
        return undefined;
    const [, whole = '', rest = ''] = digits;
    return Number(whole) * perUnit + Number(rest.padEnd(4, '0'));
}
/** The sum in the currency's unit, as a number that prints without dust: 76 is 0.0076. */
export function inUnits(tenThousandths) {
    return tenThousandths / perUnit;
}
