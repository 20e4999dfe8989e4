import sharp from "sharp";

// The cache pays off for files opened again and again; every photo here is opened once, and memory stays flat.
sharp.cache(false);
// One thread a photo. Photos already run side by side on libuv's threads; JPEG gains nothing from more, and the
// recognizer needs the other cores.
sharp.concurrency(1);

export { sharp };
