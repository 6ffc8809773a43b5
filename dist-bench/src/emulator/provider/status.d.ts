/**
 * Every status that the emulator reports, with its number. Clickatell does not publish the numbers of the last group.
 * The emulator has made them up, so that a program that relies on them, and not on the names, is found out.
 */
export declare const statusCodes: {
    readonly UNKNOWN: 1;
    readonly QUEUED: 2;
    readonly SCHEDULED: 3;
    readonly SENT_TO_SUPPLIER: 4;
    readonly DEVICE_ACK: 5;
    readonly READ: 6;
    readonly EXPIRED: 20;
    readonly STOPPED_BY_USER: 21;
    readonly STOPPED_BY_ADMIN: 22;
    readonly DELIVERY_FAILURE: 23;
    readonly EMULATED: 24;
    readonly INSUFFICIENT_ACCOUNT_BALANCE: 25;
    readonly VOLUME_LIMIT: 26;
    readonly VOLUME_LIMIT_DAILY: 27;
    readonly VOLUME_LIMIT_MONTHLY: 28;
    readonly RECIPIENT_DOES_NOT_EXIST: 29;
    readonly WHATSAPP_ACCOUNT_PAYMENT_ISSUE: 130;
    readonly WHATSAPP_RE_ENGAGEMENT_REQUIRED: 131;
    readonly WHATSAPP_SPAM_RATE_LIMIT_REACHED: 132;
    readonly WHATSAPP_SERVER_RATE_LIMIT: 133;
    readonly WHATSAPP_TEMPLATE_TEXT_TOO_LONG: 140;
    readonly WHATSAPP_TEMPLATE_FORMAT_MISMATCH: 141;
    readonly MEDIA_TYPE_NOT_SUPPORTED: 1410;
    readonly WHATSAPP_HSM_NOT_AVAILABLE: 1420;
    readonly WHATSAPP_HSM_PARAM_COUNT_MISMATCH: 1421;
    readonly WHATSAPP_TEMPLATE_FORMATTING_POLICY_VIOLATED: 1422;
    readonly WHATSAPP_PARAMETER_MISSING: 1423;
    readonly WHATSAPP_PARAMETER_NOT_REQUIRED: 1424;
    readonly WHATSAPP_TEMPLATE_INVALID_URL: 1425;
    readonly WHATSAPP_HSM_IS_MISSING: 1426;
};
export type EmulatedStatus = keyof typeof statusCodes;
