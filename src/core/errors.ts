/**
 * The base class of every error that this package throws on purpose. The message says what to do. Subclasses have the
 * details as fields. No message contains a key, a token, message text or a full phone number.
 */
export class ClickatellAdapterError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** A setting or an option is missing or wrong. */
export class ConfigurationError extends ClickatellAdapterError {
  /** One sentence for each fault. */
  readonly faults: readonly string[];

  constructor(faults: string | readonly string[]) {
    const list = typeof faults === 'string' ? [faults] : faults;
    super(list.join('\n'));
    this.faults = list;
  }
}

/** A caller's input is wrong. `field` is the path of the wrong field, such as `template.name`. */
export class InvalidInputError extends ClickatellAdapterError {
  readonly field: string;

  constructor(field: string, problem: string) {
    super(`${field}: ${problem}`);
    this.field = field;
  }
}

/** A notification's id was used before, for another person or another content. Nothing was sent under it. */
export class NotificationIdReusedError extends ClickatellAdapterError {
  readonly id: string;

  constructor(id: string) {
    super('id: it was used before, for another notification: give this one an id of its own.');
    this.id = id;
  }
}

/** A notification failed, but the person may have got it, or a part of it: it is not sent again under its id. */
export class NotificationUnsettledError extends ClickatellAdapterError {
  readonly id: string;

  constructor(id: string) {
    super(
      'id: the notification failed, but the person may have got it, or a part of it. ' +
        'Look at its report, and send it under a new id if they may get it twice.',
    );
    this.id = id;
  }
}

/** The template catalogue cannot be used. `faults` lists everything that is wrong with it, not just the first fault. */
export class TemplateCatalogError extends ClickatellAdapterError {
  readonly faults: readonly string[];

