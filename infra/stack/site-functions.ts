import { Function as EdgeFunction, FunctionCode, FunctionRuntime } from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";
import { NO_SCREEN } from "../../src/entrypoints/http-api/pages/dashboard.route.ts";

/** What a request to the API is told by CloudFront about who sent it; see api-firewall.ts. */
export const VIEWER_ADDRESS = "x-viewer-address";

/** The address of a screen, asked by a browser, is the one page; as the embedded server answers it. */
const SHOW_SCREENS = `function handler(event) {
  var request = event.request;
  var accept = request.headers.accept;
  var byBrowser = accept !== undefined && accept.value.indexOf("text/html") >= 0;
  var isScreen = byBrowser && !${NO_SCREEN}.test(request.uri) && request.uri !== "/site-config.json";
  if (isScreen) request.uri = "/index.html";
  return request;
}`;

/** Whatever a client says of itself is written over. */
const NAME_VIEWER = `function handler(event) {
  var request = event.request;
  request.headers["${VIEWER_ADDRESS}"] = { value: event.viewer.ip };
  return request;
}`;

/** Both run before CloudFront looks into its cache. */
export function siteFunctions(scope: Construct) {
  const make = (id: string, code: string, comment: string) =>
    new EdgeFunction(scope, id, {
      comment,
      code: FunctionCode.fromInline(code),
      runtime: FunctionRuntime.JS_2_0,
    });
  return {
    showScreens: make("ShowScreens", SHOW_SCREENS, "Addresses of screens are the one page"),
    nameViewer: make("NameViewer", NAME_VIEWER, "Tells the API who sent a request"),
  };
}
