import type { Clock } from '../core/clock.js';
import { lastFour } from '../core/conversation.js';
import type { Observer } from '../core/observe.js';
import type { MediaRoute, NumberFindings } from '../findings/shape.js';
import { OffForNow } from '../store/offForNow.js';
import type { Store } from '../store/store.js';

/** A number whose integration cannot upload files. They are sent inside the messages for now. */
export interface UploadsOff {
  readonly business: string;
  /** When an upload is tried again, in epoch ms. */
  readonly until: number;
}

export interface MediaRoutesOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly findings?: ((business: string) => NumberFindings | undefined) | undefined;
  readonly observe?: Observer | undefined;
}

const upload = 'upload';

/** Knows how the files of each number leave: by what was found out, and by whether its uploads are enabled. */
export class MediaRoutes {
  readonly #off: OffForNow<typeof upload>;
  readonly #findings: (business: string) => NumberFindings | undefined;
  readonly #observe: Observer | undefined;

  constructor({ store, clock, findings = () => undefined, observe }: MediaRoutesOptions) {
    this.#off = new OffForNow(store, clock);
    this.#findings = findings;
    this.#observe = observe;
  }

  async of(business: string): Promise<MediaRoute> {
    const found = this.#findings(business)?.media ?? upload;
    if (found !== upload) return found;
    return (await this.areUploadsOff(business)) ? 'inline' : upload;
  }

  async areUploadsOff(business: string): Promise<boolean> {
    return (await this.#off.until(upload, business)) !== undefined;
  }

  /** Uploads are not enabled for the number's integration, so none is tried for a day. */
  async uploadsOff(business: string): Promise<void> {
    const until = await this.#off.switchOff(upload, business);
    this.#observe?.({ kind: 'uploadsOff', business: lastFour(business), until });
  }

  async allOff(businesses: readonly string[]): Promise<UploadsOff[]> {
    return (await this.#off.all([upload], businesses)).map(({ business, until }) => ({ business, until }));
  }
}
