/** How long before the window closes. */
export const closingMinutes = 30;
