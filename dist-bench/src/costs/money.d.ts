/** A price as JSON has it, `0.0076` or `"0.0076"`, in ten-thousandths; `undefined` if it is none. */
export declare function priceOf(given: unknown): number | undefined;
/** The sum in the currency's unit, as a number that prints without dust: 76 is 0.0076. */
export declare function inUnits(tenThousandths: number): number;
