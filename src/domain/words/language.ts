import { z } from "zod";

/** The languages in which people are told something. English first: it is what is spoken where nobody chose. */
export const LANGUAGES = ["en", "de", "es"] as const;

export const languageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof languageSchema>;
