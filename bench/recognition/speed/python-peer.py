"""The networks of Partproof as a Python program would run them: JPEG file -> resize -> networks -> boxes -> NMS.

Started by python-peer.ts: python python-peer.py MODEL.json, where MODEL.json holds what a taught model holds. Reads the
name of a photo a line and answers each with a line of JSON: its own time in milliseconds and the boxes. One thread.
It is plainer than what Partproof does: no checks of the file, no vote on the sides of a box, no rivals weighed.
"""

import json
import math
import sys
import time

import cv2
import numpy as np
import onnxruntime as ort

GRID = 32
STRIDE = 8
FLOOR = 0.03
OVERLAP = 0.45
MAPS = ["stride8", "stride16", "stride32"]


def open_session(path):
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def read_weights(model):
    numbers = np.fromfile(model["weights"], dtype="<f4")
    weights = {}
    for name, shape, start in model["tensors"]:
        weights[name] = numbers[start : start + math.prod(shape)].reshape(shape)
    return weights


def to_working(path, long_side):
    pixels = cv2.cvtColor(cv2.imread(path, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
    height, width = pixels.shape[:2]
    scale = long_side / max(width, height)
    content = (round(width * scale), round(height * scale))
    # As sharp does: averaging where it shrinks, cubic where it enlarges.
    pixels = cv2.resize(pixels, content, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    right, bottom = -content[0] % GRID, -content[1] % GRID
    return cv2.copyMakeBorder(pixels, 0, bottom, 0, right, cv2.BORDER_REPLICATE), content


def to_boxes(logits, sides, sizes, content):
    parts, rows, columns = logits.shape
    scores = 1 / (1 + np.exp(-np.clip(logits, -50, 50)))
    label, row, column = np.nonzero(scores >= FLOOR)
    side = sides.reshape(parts, 4, rows, columns)[label, :, row, column] * sizes[label, None]
    x, y = column * STRIDE + STRIDE - 0.5, row * STRIDE + STRIDE - 0.5
    left, top = x + side[:, 0], y + side[:, 1]
    width, height = x + side[:, 2] - left, y + side[:, 3] - top
    boxes = np.stack([left, top, width, height], axis=1)
    score = scores[label, row, column]
    kept = cv2.dnn.NMSBoxesBatched(boxes.tolist(), score.tolist(), label.tolist(), FLOOR, OVERLAP)
    unit = np.array([content[0], content[1], content[0], content[1]])
    return [(int(label[i]), float(score[i]), *(boxes[i] / unit).tolist()) for i in kept]


def main():
    cv2.setNumThreads(1)
    with open(sys.argv[1], encoding="utf-8") as file:
        model = json.load(file)
    backbone, head = open_session(model["backbone"]), open_session(model["head"])
    weights, sizes = read_weights(model), np.array(model["typicalSizes"])
    versions = f"Python {sys.version.split()[0]}, onnxruntime {ort.__version__}, OpenCV {cv2.__version__}"
    print(json.dumps({"versions": versions}), flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        pixels, content = to_working(line.rstrip("\n"), model["longSide"])
        maps = dict(zip(MAPS, backbone.run(MAPS, {"pixels": pixels[None]})))
        logits, sides = head.run(["logits", "sides"], {**maps, **weights})
        boxes = to_boxes(logits[0], sides[0], sizes, content)
        ms = (time.perf_counter() - start) * 1000
        print(json.dumps({"ms": ms, "boxes": boxes}), flush=True)


main()
