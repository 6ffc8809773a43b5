/** The message waits until the person writes. Only used between `sending/` and the rooms above it. */
export class HeldBack extends Error {
    decision;
    /** The id under which the message leaves then. */
    sendId;
    constructor(decision, sendId) {
        super(decision.reason);
        this.decision = decision;
        this.sendId = sendId;
    }
}
/** The person wrote before a template could leave in a message's place. */
export class WindowOpened extends Error {
    window;
    constructor(window) {
        super('The person wrote before the template could leave.');
        this.window = window;
    }
}
