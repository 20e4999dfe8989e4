export const welcome = {
  title: "First steps",
  lead: "Four steps to the first verdict. Each ticks itself off.",
  done: "This system is in service: it has given verdicts.",
  isDone: "done",
  copy: "Copy",
  copied: "Copied",
  photo: { title: "Get photos" },
  simulation: {
    what: "No camera at hand? A simulated line teaches itself a drawn widget, publishes its recipe and hands in photos.",
    start: "Start the simulated line",
    stop: "Stop the simulated line",
    teaching: "Learning the widget; about a minute",
    running: "The simulated line runs.",
    failed: "The simulated line could not run: {reason}",
    askAdmin: "An administrator can start it here.",
  },
  camera: {
    title: "Connect a camera",
    token:
      "A camera needs a token of its own, with the role camera; put it into TOKEN. Make one here or in a terminal:",
    settings: "Settings",
    http: "By HTTP, with the verdict in the answer:",
    folder: "Or put files into the folder of their line and recipe, in the home of the server:",
  },
  teach: {
    title: "Teach the widget",
    what: "A handful of photos on which you draw where the parts are.",
    go: "Teach",
  },
  recipe: {
    title: "Publish a recipe",
    what: "It says which parts must be there, how many, and who is told.",
    go: "Recipes",
  },
  live: {
    title: "Watch it live",
    what: "The first verdict appears on the line view by itself.",
    go: "Go to the line",
  },
} as const;
