/** Whatever a function asks for when it starts: settings that look right and lead nowhere. Nothing is reached before a call. */
export const LAMBDA_SETTINGS = {
  AWS_REGION: "eu-central-1",
  PARTPROOF_TABLE: "table",
  PARTPROOF_EVIDENCE_BUCKET: "evidence",
  PARTPROOF_INCOMING_BUCKET: "incoming",
  PARTPROOF_DATA_BUCKET: "data",
  PARTPROOF_QUEUE_URL: "https://sqs.eu-central-1.amazonaws.com/111122223333/queue",
  PARTPROOF_DEAD_LETTER_URL: "https://sqs.eu-central-1.amazonaws.com/111122223333/dead",
  PARTPROOF_EVENT_BUS: "bus",
  PARTPROOF_QUALITY_TOPIC: "arn:aws:sns:eu-central-1:111122223333:quality",
  PARTPROOF_CHANNELS_ARN: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:channels-AbCdEf",
  PARTPROOF_BASE_URL: "https://partproof.example.com",
  PARTPROOF_USER_POOL_ID: "eu-central-1_abcdefghi",
  PARTPROOF_USER_POOL_CLIENT_ID: "client",
};
