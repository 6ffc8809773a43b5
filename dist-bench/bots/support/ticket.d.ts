import { z } from 'zod';
/** A photo from the channel. Its bytes are at `contentUrl`. */
export declare const photoSchema: z.ZodObject<{
    contentType: z.ZodString;
    name: z.ZodString;
    contentUrl: z.ZodString;
}, z.core.$strip>;
declare const note: z.ZodObject<{
    at: z.ZodNumber;
    by: z.ZodEnum<{
        agent: "agent";
        customer: "customer";
    }>;
    text: z.ZodString;
    photo: z.ZodOptional<z.ZodObject<{
        contentType: z.ZodString;
        name: z.ZodString;
        contentUrl: z.ZodString;
    }, z.core.$strip>>;
    key: z.ZodString;
}, z.core.$strip>;
/** A ticket, as it is stored. Times are epoch ms. */
export declare const ticketSchema: z.ZodObject<{
    id: z.ZodString;
    person: z.ZodString;
    business: z.ZodString;
    name: z.ZodOptional<z.ZodString>;
    subject: z.ZodString;
    description: z.ZodString;
    photo: z.ZodOptional<z.ZodObject<{
        contentType: z.ZodString;
        name: z.ZodString;
        contentUrl: z.ZodString;
    }, z.core.$strip>>;
    notes: z.ZodArray<z.ZodObject<{
        at: z.ZodNumber;
        by: z.ZodEnum<{
            agent: "agent";
            customer: "customer";
        }>;
        text: z.ZodString;
        photo: z.ZodOptional<z.ZodObject<{
            contentType: z.ZodString;
            name: z.ZodString;
            contentUrl: z.ZodString;
        }, z.core.$strip>>;
        key: z.ZodString;
    }, z.core.$strip>>;
    state: z.ZodEnum<{
        closed: "closed";
        open: "open";
        resolved: "resolved";
    }>;
    wantsHuman: z.ZodBoolean;
    resolution: z.ZodOptional<z.ZodString>;
    openedAt: z.ZodNumber;
    resolvedAt: z.ZodOptional<z.ZodNumber>;
    reopenedCount: z.ZodNumber;
    answeredIn: z.ZodOptional<z.ZodString>;
}, z.core.$strip>;
export type Photo = z.infer<typeof photoSchema>;
export type Note = z.infer<typeof note>;
export type Ticket = z.infer<typeof ticketSchema>;
export type TicketState = Ticket['state'];
/** The number of a ticket for people, as `T-42`. */
export declare function isTicketId(id: string): boolean;
/** Adds a note, once for each key. */
export declare function withNote(ticket: Ticket, added: Note): Ticket;
/** Only an open ticket can be resolved. Any other is returned as it is. */
export declare function resolved(ticket: Ticket, resolution: string, resolvedAt: number): Ticket;
/** Only a resolved ticket can be re-opened. Any other is returned as it is. */
export declare function reopened(ticket: Ticket, turn: string): Ticket;
export declare function closed(ticket: Ticket, turn: string): Ticket;
export {};
