import type { TemplateMessage } from '../../src/index.js';

/** Tells everybody who has signed up for a topic: the adapter's `publish`. */
export interface Publisher {
  /** Resolves once it is safely stored. The same `id` again is the same publication. */
  publish(alert: {
    topic: string;
    from?: string;
    text: string;
    template: TemplateMessage;
    id: string;
  }): Promise<{ id: string; subscribers: number }>;
}
