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

/** Where the dashboard keeps the token of the user pool; as web/src/session/cognito-tokens.ts calls it. */
const TOKEN_COOKIE = "__Host-partproof_token";

/**
 * Whatever a client says of its address is written over. Photos in a page cannot have a header of their own, so the
 * cookie of the dashboard becomes one; a page of another origin can change nothing with it.
 */
const NAME_VIEWER = `function handler(event) {
  var request = event.request;
  var headers = request.headers;
  headers["${VIEWER_ADDRESS}"] = { value: event.viewer.ip };
  var token = request.cookies && request.cookies["${TOKEN_COOKIE}"];
  var site = headers["sec-fetch-site"];
  var reads = request.method === "GET" || request.method === "HEAD";
  var isOwn = reads || (site !== undefined && site.value === "same-origin");
  if (token && isOwn && headers.authorization === undefined)
    headers.authorization = { value: "Bearer " + token.value };
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
    nameViewer: make("NameViewer", NAME_VIEWER, "Tells the API who sent a request, and from where"),
  };
}
