import { type JsonSchema, JsonSchemaType, JsonSchemaVersion } from "aws-cdk-lib/aws-apigateway";

const text = (maxLength: number): JsonSchema => ({ type: JsonSchemaType.STRING, minLength: 1, maxLength });

/** Where a photo comes from; the application's schema is stricter about the letters. */
const SOURCE = {
  recipe: text(100),
  fileName: text(255),
  line: text(100),
  station: text(100),
  camera: text(100),
  serial: text(100),
  lot: text(100),
};

/** The coarse shape of POST /v1/images: what is missing or of the wrong kind never reaches a Lambda. */
export const HAND_IN: JsonSchema = {
  schema: JsonSchemaVersion.DRAFT4,
  title: "HandIn",
  type: JsonSchemaType.OBJECT,
  required: ["recipe", "fileName", "data"],
  properties: { ...SOURCE, data: { type: JsonSchemaType.STRING, minLength: 4 } },
};

/** The coarse shape of POST /v1/uploads. Rekognition takes 15 MB. */
export const UPLOAD: JsonSchema = {
  schema: JsonSchemaVersion.DRAFT4,
  title: "Upload",
  type: JsonSchemaType.OBJECT,
  required: ["recipe", "fileName", "contentType", "bytes"],
  properties: {
    ...SOURCE,
    contentType: text(100),
    bytes: { type: JsonSchemaType.INTEGER, minimum: 1 },
  },
};
