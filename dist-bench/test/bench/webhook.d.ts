/** A bot's webhook that can go away and come back elsewhere, called as Clickatell does: again until it answers 200. */
export declare class Webhook {
    #private;
    /** How often something had to be sent again. */
    repeats: number;
    constructor(url: string, connections: number);
    moveTo(url: string): void;
    call(body: string): Promise<void>;
    close(): Promise<void>;
}
