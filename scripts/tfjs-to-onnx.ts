import type { OnnxGraph } from "./onnx-writer.ts";
import type { TfConstant, TfGraph, TfNode } from "./tfjs-graph.ts";

/** A convolution with every per-channel multiplication and addition that follows it folded in. */
type Affine = { conv: TfNode; scale: Float32Array; shift: Float32Array };

/**
 * Translates the convolutional part of a TensorFlow graph (NHWC) into ONNX (NCHW): Conv2D,
 * DepthwiseConv2dNative, FusedBatchNorm, BiasAdd, Add, AddN, Mul, Relu6. Nodes named in `ready` are taken as
 * given (the inputs of the part). `half` stores the weights in 16 bits.
 */
export class TfjsToOnnx {
  private readonly source: TfGraph;
  private readonly target: OnnxGraph;
  private readonly ready: Map<string, string>;
  private readonly half: boolean;

  constructor(source: TfGraph, target: OnnxGraph, ready: Map<string, string>, half: boolean) {
    this.source = source;
    this.target = target;
    this.ready = ready;
    this.half = half;
  }

  /** The ONNX name of what the TensorFlow node `name` computes. `output` renames it. */
  convert(name: string, output?: string): string {
    const done = this.ready.get(name);
    if (done !== undefined) return done;
    const node = this.nodeOf(name);
    const result = this.translate(node, output);
    this.ready.set(name, result);
    return result;
  }

  private translate(node: TfNode, output?: string): string {
    if (node.op === "Relu6") {
      const input = this.convert(input0(node));
      return this.target.node("Clip", [input, this.target.scalar(0), this.target.scalar(6)], {}, output);
    }
    if (node.op === "Const") {
      // A bias that the TensorFlow optimizer moved out of its convolution into a residual sum.
      const { values } = this.constantOf(node.name);
      return this.target.floats(`${node.name}.bias`, [1, values.length, 1, 1], values);
    }
    const affine = this.affineOf(node);
    if (affine) return this.writeConv(affine, output);
    if (node.op === "Add" || node.op === "AddN") {
      return this.target.node(
        "Sum",
        node.input.map((input) => this.convert(input)),
        {},
        output,
      );
    }
    throw new Error(`No translation for ${node.op} (${node.name}).`);
  }

  /** Undefined where the node is not an affine function of one convolution (such as a residual sum). */
  private affineOf(node: TfNode): Affine | undefined {
    if (node.op === "Conv2D" || node.op === "DepthwiseConv2dNative") {
      const channels = outputChannels(node, this.constantOf(node.input[1]));
      return { conv: node, scale: new Float32Array(channels).fill(1), shift: new Float32Array(channels) };
    }
    if (!["Mul", "Add", "BiasAdd", "FusedBatchNorm"].includes(node.op)) return undefined;
    const before = this.source.nodes.get(input0(node));
    const operands = node.input.slice(1).map((name) => this.source.constants.get(name)?.values);
    const [first, beta, mean, variance] = operands;
    if (!before || !first) return undefined;
    const inner = this.affineOf(before);
    if (!inner) return undefined;
    const epsilon = (node.attr["epsilon"] as { f: number } | undefined)?.f ?? 0;
    const { scale, shift } = inner;
    for (let c = 0; c < scale.length; c++) {
      const operand = first[c] ?? 0;
      if (node.op === "Mul") {
        scale[c] = (scale[c] ?? 0) * operand;
        shift[c] = (shift[c] ?? 0) * operand;
      } else if (node.op === "FusedBatchNorm") {
        const gain = operand / Math.sqrt((variance?.[c] ?? 1) + epsilon);
        scale[c] = (scale[c] ?? 0) * gain;
        shift[c] = ((shift[c] ?? 0) - (mean?.[c] ?? 0)) * gain + (beta?.[c] ?? 0);
      } else {
        shift[c] = (shift[c] ?? 0) + operand;
      }
    }
    return inner;
  }

  private writeConv({ conv, scale, shift }: Affine, output?: string): string {
    const filter = this.constantOf(conv.input[1]);
    const depthwise = conv.op === "DepthwiseConv2dNative";
    const [height = 1, width = 1, inputs = 1, last = 1] = filter.shape;
    const outputs = scale.length;
    const perOutput = depthwise ? 1 : inputs;
    // TensorFlow: [h, w, in, out], depthwise [h, w, in, 1]. ONNX: [out, in / groups, h, w].
    const weights = new Float32Array(outputs * perOutput * height * width);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let i = 0; i < inputs; i++)
          for (let o = 0; o < last; o++) {
            const out = depthwise ? i : o;
            const value = filter.values[((y * width + x) * inputs + i) * last + o] ?? 0;
            const at = ((out * perOutput + (depthwise ? 0 : i)) * height + y) * width + x;
            weights[at] = value * (scale[out] ?? 1);
          }
    const strides = (conv.attr["strides"] as { list: { i: string[] } }).list.i.map(Number);
    const shape = [outputs, perOutput, height, width];
    return this.target.node(
      "Conv",
      [
        this.convert(input0(conv)),
        this.target.floats(`${conv.name}.weight`, shape, weights, this.half),
        this.target.floats(`${conv.name}.bias`, [outputs], shift),
      ],
      {
        auto_pad: "SAME_UPPER",
        strides: strides.slice(1, 3),
        kernel_shape: [height, width],
        group: depthwise ? inputs : 1,
      },
      output,
    );
  }

  private nodeOf(name: string): TfNode {
    const node = this.source.nodes.get(name);
    if (!node) throw new Error(`The graph has no node ${name}.`);
    return node;
  }

  private constantOf(name: string | undefined): TfConstant {
    const constant = this.source.constants.get(name ?? "");
    if (!constant) throw new Error(`The graph has no constant ${name}.`);
    return constant;
  }
}

function outputChannels(node: TfNode, filter: TfConstant): number {
  const size = node.op === "Conv2D" ? filter.shape[3] : filter.shape[2];
  return size ?? 0;
}

function input0(node: TfNode): string {
  const name = node.input[0];
  if (name === undefined) throw new Error(`${node.op} (${node.name}) has no input.`);
  return name;
}
