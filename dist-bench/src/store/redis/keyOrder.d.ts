/**
 * Makes calls that touch the same keys wait for each other, in order, so that only other processes can come between.
 */
export declare class KeyOrder {
    #private;
    run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T>;
}
