import type { InboundContact } from './event.js';
/** A contact as a vCard 3.0 (RFC 2426), the version that all readers of vCards understand. */
export declare function vCard({ name, firstName, lastName, phones, emails, company }: InboundContact): string;
