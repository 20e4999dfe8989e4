import { _SHA256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

/** SHA-256 reads its input in blocks of this many bytes; between two of them eight words are all it remembers. */
export const SHA256_BLOCK_BYTES = 64;

/**
 * SHA-256 that can be stopped after whole blocks and gone on with elsewhere from its 32 bytes of state. In plain
 * JavaScript, because Web Crypto does neither, and is absent from pages opened as a file in some browsers.
 */
export class ResumableSha256 extends _SHA256 {
  /** The 32 bytes that stand for all bytes so far, in hex. @throws RangeError between blocks' ends */
  state(): string {
    if (this.length % SHA256_BLOCK_BYTES !== 0)
      throw new RangeError("SHA-256 has a state only after whole blocks.");
    const state = new DataView(new ArrayBuffer(32));
    for (const [index, word] of this.get().entries()) state.setUint32(index * 4, word);
    return bytesToHex(new Uint8Array(state.buffer));
  }

  /** @param bytes how many bytes the state stands for, a multiple of {@link SHA256_BLOCK_BYTES} */
  static from(state: string, bytes: number): ResumableSha256 {
    const hash = new ResumableSha256();
    const view = new DataView(hexToBytes(state).buffer);
    const word = (index: number) => view.getInt32(index * 4);
    hash.set(word(0), word(1), word(2), word(3), word(4), word(5), word(6), word(7));
    hash.length = bytes;
    return hash;
  }

  /** The hash in hex; nothing can be added afterwards. */
  hex(): string {
    return bytesToHex(this.digest());
  }
}
