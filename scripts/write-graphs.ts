/**
 * Makes the graphs of our own. Those of the taught head, whose weights are inputs, so that one file serves every model:
 * models/find-head.onnx (feature maps → what is seen), models/find-head.continuation (the same, to be laid behind the
 * backbone: photo → what is seen in one run) and models/find-head-step.onnx (one step of learning). And
 * models/dot-products.onnx (rows of numbers → how alike they are) and models/shared-bits.onnx (the same of rows of bits).
 * Run: npm run write-graphs. The same script gives the same bytes.
 *
 * The head is a perceptron on each cell of the stride-8 grid. Its input is the three taps of the backbone at
 * that cell (192 + 576 + 1280 channels); its output, for each part, a logit, the four sides of its box, and how
 * far off each side may be.
 */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { OnnxGraph, type TensorSpec } from "./onnx-writer.ts";

const MODELS = fileURLToPath(new URL("../models/", import.meta.url));
const TAPS = [
  { name: "stride8", channels: 192, zoom: 1 },
  { name: "stride16", channels: 576, zoom: 2 },
  { name: "stride32", channels: 1280, zoom: 4 },
] as const;
const CHANNELS = 2048;
/** Units of the hidden layers of one head, as in src/recognition/find-head.ts. */
const [HIDDEN, HIDDEN2] = [64, 64];

function float(name: string, shape: (number | string)[]): TensorSpec {
  return { name, type: "float", shape };
}

/**
 * Taps of one photo whose sides are multiples of 32 → `logits` [1, parts, h, w], `sides` and `spreads`
 * [1, 4·parts, h, w].
 * The first layer runs on each tap at its own stride and its result is enlarged: the layer is linear, so this
 * equals enlarging the taps, for a tenth of the work. Several heads run as one: `hidden` and `hidden2` count the
 * units of all of them, and the second layer keeps them apart.
 */
function applyGraph(form: "whole" | "continuation"): Uint8Array {
  const graph = new OnnxGraph("find-head", "head.");
  const sums = TAPS.map(({ name, zoom }) => {
    const projected = graph.node("Conv", [name, `w_${name}`]);
    return zoom === 1 ? projected : enlarge(graph, projected, zoom);
  });
  const first = graph.node("Relu", [graph.node("Add", [graph.node("Sum", sums), "b1"])]);
  const apart = graph.node("Reshape", [
    first,
    graph.node("Concat", [headCount(graph), graph.ints([HIDDEN, -1])], { axis: 0 }),
  ]);
  const mixed = graph.node("Relu", [graph.node("Add", [graph.node("MatMul", ["w2", apart]), "b2"])]);
  const size = graph.node("Shape", ["stride8"], { start: 2, end: 4 });
  const second = graph.node("Reshape", [
    mixed,
    graph.node("Concat", [graph.ints([1, -1]), size], { axis: 0 }),
  ]);
  graph.node("Conv", [second, "w_logit", "b_logit"], {}, "logits");
  graph.node("Conv", [second, "w_side", "b_side"], {}, "sides");
  graph.node("Conv", [second, "w_spread", "b_spread"], {}, "spreads");
  const taps = TAPS.map(({ name, channels }) => float(name, [1, channels, `${name}_h`, `${name}_w`]));
  const inputs = [
    ...TAPS.map(({ name, channels }) => float(`w_${name}`, ["hidden", channels, 1, 1])),
    float("b1", [1, "hidden", 1, 1]),
    float("w2", ["heads", HIDDEN2, HIDDEN]),
    float("b2", ["heads", HIDDEN2, 1]),
    float("w_logit", ["parts", "hidden2", 1, 1]),
    float("b_logit", ["parts"]),
    ...["side", "spread"].flatMap((name) => [
      float(`w_${name}`, ["parts4", "hidden2", 1, 1]),
      float(`b_${name}`, ["parts4"]),
    ]),
  ];
  const outputs = [
    float("logits", [1, "parts", "stride8_h", "stride8_w"]),
    float("sides", [1, "parts4", "stride8_h", "stride8_w"]),
    float("spreads", [1, "parts4", "stride8_h", "stride8_w"]),
  ];
  return form === "whole"
    ? graph.toBytes([...taps, ...inputs], outputs)
    : graph.toContinuation(inputs, outputs);
}

/** How many heads the weights hold, [1]. */
function headCount(graph: OnnxGraph): string {
  return graph.node("Shape", ["w2"], { start: 0, end: 1 });
}

/**
 * Bilinear, aligned as the backbone's padding is: with sides that are multiples of 32 all padding is at the
 * bottom right, so cell i of stride 8 lies at (i − (zoom − 1)/2) / zoom on the coarser grid.
 */
