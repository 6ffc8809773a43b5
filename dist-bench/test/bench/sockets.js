/** Connections to the provider that everybody may use at once. */
export const sockets = 16;
