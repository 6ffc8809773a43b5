import { z } from 'zod';
declare const settings: z.ZodObject<{
    PORT: z.ZodDefault<z.ZodCoercedNumber<unknown>>;
    HOST: z.ZodDefault<z.ZodString>;
    BOT: z.ZodDefault<z.ZodEnum<{
        banking: "banking";
        support: "support";
    }>>;
    CLICKATELL_API_KEY: z.ZodOptional<z.ZodString>;
    CLICKATELL_BASE_URL: z.ZodDefault<z.ZodURL>;
    WHATSAPP_NUMBER: z.ZodOptional<z.ZodString>;
    WEBHOOK_SECRET: z.ZodOptional<z.ZodString>;
    API_TOKEN: z.ZodOptional<z.ZodString>;
    STORE_URL: z.ZodDefault<z.ZodString>;
    TEMPLATES: z.ZodOptional<z.ZodString>;
    PRICES: z.ZodOptional<z.ZodString>;
    INTERACTIVE: z.ZodOptional<z.ZodEnum<{
        native: "native";
        text: "text";
    }>>;
    EMULATOR_PORT: z.ZodDefault<z.ZodCoercedNumber<unknown>>;
    CALLBACK_PORT: z.ZodOptional<z.ZodCoercedNumber<unknown>>;
    CALLBACK_FOLDER: z.ZodDefault<z.ZodString>;
    LOG_LEVEL: z.ZodDefault<z.ZodEnum<{
        debug: "debug";
        error: "error";
        fatal: "fatal";
        info: "info";
        silent: "silent";
        trace: "trace";
        warn: "warn";
    }>>;
}, z.core.$strip>;
type Settings = z.infer<typeof settings>;
/** The names of all settings, in the order of `.env.example`. */
export declare const settingNames: string[];
/** Where messages go: to Clickatell if there is a key, otherwise to an emulator in the same process. */
export type Provider = {
    kind: 'clickatell';
    apiKey: string;
    baseUrl: string;
    number: string;
    webhookSecret: string;
    bot: Settings['BOT'];
} | {
    kind: 'emulator';
    port: number;
};
export interface Config {
    readonly port: number;
    readonly host: string;
    readonly provider: Provider;
    readonly webhookSecret: string | undefined;
    /** Where callbacks are accepted in a thread of their own; `undefined` if the bots' server takes them. */
    readonly callbacks: {
        readonly port: number;
        readonly folder: string;
    } | undefined;
    readonly apiToken: string | undefined;
    readonly storeUrl: string;
    /** The path of the catalogue; `undefined` for the bot's own. */
    readonly templates: string | undefined;
    /** The path of the price table; `undefined` for the sample, which is Meta's public list and nobody's contract. */
    readonly prices: string | undefined;
    /** Whether buttons and lists are sent natively. `undefined`: if the provider is known to take them. */
    readonly interactive: Settings['INTERACTIVE'];
    readonly logLevel: Settings['LOG_LEVEL'];
}
/**
 * Reads the settings. Blanks and line ends around a value are ignored, and an empty setting counts as not set.
 *
 * @throws ConfigurationError that names every wrong or missing setting.
 */
export declare function readConfig(environment: NodeJS.ProcessEnv): Config;
/**
 * Like `readConfig`, for a program that starts: what is wrong with the catalogue is told together with the settings,
 * so that nobody has to mend one fault to learn of the next.
 *
 * @throws ConfigurationError
 */
export declare function readConfigToStart(environment: NodeJS.ProcessEnv): Promise<Config>;
export {};
