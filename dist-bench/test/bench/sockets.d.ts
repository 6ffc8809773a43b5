/** Connections to the provider that everybody may use at once. */
export declare const sockets = 16;
