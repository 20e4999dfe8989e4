import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { metricService } from "../../src/adapters/aws/metric-names.ts";
import { createPowertoolsTelemetry } from "../../src/adapters/aws/powertools-telemetry.ts";
import type { Recipe } from "../../src/domain/recipe.ts";
import { recognizersElsewhere } from "../../src/entrypoints/aws/recognizers-elsewhere.ts";
import { readRecipeFile } from "../../src/entrypoints/cli/read-recipe-file.ts";
import { publishRecipe } from "../../src/flow/publish-recipe.ts";
import { dynamoClient, s3Client, UNTRACED } from "../../src/wiring/aws-clients.ts";
import { wireEvidence, wireTable } from "../../src/wiring/aws-parts.ts";
import { readChannelList } from "../../src/wiring/channel-list.ts";
import { wireAws } from "../../src/wiring/wire-aws.ts";
import type { Settings } from "../stack/settings.ts";

export type StackPlaces = { Table: string; EvidenceBucket: string; SiteUrl: string };

/**
 * @param directory as seen from where the command was typed
 * @throws PartproofError for the first file that is no recipe, Error when there is none
 */
export async function readRecipes(directory: string): Promise<Recipe[]> {
  const folder = resolve(process.env["PARTPROOF_TYPED_IN"] ?? ".", directory);
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new Error(`The folder of recipes ${folder} cannot be read.`, { cause });
  });
  const files = names.filter((name) => /\.(ya?ml|json)$/.test(name) && !name.endsWith(".schema.json"));
  if (files.length === 0) throw new Error(`There is no recipe (.yaml, .yml or .json) in ${folder}.`);
  return Promise.all(files.sort().map((file) => readRecipeFile(join(folder, file))));
}

/**
 * Publish recipes as the API would: sealed in the evidence first. Uses the credentials of whoever
 * deploys, who may write evidence as the API's Lambda does. What is published already stays as it is.
 * @returns `board@3` for each
 * @throws PartproofError for the first recipe that cannot be published
 */
export async function publishRecipes(
  recipes: readonly Recipe[],
  places: StackPlaces,
  settings: Settings,
  publishedBy: string,
): Promise<string[]> {
  const table = wireTable(dynamoClient(UNTRACED), { table: places.Table });
  const evidence = { evidenceBucket: places.EvidenceBucket, lockMode: settings.lockMode };
  const platform = wireAws(
    {
      ...table,
      ...wireEvidence(s3Client(UNTRACED), evidence, table.records),
      ...recognizersElsewhere(settings.recognizer),
      telemetry: createPowertoolsTelemetry({ service: metricService(settings.stage), logLevel: "error" }),
    },
    {
      baseUrl: places.SiteUrl,
      language: settings.language,
      timeZone: settings.timeZone,
      contact: settings.contact,
      channels: readChannelList(settings.channels) ?? [],
    },
  );
  const published: string[] = [];
  for (const recipe of [...recipes].sort((a, b) => a.version - b.version)) {
    await publishRecipe(platform, recipe, { publishedBy });
    published.push(`${recipe.id}@${recipe.version}`);
  }
  return published;
}
