import { OfferedChoices } from '../../src/choices/offered.js';
import type { Activity } from '../../src/core/activity.js';
import { type Conversation, conversationId, type WindowRecord } from '../../src/core/conversation.js';
import { Lease } from '../../src/core/lease.js';
import { Uploads } from '../../src/files/uploads.js';
import {
  ClickatellClient,
  type ClickatellClientOptions,
  type Clock,
  type Observer,
  type Store,
  TemplateCatalog,
} from '../../src/index.js';
import { openLanes } from '../../src/lanes/open.js';
import { render } from '../../src/render/render.js';
import { AsTemplate } from '../../src/sending/asTemplate.js';
import { Contents } from '../../src/sending/content.js';
import { Delivery } from '../../src/sending/deliver.js';
import { Ledger } from '../../src/sending/ledger.js';
import { type Interactive, Natives } from '../../src/sending/natives.js';
import { Pacer, unpaced } from '../../src/sending/pace.js';
import { Pauses } from '../../src/sending/pauses.js';
import { type Delivered, Sender } from '../../src/sending/send.js';
import { TemplatesAside } from '../../src/sending/templatesAside.js';
import type { Departures } from '../../src/store/departures.js';
import { windowPolicy } from '../../src/window/decide.js';
import { WindowTracker } from '../../src/window/tracker.js';
import { catalogue } from './channel.js';

export interface TestSender {
  readonly sender: Sender;
  readonly ledger: Ledger;
  readonly tracker: WindowTracker;
  readonly client: ClickatellClient;
  /** Sends a message in its own turn, and ends the turn. Staged writes are committed even if sending fails. */
  send(activity: Activity, message: TestMessage): Promise<Delivered>;
  close(): Promise<void>;
}

export interface TestMessage {
  readonly id: string;
  readonly conversation: Conversation;
  /** The window's record. Default: the tracker's. */
  readonly window?: WindowRecord | undefined;
  /** Whether the turn may have run before. Default true, because tests send the same message again. */
  readonly mayHaveRun?: boolean;
}

export interface TestSenderOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly client: ClickatellClientOptions;
  readonly interactive?: Interactive;
  readonly unknownWaitMs?: number;
  readonly templates?: TemplateCatalog;
  readonly departures?: Departures;
  readonly observe?: Observer;
}

/** A complete sender over a store, composed as in the channel. */
export function startSender({
  store,
  clock,
  interactive,
  unknownWaitMs = 500,
  templates = TemplateCatalog.parse(catalogue),
  departures,
  observe,
  ...options
}: TestSenderOptions): TestSender {
  const client = new ClickatellClient(options.client);
  const clientFor = () => client;
  const ledger = new Ledger(store, clock);
  const tracker = new WindowTracker(store, clock);
  const addressFor = (conversation: Conversation) => tracker.addressOf(conversation);
  const shared = { ledger, tracker, clock, unknownWaitMs };
  const lanes = openLanes(store, clock);
  const delivery = new Delivery({
    ...shared,
    clientFor,
    addressFor,
    departures,
    observe,
    pacer: new Pacer(unpaced),
    pauses: new Pauses(clock, undefined),
    leave: (messages) => lanes.leave(messages),
    onEarly: () => {},
  });
  const uploads = new Uploads({ store, clock });
  const contents = new Contents({ uploads, offered: new OfferedChoices(store), clientFor, addressFor });
  const aside = new TemplatesAside({ store, clock });
  const sender = new Sender({
    ...shared,
    templates,
    policy: windowPolicy(),
    handedOff: 'hold',
    contents,
    asTemplate: new AsTemplate({ ...shared, templates, contents, delivery, aside }),
    delivery,
    natives: new Natives(store, clock, { interactive }),
  });
  return {
    sender,
    ledger,
    tracker,
    client,
    async send(activity, { id, conversation, mayHaveRun = true, ...known }) {
      const lease = new Lease({ lane: conversationId(conversation), mayHaveRun });
      const window = 'window' in known ? known.window : await tracker.read(conversation);
      try {
        return await sender.send({ activity, id, conversation, lease, pieces: () => render(activity).pieces }, window);
      } finally {
        await lease.end();
        await ledger.write(lease.take());
      }
    },
    async close() {
      await client.close();
      await uploads.close();
    },
  };
}
