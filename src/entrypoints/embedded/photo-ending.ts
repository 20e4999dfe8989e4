import type { FileHandle } from "node:fs/promises";

const TAIL_BYTES = 1024;
const JPEG_END = Buffer.from([0xff, 0xd9]);
const PNG_END = Buffer.from("IEND");

/**
 * Whether a file ends as a whole JPEG, PNG or WebP does. A camera that writes slowly is waited for; one whose
 * file is complete is not. Other content says nothing about being complete, so the answer is false.
 */
export async function endsLikeAPhoto(file: FileHandle, size: number): Promise<boolean> {
  const head = await read(file, 0, 12);
  const tail = await read(file, Math.max(0, size - TAIL_BYTES), Math.min(size, TAIL_BYTES));
  if (head[0] === 0xff && head[1] === 0xd8) return tail.includes(JPEG_END);
  if (head.subarray(1, 4).toString("latin1") === "PNG") return tail.includes(PNG_END);
  // A RIFF header holds the size of what follows it.
  if (head.subarray(8, 12).toString("latin1") === "WEBP") return head.readUInt32LE(4) + 8 <= size;
  return false;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
