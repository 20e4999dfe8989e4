/** The newest verdict, large, for a screen above the line. */
export const LINE_VIEW_HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Partproof line view</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="line-view.css">
    <script type="module" src="line-view.js"></script>
  </head>
  <body>
    <form id="sign-in" hidden>
      <h1>Partproof</h1>
      <label>Token <input id="token" type="password" autocomplete="off" required></label>
      <button>Show the line</button>
      <p id="refused" role="alert"></p>
      <p>A token with the role inspector, quality, auditor or admin, made by <code>partproof token create</code>.</p>
    </form>
    <main id="line" hidden>
      <header id="verdict" aria-live="polite">
        <span id="symbol" aria-hidden="true"></span> <span id="word">waiting</span>
        <small id="what"></small>
      </header>
      <figure><img id="photo" alt="" hidden><figcaption id="findings"></figcaption></figure>
      <footer>
        <ul id="counts"></ul>
        <p id="state" role="status"></p>
        <a href="docs">API</a>
        <button id="sign-out" type="button">Sign out</button>
      </footer>
    </main>
  </body>
</html>
`;