  constructor(faults: readonly string[], options?: ErrorOptions) {
    super(
      `The template catalogue has ${faults.length} fault(s):\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
      options,
    );
    this.faults = faults;
  }
}

/** An export of templates, from the portal or from Meta, cannot be used. */
export class TemplateExportError extends ClickatellAdapterError {
  constructor(problem: string, options?: ErrorOptions) {
    super(problem, options);
  }
}

/** The catalogue has no template with this name. */
export class TemplateNotFoundError extends ClickatellAdapterError {
  readonly template: string;

  /**
   * `languages`: those in which the catalogue has the template, if it is only not in the one that was asked for.
   * `isEmpty`: the catalogue has no templates at all.
   */
  constructor(
    template: string,
    { language, languages = [], isEmpty }: { language?: string; languages?: readonly string[]; isEmpty?: boolean } = {},
  ) {
    const which = language === undefined || languages.length === 0 ? '' : ` in the language ${language}`;
    const others = languages.length === 0 ? '' : `; it is there in ${languages.join(', ')}`;
    super(
      isEmpty
        ? `There is no template "${template}": no templates were given. Load the catalogue, and give it to the adapter as "templates".`
        : `There is no template "${template}"${which} in the catalogue${others}: add it there as it stands in the portal.`,
    );
    this.template = template;
  }
}

/** The parameters do not match the template's slots. */
export class TemplateParameterError extends ClickatellAdapterError {
  readonly template: string;
  readonly slot: string;

  constructor(template: string, slot: string, problem: string, cause?: unknown) {
    super(`Template "${template}", slot "${slot}": ${problem}`, { cause });
    this.template = template;
    this.slot = slot;
  }
}

/** The customer service window is closed (or was never open), and the message has no template to be sent as. */
export class WindowClosedError extends ClickatellAdapterError {
  /** When the window closed, in epoch ms; `undefined` if the person never wrote or nothing is known. */
  readonly closedAt: number | undefined;

  constructor(reason: string, closedAt?: number) {
    super(`${reason} Send a template, or give the message one with outsideWindow(message, template(…)).`);
    this.closedAt = closedAt;
  }
}

/** The person has not allowed the message. Nothing was sent. */
export abstract class ConsentError extends ClickatellAdapterError {
  /** The alert that the message is about, if it is one, such as `flight:SA204`. */
  readonly topic: string | undefined;

  constructor(reason: string, topic?: string) {
    super(reason);
    this.topic = topic;
  }
}

/** The person has told us to stop. What they ask for is still answered; anything else waits until they write START. */
export class OptedOutError extends ConsentError {}

/** The person has not signed up for the alert, or no longer is. */
export class NotSignedUpError extends ConsentError {}

/** A human has the conversation, and the policy is to refuse what the bot sends on its own account (`handOff.proactive`). */
export class HandedOffError extends ClickatellAdapterError {
  constructor() {
    super('The conversation is handed off to a human: nothing else is sent before the hand-off ends.');
  }
}

/** The conversation has not been handed off to a human, or that is too long ago to be known. */
export class NotHandedOffError extends ClickatellAdapterError {
  constructor() {
    super('This conversation is not handed off: hand it off first.');
  }
}

/** The hand-off has ended, so the bot has the conversation again. Nothing was sent. */
export class HandOffOverError extends ClickatellAdapterError {
  constructor() {
    super(
      'The hand-off has ended and the bot has the conversation again: hand it off once more to write to the person.',
    );
  }
}

/** A desk has refused an event, or could not take it. It is delivered again. */
export class DeskDeliveryError extends ClickatellAdapterError {
  /** The HTTP status of the desk's answer; `undefined` if no answer came. */
  readonly status: number | undefined;
  /** Whether the desk takes no such event as it is set up now, so that trying again soon does not help. */
  readonly isRefused: boolean;

  constructor(problem: string, options: { status?: number; isRefused?: boolean; cause?: unknown } = {}) {
    super(`The desk did not take an event: ${problem}`, { cause: options.cause });
    this.status = options.status;
    this.isRefused = options.isRefused ?? false;
  }
}

/** The channel cannot do this (through this API, WhatsApp messages can be neither changed nor deleted). */
export class NotSupportedError extends ClickatellAdapterError {}

/** A stored item has been changed since it was read (Bot Framework's eTag rule). */
export class ETagConflictError extends ClickatellAdapterError {
  readonly key: string;

  constructor(key: string) {
    // A key contains a conversation's id, and so a person's number: it is a field, and never part of the message.
    super('A stored item has changed since it was read: read it again, then write.');
    this.key = key;
  }
}

/** The store cannot be opened, read or written. This is never treated as "nothing stored". */
export class StoreError extends ClickatellAdapterError {}

/** A stored value is not what this program wrote. Reading it again gives the same result. */
export class DamagedValueError extends StoreError {}

/** The provider refused a message for good. Sending it again would not help. */
export class SendRefusedError extends ClickatellAdapterError {
  /** Clickatell's error or status code; `undefined` if it gave none. */
  readonly code: number | undefined;
  /** Clickatell's name or description of it. */
  readonly description: string;
  /** The HTTP status of the answer; `undefined` if a status callback said it. */
  readonly http: number | undefined;

  constructor(code: number | undefined, description: string, http?: number) {
    super(`Clickatell refused the message${code === undefined ? '' : ` with error ${code}`}: ${description}`);
    this.code = code;
    this.description = description;
    this.http = http;
  }
}

/** A template that was tried, or passed over, and why it did not leave. */
export interface TriedTemplate {
  readonly template: string;
  readonly language: string;
  readonly reason: string;
}

/** Neither a template nor any other that may be sent in its place could be sent. `tried` lists them all. */
export class TemplatesRefusedError extends SendRefusedError {
  readonly tried: readonly TriedTemplate[];

  /** `refusal`: what the provider said of the last one, if it was asked. */
  constructor(tried: readonly TriedTemplate[], { code, description, http }: Partial<SendRefusedError> = {}) {
    super(code, description ?? 'every template that may be sent is set aside.', http);
    const each = tried.map(({ template, language, reason }) => `"${template}" (${language}): ${reason}`);
    this.message = `No template could be sent. ${each.join(' ')}`;
    this.tried = tried;
  }
}

/** The provider could not take the message, and the tries are used up. It was certainly not accepted. */
export class SendFailedError extends ClickatellAdapterError {
  readonly code: number | undefined;
  /** Clickatell's description of the problem; `undefined` if it gave none, and `message` is in our words alone. */
  readonly description: string | undefined;

  constructor(
    problem: string,
    options: { code?: number | undefined; description?: string | undefined; cause?: unknown } = {},
  ) {
    super(`Clickatell could not take the message: ${problem}`, { cause: options.cause });
    this.code = options.code;
    this.description = options.description;
  }
}

/** A message was tried for as long as it may be, or can never leave. It is a dead letter now: `adapter.repeat` tries it again. */
export class GivenUpError extends ClickatellAdapterError {
  constructor(reason: string) {
    super(`The message was given up: ${reason} \`adapter.repeat(id)\` tries it again.`);
  }
}

/** The request left, but no usable answer came: the provider may or may not have accepted the message. */
export class SendOutcomeUnknownError extends ClickatellAdapterError {
  /** The HTTP status of the answer, which did not tell; `undefined` if no answer came. */
  readonly http: number | undefined;

