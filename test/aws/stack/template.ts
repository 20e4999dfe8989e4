import { readFileSync } from "node:fs";
import { join } from "node:path";

export type Resource = {
  Type: string;
  Properties: Record<string, unknown>;
  Metadata?: Record<string, unknown>;
};
export type Named = Resource & { id: string };

/** What a reference to a resource stands for in this run: `Ref`, and the attributes of `Fn::GetAtt`. */
export type Physical = { ref: string; attributes: Record<string, string> };

/** A template that `cdk synth` wrote, read by what its resources say and not by how the CDK named them. */
export function readTemplate(folder: string, stack: string) {
  const template = JSON.parse(readFileSync(join(folder, `${stack}.template.json`), "utf8"));
  const resources: Record<string, Resource> = template.Resources;
  const physical = new Map<string, Physical>();

  /** @throws Error for a reference to what does not run here, so that nothing is wired by accident */
  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? [];
    if (entries.length !== 1 || name === undefined || !(name === "Ref" || name.startsWith("Fn::"))) {
      return Object.fromEntries(entries.map(([key, inner]) => [key, resolve(inner)]));
    }
    return resolveFunction(name, argument);
  }

  function resolveFunction(name: string, argument: unknown): unknown {
    if (name === "Ref") return refer(String(argument));
    if (name === "Fn::GetAtt") {
      const [id = "", attribute = ""] = argument as string[];
      return physical.get(id)?.attributes[attribute] ?? `unknown:${id}.${attribute}`;
    }
    if (name === "Fn::Join") {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map(resolve).join(separator);
    }
    if (name === "Fn::Select") {
      const [index, list] = argument as [number, unknown];
      return (resolve(list) as unknown[])[Number(index)];
    }
    if (name === "Fn::Sub") return String(argument).replaceAll(/\$\{([^}]+)\}/g, (_whole, id) => refer(id));
    if (name === "Fn::Split") {
      const [separator, text] = argument as [string, unknown];
      return String(resolve(text)).split(separator);
    }
    throw new Error(`The template uses ${name}, which this reader does not know.`);
  }

  function refer(id: string): string {
    const pseudo = PSEUDO[id];
    if (pseudo !== undefined) return pseudo;
    return physical.get(id)?.ref ?? `unknown:${id}`;
  }

  return {
    /** All resources of a type, such as `AWS::SQS::Queue`. */
    of(type: string): Named[] {
      return Object.entries(resources).flatMap(([id, resource]) =>
        resource.Type === type ? [{ id, ...resource }] : [],
      );
    },
    /** Say what a resource is in this run. */
    provide(id: string, ref: string, attributes: Record<string, string> = {}): void {
      physical.set(id, { ref, attributes });
    },
    /** A value of the template with its references filled in; `unknown:` where this run has no such thing. */
    resolve,
    /** Where the CDK put the code of a function or the content of a layer. */
    asset({ id, Metadata }: Named): string {
      const path = Metadata?.["aws:asset:path"];
      if (typeof path !== "string") throw new Error(`${id} has no asset in the template.`);
      return join(folder, path);
    },
  };
}

const PSEUDO: Record<string, string> = {
  "AWS::AccountId": "111111111111",
  "AWS::Region": "us-east-1",
  "AWS::Partition": "aws",
  "AWS::URLSuffix": "amazonaws.com",
  "AWS::StackId":
    "arn:aws:cloudformation:us-east-1:111111111111:stack/test/11111111-2222-3333-4444-555555555555",
};
