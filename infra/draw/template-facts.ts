export type Resource = { Type: string; Properties?: { [name: string]: unknown } };
export type TemplateJson = { Resources: { [id: string]: Resource } };
type Statement = { Action: string | string[]; Resource: unknown };

/** The resources that a value of the template refers to, wherever in it. */
export function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === "Ref") return [String(inner)];
    if (name === "Fn::GetAtt") return [String((inner as string[])[0])];
    return refsIn(inner);
  });
}

/** What the role of a Lambda may do, and on which resources of the template. */
export function grants(functionId: string, template: TemplateJson): { actions: string[]; refs: string[] }[] {
  const [role] = refsIn(template.Resources[functionId]?.Properties?.["Role"]);
  return Object.values(template.Resources)
    .filter(
      ({ Type, Properties }) =>
        Type === "AWS::IAM::Policy" && refsIn(Properties?.["Roles"]).includes(String(role)),
    )
    .flatMap(({ Properties = {} }) => (Properties["PolicyDocument"] as { Statement: Statement[] }).Statement)
    .map(({ Action, Resource }) => ({ actions: [Action].flat(), refs: refsIn(Resource) }));
}
