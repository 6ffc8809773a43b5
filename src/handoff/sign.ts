import { createHmac } from 'node:crypto';

/**
 * The headers of a signed webhook, as the Standard Webhooks specification says: the receiver computes the same signature
 * of `id.timestamp.body` and compares. `at` is the time of this try, in epoch ms.
 *
 * A secret that begins with `whsec_` is base64 behind that, as in the specification; any other is taken as it is.
 */
export function signed(id: string, at: number, body: string, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : secret;
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
