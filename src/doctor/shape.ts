import type { WireContent } from '../clickatell/wire.js';
import type { PricedCategory } from '../costs/priceTable.js';
import type { Arrival } from './inbox.js';

/** Everything that is tried by sending it. */
export const shapeNames = [
  'quote',
  'buttons',
  'list',
  'link',
  'location',
  'locationRequest',
  'contacts',
  'upload',
  'inline',
  'quickReplies',
  'urlSuffix',
] as const;
export type ShapeName = (typeof shapeNames)[number];

/** What a shape's message can refer to. */
export interface Known {
  /** The provider's id of the person's ping. */
  readonly pingId: string;
  /** Marks the data of this run's buttons. */
  readonly run: string;
  /** Uploads the doctor's picture. Resolves with its id. */
  readonly upload: () => Promise<string>;
}

/** What the person's tap sends back: the data or the title of a choice, or their location. */
export type Tap =
  | {
      readonly kind: 'choice';
      readonly postbacks: (run: string) => readonly string[];
      readonly titles: readonly string[];
    }
  | { readonly kind: 'place' };

/** One message whose wire shape is not certain, and what the person at the phone should look at. */
export interface Shape {
  /** What the message tells about. Most tell about one thing. */
  readonly names: readonly ShapeName[];
  /** As `reply buttons`. */
  readonly title: string;
  /** `service`: free-form. */
  readonly category: PricedCategory;
  /** As it is sent. Rejects with an `UploadFailedError` if it needs a file that cannot be uploaded. */
  readonly content: (known: Known) => WireContent | Promise<WireContent>;
  /** What it looks like if it arrived as WhatsApp shows it, and what to do then: `two buttons, “Yes” and “No”`. */
  readonly look: string;
  readonly tap?: Tap;
}

/** What became of a shape. */
export type Result =
  /** As WhatsApp shows it. `tap`: what came back for the tap. */
  | { readonly kind: 'native'; readonly tap?: Arrival }
  /** As words alone. */
  | { readonly kind: 'text' }
  /** It was accepted, and nothing arrived. `last`: the last status, if there was one. */
  | { readonly kind: 'lost'; readonly last: string | undefined }
  /** It is there, and what the person tapped did not come back in a form that can be read. */
  | { readonly kind: 'untapped'; readonly event?: string }
  /** The provider does not take it. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Nothing can be said of it. `stops`: the next ones would meet the same. */
  | { readonly kind: 'unclear'; readonly reason: string; readonly stops?: boolean };
