import { createInspectHandler } from "./create-inspect-handler.ts";

/** Looks at photos by Amazon Rekognition. */
export const handler = createInspectHandler();
