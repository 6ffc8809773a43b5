/**
 * The base of every error that this package throws on purpose. Its sentence tells the reader what to do; facts are
 * fields of the subclass. No key, token, message text or full phone number stands in any of them.
 */
export class ClickatellAdapterError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** A setting or an option of the program is missing or wrong. */
export class ConfigurationError extends ClickatellAdapterError {
  /** One sentence a fault. */
  readonly faults: readonly string[];

  constructor(faults: string | readonly string[]) {
    const list = typeof faults === 'string' ? [faults] : faults;
    super(list.join('\n'));
    this.faults = list;
  }
}

/** What a caller handed in does not have the right form. `field` is the path of the wrong field, as `template.name`. */
export class InvalidInputError extends ClickatellAdapterError {
  readonly field: string;

  constructor(field: string, problem: string) {
    super(`${field}: ${problem}`);
    this.field = field;
  }
}

/** A template catalogue that cannot be used; `faults` lists everything that is wrong with it, not just the first. */
export class TemplateCatalogError extends ClickatellAdapterError {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The template catalogue has ${faults.length} fault(s):\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** No approved template of this name stands in the catalogue. */
export class TemplateNotFoundError extends ClickatellAdapterError {
  readonly template: string;

  constructor(template: string) {
    super(`There is no template "${template}" in the catalogue: add it there as it stands in the portal.`);
    this.template = template;
  }
}

/** A template's slots and the parameters given for it do not fit together. */
export class TemplateParameterError extends ClickatellAdapterError {
  readonly template: string;
  readonly slot: string;

  constructor(template: string, slot: string, problem: string) {
    super(`Template "${template}", slot "${slot}": ${problem}`);
    this.template = template;
    this.slot = slot;
  }
}

/** The customer service window is closed (or was never open) and the message has no template to go out as. */
export class WindowClosedError extends ClickatellAdapterError {
  /** When the window closed, epoch ms; `undefined` where the person never wrote, or nothing is known. */
  readonly closedAt: number | undefined;

  constructor(reason: string, closedAt?: number) {
    super(`${reason} Send a template, or give the message one with outsideWindow(message, template(…)).`);
    this.closedAt = closedAt;
  }
}

/** The channel has no such operation (WhatsApp messages can neither be changed nor taken back through this API). */
export class NotSupportedError extends ClickatellAdapterError {}

/** A stored item was changed by somebody else since it was read (Bot Framework's eTag rule). */
export class ETagConflictError extends ClickatellAdapterError {
  readonly key: string;

  constructor(key: string) {
    // A key holds the ids of its conversation, and so a person's number: it is a field, and in no sentence.
    super('A stored item has changed since it was read: read it again, then write.');
    this.key = key;
  }
}

/** The store cannot be opened, read or written. Never taken for "nothing stored". */
export class StoreError extends ClickatellAdapterError {}

/** A stored value is not what this program wrote: asking again brings the same. */
export class DamagedValueError extends StoreError {}

/** The provider refused one message for good; trying again would change nothing. */
export class SendRefusedError extends ClickatellAdapterError {
  /** Clickatell's error or status code; `undefined` when it gave none. */
  readonly code: number | undefined;
  /** Clickatell's name or description of it. */
  readonly description: string;

  constructor(code: number | undefined, description: string) {
    super(`Clickatell refused the message${code === undefined ? '' : ` with error ${code}`}: ${description}`);
    this.code = code;
    this.description = description;
  }
}

/** The provider could not take the message now, and the tries for it are used up. It was certainly not accepted. */
export class SendFailedError extends ClickatellAdapterError {
  readonly code: number | undefined;

  constructor(problem: string, options: { code?: number | undefined; cause?: unknown } = {}) {
    super(`Clickatell could not take the message: ${problem}`, { cause: options.cause });
    this.code = options.code;
  }
}

/** The request left, and no usable answer came: the provider may or may not have accepted the message. */
export class SendOutcomeUnknownError extends ClickatellAdapterError {
  constructor(problem: string, cause?: unknown) {
    super(`It is not known whether Clickatell accepted the message: ${problem}`, { cause });
  }
}

/** The turn's lane has gone to another process, which runs the turn again: nothing of this run may leave any more. */
export class LaneLostError extends ClickatellAdapterError {
  constructor() {
    super('The turn has lost its lane to another process and can send nothing more: that process runs it again.');
  }
}

/** A middleware or handler of the bot's took the message out of the turn, so that it never reached the channel. */
export class NotSentError extends ClickatellAdapterError {
  constructor() {
    super('The message was taken out of the turn by one of the bot’s middlewares and did not leave.');
  }
}

/** The provider did not take a file, now or at all. */
export class UploadFailedError extends ClickatellAdapterError {
  /** Clickatell's error code; `undefined` when it gave none. */
  readonly code: number | undefined;

  constructor(problem: string, options: { code?: number | undefined; cause?: unknown } = {}) {
    const code = options.code === undefined ? '' : ` (error ${options.code})`;
    super(`Clickatell did not take the file: ${problem}${code}`, { cause: options.cause });
    this.code = options.code;
  }
}

/** A file that a person sent cannot be had from the provider, now or at all. */
export class DownloadFailedError extends ClickatellAdapterError {
  /** Clickatell's error code; `undefined` when it gave none. */
  readonly code: number | undefined;

  constructor(problem: string, options: { code?: number | undefined; cause?: unknown } = {}) {
    const code = options.code === undefined ? '' : ` (error ${options.code})`;
    super(`The file could not be downloaded: ${problem}${code}`, { cause: options.cause });
    this.code = options.code;
  }
}

/** A file does not lie at the configured provider, which is the only one to be shown the key. Nothing was asked. */
export class ForeignMediaError extends ClickatellAdapterError {
  constructor() {
    super('The file does not lie at the configured provider: fetch it without the key, if you trust its address.');
  }
}

/** A file is larger than allowed. */
export class MediaTooLargeError extends ClickatellAdapterError {
  readonly limitBytes: number;

  constructor(limitBytes: number) {
    super(`The file is larger than ${limitBytes} bytes, which is the most that is taken of it.`);
    this.limitBytes = limitBytes;
  }
}

/** What was downloaded is not what its hash says: throw away what was read of it. */
export class MediaHashError extends ClickatellAdapterError {
  constructor() {
    super('The downloaded file does not have the hash that the provider gave for it: throw away what was read of it.');
  }
}

/** A file of the bot's cannot be sent as such; what it says in words can. */
export class MediaUnavailableError extends ClickatellAdapterError {
  /** What is wrong: its address, what stands there, the type or size of it, or that the provider did not take it. */
  readonly reason: 'address' | 'source' | 'type' | 'size' | 'upload';

  constructor(reason: MediaUnavailableError['reason'], problem: string, cause?: unknown) {
    super(`The file cannot be sent: ${problem}`, { cause });
    this.reason = reason;
  }
}
