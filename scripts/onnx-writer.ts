/**
 * The few messages of ONNX (onnx/onnx.proto, Apache-2.0) that our graphs need, written as protobuf by hand:
 * a model is bytes, and the same calls give the same bytes.
 */

export type TensorType = "float" | "uint8" | "int8" | "int32" | "int64" | "float16";
export const TYPE_CODE: Record<TensorType, number> = {
  float: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  float16: 10,
};

export type Attribute = number | string | readonly number[] | { float: number };
export type TensorSpec = { name: string; type: TensorType; shape: readonly (number | string)[] };

/** Collects nodes and constants in order; `toBytes` gives the .onnx file. */
export class OnnxGraph {
  readonly name: string;
  private readonly prefix: string;
  private readonly nodes: Uint8Array[] = [];
  private readonly constants: Uint8Array[] = [];
  private readonly known = new Set<string>();
  private counter = 0;

  /** @param prefix of the names it makes up, where those of another graph must not meet them */
  constructor(name: string, prefix = "") {
    this.name = name;
    this.prefix = prefix;
  }

  /** Adds a node and returns the name of its first output. */
  node(op: string, inputs: readonly string[], attributes: Record<string, Attribute> = {}, output?: string) {
    const name = output ?? `${this.prefix}${op.toLowerCase()}_${this.counter++}`;
    this.nodes.push(encodeNode(op, inputs, [name], attributes));
    return name;
  }

  /** Adds a node with several outputs. */
  nodeWithOutputs(
    op: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Record<string, Attribute> = {},
  ) {
    this.nodes.push(encodeNode(op, inputs, outputs, attributes));
    return outputs;
  }

  /** A constant of 32-bit floats; `half` stores it in 16 bits and widens it when the model is loaded. */
  floats(name: string, shape: readonly number[], values: Float32Array, half = false): string {
    if (this.known.has(name)) return name;
    this.known.add(name);
    if (!half) {
      this.constants.push(
        encodeTensor(
          name,
          "float",
          shape,
          new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
        ),
      );
      return name;
    }
    const bits = Uint16Array.from(values, toHalf);
    this.constants.push(encodeTensor(`${name}.half`, "float16", shape, new Uint8Array(bits.buffer)));
    return this.node("Cast", [`${name}.half`], { to: TYPE_CODE.float }, name);
  }

  scalar(value: number): string {
    return this.floats(`${this.prefix}scalar_${value}`, [], Float32Array.of(value));
  }

  ints(values: readonly number[]): string {
    const name = `${this.prefix}ints_${values.join("_")}`;
    if (this.known.has(name)) return name;
    this.known.add(name);
    const raw = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    this.constants.push(encodeTensor(name, "int64", [values.length], raw));
    return name;
  }

  toBytes(inputs: readonly TensorSpec[], outputs: readonly TensorSpec[]): Uint8Array {
    const graph = this.content(inputs, outputs, textField(2, this.name));
    const opset = concat([textField(1, ""), intField(2, 18)]);
    return concat([intField(1, 8), textField(2, "partproof"), bytesField(7, graph), bytesField(8, opset)]);
  }

  /**
   * What makes this graph the continuation of another: laid behind the bytes of a model it extends that model, for
   * protobuf merges a message that comes in two pieces. Its nodes may use what the model computes.
   */
  toContinuation(inputs: readonly TensorSpec[], outputs: readonly TensorSpec[]): Uint8Array {
    return bytesField(7, this.content(inputs, outputs, new Uint8Array()));
  }

  private content(
    inputs: readonly TensorSpec[],
    outputs: readonly TensorSpec[],
    name: Uint8Array,
  ): Uint8Array {
    return concat([
      ...this.nodes.map((node) => bytesField(1, node)),
      name,
      ...this.constants.map((constant) => bytesField(5, constant)),
      ...inputs.map((input) => bytesField(11, encodeValueInfo(input))),
      ...outputs.map((output) => bytesField(12, encodeValueInfo(output))),
    ]);
  }
}

function encodeNode(
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Record<string, Attribute>,
): Uint8Array {
  return concat([
    ...inputs.map((input) => textField(1, input)),
    ...outputs.map((output) => textField(2, output)),
    textField(3, outputs[0] ?? op),
    textField(4, op),
    ...Object.entries(attributes).map(([name, value]) => bytesField(5, encodeAttribute(name, value))),
  ]);
}

function encodeAttribute(name: string, value: Attribute): Uint8Array {
  const head = textField(1, name);
  if (typeof value === "number") return concat([head, intField(3, value), intField(20, 2)]);
  if (typeof value === "string") return concat([head, textField(4, value), intField(20, 3)]);
  if ("float" in value) {
    const raw = new Uint8Array(Float32Array.of(value.float).buffer);
    return concat([head, varint((2 << 3) | 5), raw, intField(20, 1)]);
  }
  return concat([head, ...value.map((item) => intField(8, item)), intField(20, 7)]);
}

function encodeTensor(name: string, type: TensorType, shape: readonly number[], raw: Uint8Array): Uint8Array {
  return concat([
    ...shape.map((size) => intField(1, size)),
    intField(2, TYPE_CODE[type]),
    textField(8, name),
    bytesField(9, raw),
  ]);
}

function encodeValueInfo({ name, type, shape }: TensorSpec): Uint8Array {
  const dims = shape.map((size) =>
    bytesField(1, typeof size === "number" ? intField(1, size) : textField(2, size)),
  );
  const tensor = concat([intField(1, TYPE_CODE[type]), bytesField(2, concat(dims))]);
  return concat([textField(1, name), bytesField(2, bytesField(1, tensor))]);
}

export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

export function intField(field: number, value: number): Uint8Array {
  return concat([varint(field << 3), varint(value)]);
}

export function bytesField(field: number, content: Uint8Array): Uint8Array {
  return concat([varint((field << 3) | 2), varint(content.length), content]);
}

export function textField(field: number, text: string): Uint8Array {
  return bytesField(field, new TextEncoder().encode(text));
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

/** IEEE 754 half precision, rounded to nearest even; too large becomes infinity, too small zero or subnormal. */
export function toHalf(value: number): number {
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 127 + 15;
  const mantissa = (bits & 0x7fffff) | 0x800000;
  if (exponent >= 31) return sign | 0x7c00;
  const shift = exponent <= 0 ? 14 - exponent : 13;
  if (shift > 24) return sign;
  const rounded = (mantissa + (1 << (shift - 1)) - 1 + ((mantissa >>> shift) & 1)) >>> shift;
  return sign | (exponent <= 0 ? rounded : ((exponent - 1) << 10) + rounded);
}