  constructor(problem: string, options: { http?: number | undefined; cause?: unknown } = {}) {
    super(`It is not known whether Clickatell accepted the message: ${problem}`, { cause: options.cause });
    this.http = options.http;
  }
}

/** Another process has taken over the turn's lane and runs the turn again, so this run must not send anything more. */
export class LaneLostError extends ClickatellAdapterError {
  constructor() {
    super('The turn has lost its lane to another process and can send nothing more: that process runs it again.');
  }
}

/** The turn took longer than its limit. Its lane goes on, and nothing more of it is sent or written. */
export class TurnTimeoutError extends ClickatellAdapterError {
  readonly limitMs: number;

  constructor(limitMs: number) {
    super(
      `The turn took longer than ${limitMs} ms and can send and write nothing more: do long work after the turn and tell ` +
        'the person with adapter.notify(…), or raise lanes.turnLimitMs.',
    );
    this.limitMs = limitMs;
  }
}

/** Turns wait for each other in a circle. One of them gets this error, and the others go on. */
export class CircularWaitError extends ClickatellAdapterError {
  constructor() {
    super(
      'The turn waits for a conversation whose own turn waits for this one: write to that person with ' +
        'adapter.notify(…), which waits for nothing, or do not await the proactive turn.',
    );
  }
}

/** The process ended every time that this turn ran. The turn became a dead letter, so that others can run. */
export class TurnCrashedError extends ClickatellAdapterError {
  /** How many of its runs began and did not end. */
  readonly runs: number;

  constructor(runs: number) {
    super(
      `The process ended ${runs} times while this turn ran, so the turn was set aside: find out what ends the process, ` +
        'then run it again with adapter.repeat(id).',
    );
    this.runs = runs;
  }
}

/**
 * A callback shows a user id that belongs to a person with another number. They are not made one by themselves, because
 * it cannot be told whether that is the same person.
 */
export class LinkRefusedError extends ClickatellAdapterError {
  constructor() {
    super(
      'A callback shows a user id that is known with another number: the two were left apart. ' +
        'If they are one person, link them with adapter.link(person, alias).',
    );
  }
}

/** One of the bot's middlewares or handlers removed the message, so it never reached the channel. */
export class NotSentError extends ClickatellAdapterError {
  constructor() {
    super('The message was taken out of the turn by one of the bot’s middlewares and did not leave.');
  }
}

/** The provider did not take a file, for now or for good. */
export class UploadFailedError extends ClickatellAdapterError {
  /** Clickatell's error code; `undefined` when it gave none. */
  readonly code: number | undefined;

  /** Clickatell's description of the problem; `undefined` if it gave none, and `message` is in our words alone. */
  readonly description: string | undefined;

  constructor(
    problem: string,
    options: { code?: number | undefined; description?: string | undefined; cause?: unknown } = {},
  ) {
    const code = options.code === undefined ? '' : ` (error ${options.code})`;
    super(`Clickatell did not take the file: ${problem}${code}`, { cause: options.cause });
    this.code = options.code;
    this.description = options.description;
  }
}

/** Uploads are not enabled for the integration of this key: Clickatell has to switch them on. */
export class UploadsOffError extends UploadFailedError {
  constructor(options: { code?: number | undefined } = {}) {
    super('uploads are not enabled for this integration (HTTP 404): ask Clickatell to enable them.', options);
  }
}

/** A file that a person sent cannot be downloaded from the provider, for now or for good. */
export class DownloadFailedError extends ClickatellAdapterError {
  /** Clickatell's error code; `undefined` when it gave none. */
  readonly code: number | undefined;

  constructor(problem: string, options: { code?: number | undefined; cause?: unknown } = {}) {
    const code = options.code === undefined ? '' : ` (error ${options.code})`;
    super(`The file could not be downloaded: ${problem}${code}`, { cause: options.cause });
    this.code = options.code;
  }
}

/** A file's address is not the configured provider's, and only the provider may see the key. Nothing was requested. */
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

/** The downloaded file does not have the given hash: throw away what was read of it. */
export class MediaHashError extends ClickatellAdapterError {
  constructor() {
    super('The downloaded file does not have the hash that the provider gave for it: throw away what was read of it.');
  }
}

/** One of the bot's files cannot be sent; its text can. */
export class MediaUnavailableError extends ClickatellAdapterError {
  /** What is wrong: its address, the answer from there, its type or size, or that the provider did not take it. */
  readonly reason: 'address' | 'source' | 'type' | 'size' | 'upload';

  constructor(reason: MediaUnavailableError['reason'], problem: string, cause?: unknown) {
    super(`The file cannot be sent: ${problem}`, { cause });
    this.reason = reason;
  }
}
