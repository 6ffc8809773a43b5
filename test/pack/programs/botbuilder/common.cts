// TypeScript that becomes CommonJS.
import clickatell = require('botbuilder-adapter-clickatell');

export = { isClosed: (value: unknown) => value instanceof clickatell.WindowClosedError };