function enlarge(graph: OnnxGraph, map: string, zoom: 2 | 4): string {
  const axes = graph.ints([2, 3]);
  const padded = graph.node("Pad", [map, graph.ints([1, 1, 0, 0]), "", axes], { mode: "edge" });
  const scales = graph.floats(`zoom_${zoom}`, [4], Float32Array.of(1, 1, zoom, zoom));
  const large = graph.node("Resize", [padded, "", scales], {
    mode: "linear",
    coordinate_transformation_mode: "asymmetric",
  });
  const ends = graph.ints([1 - zoom, 1 - zoom]);
  return graph.node("Slice", [large, graph.ints([1, 1]), ends, axes]);
}

/** The weights that learning changes, with the shapes the step graph sees. */
const LEARNED = [
  ["w1", ["heads", CHANNELS, HIDDEN]],
  ["b1", ["heads", 1, HIDDEN]],
  ["w2", ["heads", HIDDEN, HIDDEN2]],
  ["b2", ["heads", 1, HIDDEN2]],
  ["w3", ["heads", HIDDEN2, "outputs"]],
  ["b3", ["heads", 1, "outputs"]],
] as const;

/** Sides nearer than this (in units of the part's typical size) are near enough. */
const KNEE = 0.05;
/** Logarithms of spreads are kept in here: beyond, the loss would run away. */
const SPREAD = { least: -4, most: 3 } as const;

/**
 * A batch of cells → weights after one step of AdamW (Loshchilov and Hutter, arXiv:1711.05101) for several heads,
 * which see the same cells with other channels silenced (`channel_mask`).
 * `cells` uint8 [n, 2048] in 255ths of 6 (the taps are ReLU6). The outputs of a head are `parts` logits, 4·parts
 * sides and 4·parts spreads (`split` says so); `target` and `weight` [n, 5·parts] are for logits and sides.
 * Logits: binary cross-entropy. Sides: Huber with knee 0.05, over e^spread, plus spread: the likelihood of an error
 * whose size the head has to tell too (Kendall and Gal, arXiv:1703.04977).
 */
