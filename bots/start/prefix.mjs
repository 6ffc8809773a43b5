/** How our bundle asks for a package, which is in the other one. */
export const packagePrefix = 'package:';
