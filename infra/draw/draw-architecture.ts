import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { stackName } from "../stack/stack-name.ts";
import { layOut } from "./lay-out.ts";
import { readPicture } from "./read-picture.ts";
import { renderSvg } from "./render-svg.ts";
import type { TemplateJson } from "./template-facts.ts";

const template = new URL(`../../cdk.out/${stackName({ stage: "dev" })}.template.json`, import.meta.url);
const picture = new URL("../../docs/images/aws.svg", import.meta.url);

const read = readPicture(JSON.parse(readFileSync(template, "utf8")) as TemplateJson);
writeFileSync(picture, renderSvg(read, layOut(read)));
process.stdout.write(
  `${read.nodes.length} boxes and ${read.edges.length} arrows: ${fileURLToPath(picture)}\n`,
);
