/**
 * Contacts that a person shared: all of them, or none if one cannot be read. Clickatell does not document their shape.
 * The names are those of WhatsApp's own callbacks, in camel case or with underscores.
 */
export declare function readContacts({ contacts }: Record<string, unknown>): {
    kind: 'contacts';
    contacts: {
        name: string;
        phones: string[];
        emails: string[];
        company?: string | undefined;
        firstName?: string | undefined;
        lastName?: string | undefined;
    }[];
} | undefined;
