import type { en } from "./en/index.ts";

/** The same keys with other words: a translation that misses one, or has one too many, does not compile. */
type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };

/** What every language says. */
export type Messages = Translated<typeof en>;
