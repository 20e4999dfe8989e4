import { createDynamoCheckpoints } from "../../src/adapters/aws/dynamo-checkpoints.ts";
import { createMemoryCheckpoints } from "../../src/adapters/memory/memory-checkpoints.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { describeCheckpointsContract } from "./checkpoints.contract.ts";

describeCheckpointsContract("in memory", async () => createMemoryCheckpoints());
describeCheckpointsContract("on DynamoDB", async () => createDynamoCheckpoints(await temporaryTable()));
