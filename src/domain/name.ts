import { z } from "zod";

/** Recipe, line, model, channel and label names end up in paths, keys and mails: a narrow alphabet keeps them harmless. */
export const nameSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    "1 to 64 letters, digits, dots, dashes or underscores, not starting with a dot or dash",
  );