function stepGraph(): Uint8Array {
  const graph = new OnnxGraph("find-head-step");
  const op = (name: string, ...inputs: string[]) => graph.node(name, inputs);
  const turned = (x: string) => graph.node("Transpose", [x], { perm: [0, 2, 1] });
  const sumRows = (x: string) => graph.node("ReduceSum", [x, graph.ints([1])], { keepdims: 1 });
  const half = graph.scalar(0.5);
  const one = graph.scalar(1);

  const raw = graph.node("Cast", ["cells"], { to: 1 });
  const x = op("Mul", op("Sub", op("Mul", raw, graph.scalar(6 / 255)), "mean"), "inverse_deviation");
  const h1 = op("Relu", op("Add", op("MatMul", x, op("Mul", "w1", "channel_mask")), "b1"));
  const h2 = op("Relu", op("Add", op("MatMul", h1, "w2"), "b2"));
  const out = op("Add", op("MatMul", h2, "w3"), "b3");
  const threeWays = (name: string) => ["logit", "side", "spread"].map((of) => `${name}_${of}`);
  const [logit = "", side = "", spread = ""] = graph.nodeWithOutputs(
    "Split",
    [out, "split"],
    threeWays("out"),
    { axis: 2 },
  );
  const pair = graph.node("Slice", ["split", graph.ints([0]), graph.ints([2]), graph.ints([0])]);
  const two = (name: string) =>
    graph.nodeWithOutputs("Split", [name, pair], [`${name}_logit`, `${name}_side`], { axis: 1 });
  const [logitTarget = "", sideTarget = ""] = two("target");
  const [logitWeight = "", sideWeight = ""] = two("weight");

  const dLogit = op("Mul", op("Sub", op("Sigmoid", logit), logitTarget), logitWeight);
  const error = op("Div", op("Sub", side, sideTarget), graph.scalar(KNEE));
  const slope = op("Clip", error, graph.scalar(-1), one);
  const kept = op("Clip", spread, graph.scalar(SPREAD.least), graph.scalar(SPREAD.most));
  const sure = op("Mul", op("Exp", op("Neg", kept)), sideWeight);
  const dSide = op("Mul", slope, sure);
  // Huber: knee · slope · (error − slope / 2), with the error in units of the knee.
  const huber = op("Mul", op("Mul", slope, graph.scalar(KNEE)), op("Sub", error, op("Mul", slope, half)));
  const inside = graph.node("Cast", [op("Equal", spread, kept)], { to: 1 });
  const dSpread = op("Mul", op("Sub", sideWeight, op("Mul", huber, sure)), inside);
  graph.node("ReduceSum", [op("Abs", dLogit)], { keepdims: 0 }, "error");
  const dOut = graph.node("Concat", [dLogit, dSide, dSpread], { axis: 2 });

  const back = (d: string, w: string, h: string) =>
    op("Mul", op("MatMul", d, turned(w)), graph.node("Cast", [op("Greater", h, graph.scalar(0))], { to: 1 }));
  const dH2 = back(dOut, "w3", h2);
  const dH1 = back(dH2, "w2", h1);
  const dW1 = op("MatMul", graph.node("Transpose", [x], { perm: [1, 0] }), dH1);
  const gradients: Record<string, string> = {
    w1: op("Mul", dW1, "channel_mask"),
    b1: sumRows(dH1),
    w2: op("MatMul", turned(h1), dH2),
    b2: sumRows(dH2),
    w3: op("MatMul", turned(h2), dOut),
    b3: sumRows(dOut),
  };

  for (const [name] of LEARNED) {
    const g = gradients[name] ?? "";
    const mix = (old: string, now: string, keep: number, output: string) =>
      graph.node(
        "Add",
        [op("Mul", old, graph.scalar(keep)), op("Mul", now, graph.scalar(1 - keep))],
        {},
        output,
      );
    const m = mix(`${name}_m`, g, 0.9, `${name}_m_next`);
    const v = mix(`${name}_v`, op("Mul", g, g), 0.99, `${name}_v_next`);
    const update = op("Div", op("Mul", m, "rate"), op("Add", op("Sqrt", v), graph.scalar(1e-8)));
    const decayed = name.startsWith("w") ? op("Mul", name, "keep") : name;
    graph.node("Sub", [decayed, update], {}, `${name}_next`);
  }

  const state = LEARNED.flatMap(([name, shape]) =>
    ["", "_m", "_v"].map((suffix) => float(`${name}${suffix}`, [...shape])),
  );
  const inputs: TensorSpec[] = [
    { name: "cells", type: "uint8", shape: ["n", CHANNELS] },
    float("channel_mask", ["heads", CHANNELS, 1]),
    float("target", ["n", "parts5"]),
    float("weight", ["n", "parts5"]),
    { name: "split", type: "int64", shape: [3] },
    float("mean", [1, CHANNELS]),
    float("inverse_deviation", [1, CHANNELS]),
    float("rate", []),
    float("keep", []),
    ...state,
  ];
  return graph.toBytes(inputs, [
    ...state.map((spec) => ({ ...spec, name: `${spec.name}_next` })),
    float("error", []),
  ]);
}

/**
 * `known` [groups, k, length] and `asked` [groups, a, length] → `products` [groups, k, a]: the dot product of each known
 * row with each asked one of its group. The runtime makes one operation of the two, and turns nothing.
 */
function productsGraph(): Uint8Array {
  const graph = new OnnxGraph("dot-products");
  const turned = graph.node("Transpose", ["asked"], { perm: [0, 2, 1] });
  graph.node("MatMul", ["known", turned], {}, "products");
  return graph.toBytes(
    [float("known", ["groups", "k", "length"]), float("asked", ["groups", "a", "length"])],
    [float("products", ["groups", "k", "a"])],
  );
}

/**
 * `known` [k, bits] and `asked` [a, bits] of zeros and ones → `shared` [k, a]: how many bits each two rows have in common.
 * Whole numbers of 8 bits, one kind with a sign and one without: that is what processors multiply fastest, and of ones
 * no sum can overflow on those that add pairs in 16 bits.
 */
function bitsGraph(): Uint8Array {
  const graph = new OnnxGraph("shared-bits");
  const turned = graph.node("Transpose", ["asked"], { perm: [1, 0] });
  graph.node("MatMulInteger", ["known", turned], {}, "shared");
  return graph.toBytes(
    [
      { name: "known", type: "uint8", shape: ["k", "bits"] },
      { name: "asked", type: "int8", shape: ["a", "bits"] },
    ],
    [{ name: "shared", type: "int32", shape: ["k", "a"] }],
  );
}

for (const [name, bytes] of [
  ["find-head.onnx", applyGraph("whole")],
  ["find-head.continuation", applyGraph("continuation")],
  ["find-head-step.onnx", stepGraph()],
  ["dot-products.onnx", productsGraph()],
  ["shared-bits.onnx", bitsGraph()],
] as const) {
  writeFileSync(`${MODELS}${name}`, bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  process.stdout.write(`${name} ${bytes.length} bytes sha256 ${sha256}\n`);
}
