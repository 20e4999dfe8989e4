/** The API reference. Addresses are relative, so that it also works behind a path prefix. */
export const DOCS_HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Partproof API</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="docs/swagger-ui.css">
  </head>
  <body>
    <div id="docs"></div>
    <script src="docs/swagger-ui.js"></script>
    <script src="docs/docs.js"></script>
  </body>
</html>
`;

export const DOCS_JS = `SwaggerUIBundle({
  url: "openapi.json",
  domNode: document.getElementById("docs"),
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  // The default asks a server of its makers whether the document is valid.
  validatorUrl: null,
});
`;
