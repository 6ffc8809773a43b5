import type { ClickatellClient } from '../clickatell/client.js';
import type { Clock } from '../core/clock.js';
import type { Observer } from '../core/observe.js';
import type { MediaOptions } from '../files/uploads.js';
import type { LaneSettings } from '../lanes/settings.js';
import type { Interactive } from '../sending/natives.js';
import type { PaceOptions } from '../sending/pace.js';
import type { Store } from '../store/store.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import type { ConversationType, WindowPolicy, WindowState } from '../window/decide.js';

/** A conversation's customer service window, and what a message that is sent now would belong to. */
export type WindowReport = WindowState & { readonly conversationType: ConversationType };

/** How a channel is set up. */
export interface ChannelOptions {
  /** The provider; several for several business numbers, of which the first speaks where none is named. */
  readonly client: ClickatellClient | readonly [ClickatellClient, ...ClickatellClient[]];
  /** Where windows, lanes, the ledger and notifications are kept: `await openStore('lmdb:./data')`. */
  readonly store: Store;
  /** The approved templates: `await TemplateCatalog.load('templates.json')`. */
  readonly templates: TemplateCatalog;
  /** Callbacks must carry it, as `?key=…` or as HTTP Basic password. Without it, anybody may call. */
  readonly webhookSecret?: string | undefined;
  readonly policy?: Partial<WindowPolicy> | undefined;
  readonly clock?: Clock | undefined;
  /** Told of everything that happens, for logs and metrics. Must not throw. */
  readonly observe?: Observer | undefined;
  /** How long a message of which nothing was heard waits for a status before it is sent again. Default 30 000 ms. */
  readonly unknownWaitMs?: number | undefined;
  /**
   * Whether questions go out as buttons and lists: where the provider is known to take them (`auto`, the default), always
   * (`native`), or never, but as numbered text (`text`). What is refused goes out as numbered text in any case.
   */
  readonly interactive?: Interactive | undefined;
  /** How the files that the bot sends are fetched. Default: over https, from public hosts. */
  readonly media?: MediaOptions | undefined;
  /** Shows people that their messages were read (blue ticks), once the turn has begun. Default false. */
  readonly markRead?: boolean | undefined;
  /** How fast messages leave at the most. Default: WhatsApp's own limits; what is too fast waits. */
  readonly pace?: PaceOptions | undefined;
  /** How turns are run: how many at once, how often one that fails is tried. */
  readonly lanes?: Partial<LaneSettings> | undefined;
}
