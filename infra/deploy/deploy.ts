import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { z } from "zod";
import { readSettings } from "../stack/settings.ts";
import { stackName } from "../stack/stack-name.ts";
import { publishRecipes, readRecipes } from "./publish-recipes.ts";
import { putChannels, readChannels } from "./put-channels.ts";
import { readContext, withContext } from "./read-context.ts";
import { runCdk } from "./run-cdk.ts";
import { subscribe } from "./subscribe.ts";
import { toldInWords } from "./told-in-words.ts";
import { readSite, siteConfig, uploadSite } from "./upload-site.ts";

/** Those of the stack's outputs that are needed here; docs/deploy.md has all. */
const outputsSchema = z.object({
  SiteUrl: z.string(),
  ApiUrl: z.string(),
  SignInUrl: z.string(),
  UserPoolClientId: z.string(),
  IncomingBucket: z.string(),
  EvidenceBucket: z.string(),
  SiteBucket: z.string(),
  DistributionId: z.string(),
  Table: z.string(),
  QualityTopic: z.string(),
  SupportTopic: z.string(),
  ChannelsSecret: z.string().optional(),
  Dashboard: z.string(),
});

await toldInWords(async () => {
  // Everything that can be wrong with what was asked for is found before anything is changed.
  const asked = readContext(process.argv.slice(2));
  const channels = await readChannels(readSettings(asked.context));
  const { context, forCdk } =
    channels === undefined ? asked : withContext(asked.context, { channels: channels.list });
  const settings = readSettings(context);
  const recipes = settings.recipes === undefined ? [] : await readRecipes(settings.recipes);
  const site = await readSite();
  const name = stackName(settings);
  const say = (text: string) => process.stdout.write(`${text}\n`);

  runCdk(["bootstrap", ...forCdk]);
  const outputsFile = join(await mkdtemp(join(tmpdir(), "partproof-")), "outputs.json");
  runCdk(["deploy", name, "--require-approval", "never", "--outputs-file", outputsFile, ...forCdk]);
  const outputs = outputsSchema.parse(JSON.parse(await readFile(outputsFile, "utf8"))[name]);

  await uploadSite(
    { s3: new S3Client({}), cloudFront: new CloudFrontClient({}) },
    { bucket: outputs.SiteBucket, distributionId: outputs.DistributionId },
    [
      siteConfig({
        kind: "cognito",
        domain: outputs.SignInUrl,
        clientId: outputs.UserPoolClientId,
        redirectUri: `${outputs.SiteUrl}/`,
      }),
      ...site,
    ],
  );
  if (channels) {
    // Before the recipes, which may name them.
    await putChannels(new SecretsManagerClient({}), outputs.ChannelsSecret, channels);
    say(`Channels: ${channels.list}`);
  }
  const sns = new SNSClient({});
  for (const [addresses, topic] of [
    [settings.qualityMail, outputs.QualityTopic],
    [settings.supportMail, outputs.SupportTopic],
  ] as const) {
    if (addresses === undefined) continue;
    for (const address of await subscribe(sns, topic, addresses))
      say(`${address} gets a mail from AWS now and must confirm it.`);
  }
  if (recipes.length > 0) {
    const published = await publishRecipes(recipes, outputs, settings, userInfo().username);
    say(`Published: ${published.join(", ")}`);
  }
  say(`
Partproof ${settings.stage} is at ${outputs.SiteUrl}
  HTTP API     ${outputs.ApiUrl}
  Sign in      ${outputs.SignInUrl}
  Photos go to s3://${outputs.IncomingBucket}/incoming/<line>/<recipe>/
  Evidence     s3://${outputs.EvidenceBucket}
  Dashboard    ${outputs.Dashboard}, in CloudWatch`);
});
