/** The types that there is a sample of. */
export declare const sampleTypes: string[];
/** A valid file of a type without parameters; `undefined` if there is none. */
export declare function sampleOf(type: string): Buffer | undefined;
