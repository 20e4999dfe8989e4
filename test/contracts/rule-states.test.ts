import { createDynamoRuleStates } from "../../src/adapters/aws/dynamo-rule-states.ts";
import { createSqliteRuleStates } from "../../src/adapters/embedded/sqlite-rule-states.ts";
import { createMemoryRuleStates } from "../../src/adapters/memory/memory-rule-states.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { describeRuleStatesContract } from "./rule-states.contract.ts";
import { temporaryDatabase } from "./temporary-database.ts";

describeRuleStatesContract("in memory", async () => createMemoryRuleStates());
describeRuleStatesContract("in SQLite", async () => createSqliteRuleStates(await temporaryDatabase()));
describeRuleStatesContract("on DynamoDB", async () => createDynamoRuleStates(await temporaryTable()));
