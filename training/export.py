"""Writes a trained model as lambdas/models/en/syntax.bin: int8 rows with a float scale each."""

from __future__ import annotations

import argparse
import json
import struct

import numpy as np
import torch

import lemmas
from conllu import clean, normalise

MAGIC = b"STSYN001"


def load_vectors(prefix: str, count: int) -> tuple[list[str], np.ndarray]:
    words = open(prefix + ".txt", encoding="utf-8").read().split("\n")[:count]
    return words, np.fromfile(prefix + ".f32", np.float32).reshape(-1, 100)[:count]


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--model", required=True)
    p.add_argument("--vectors", required=True)
    p.add_argument("--corpus", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--words", type=int, default=45000)
    a = p.parse_args()
    saved = torch.load(a.model, weights_only=False)
    c, sd = saved["config"], {k: v.numpy() for k, v in saved["state"].items()}
    tensors: dict[str, dict] = {}
    chunks: list[bytes] = []
    size = 0

    def put(name: str, kind: str, shape, data: bytes) -> None:
        nonlocal size
        gap = -size % 4
        chunks.append(b"\0" * gap + data)
        tensors[name] = {"type": kind, "offset": size + gap, "shape": list(shape)}
        size += gap + len(data)

    def floats(name: str, x) -> None:
        x = np.ascontiguousarray(x, np.float32)
        put(name, "f32", x.shape, x.tobytes())

    def rows(name: str, x) -> None:
        scale = np.maximum(np.abs(x).max(1), 1e-8) / 127
        put(name, "i8", x.shape, np.round(x / scale[:, None]).astype(np.int8).tobytes())
        floats(name + ".scale", scale)

    def dense(name: str, weight, bias) -> None:
        rows(name, weight)
        floats(name + ".bias", bias)

    # vocabulary: row 0 is the unknown word
    words, vectors = load_vectors(a.vectors, a.words)
    table: dict[str, np.ndarray] = {}
    for w, v in zip(words, vectors):
        table.setdefault(normalise(clean(w)), v @ sd["from_glove.weight"].T)
    trained = {w: i + 1 for i, w in enumerate(saved["trained"])}
    if c["glove"] > a.words:  # trained words whose vector is further down the list keep it
        for w, v in zip(*load_vectors(a.vectors, c["glove"])):
            key = normalise(clean(w))
            if key in trained:
                table.setdefault(key, v @ sd["from_glove.weight"].T)
    for w, i in trained.items():
        table[w] = table.get(w, 0) + sd["words.weight"][i]
    vocabulary = sorted(w for w in table if "\n" not in w)
    matrix = np.stack([sd["words.weight"][0]] + [table[w] for w in vocabulary])
    text = "\n".join(["\0"] + vocabulary).encode()
    put("vocabulary", "u8", [len(text)], text)
    rows("words", matrix)
    rows("parts", sd["parts.weight"])
    floats("inputNorm.gain", sd["input_norm.weight"])
    floats("inputNorm.bias", sd["input_norm.bias"])

    first = sd["layers.0.project.weight"]
    width = c["width"]
    if c["window"] == 3:
        first = np.concatenate([first[:, i * width : (i + 1) * width] for i in range(3)])
    else:
        first = np.concatenate([np.zeros_like(first), first, np.zeros_like(first)])
    dense("input", first, np.zeros(first.shape[0]))
    floats("first.bias", sd["layers.0.project.bias"])
    for i in range(c["layers"]):
        if i:
            dense(f"layer{i}", sd[f"layers.{i}.project.weight"], sd[f"layers.{i}.project.bias"])
        floats(f"norm{i}.gain", sd[f"layers.{i}.norm.weight"])
        floats(f"norm{i}.bias", sd[f"layers.{i}.norm.bias"])
    both = lambda names, part: np.concatenate([sd[f"{n}.{part}"] for n in names])
    dense("tags", both(["upos", "xpos"], "weight"), both(["upos", "xpos"], "bias"))
    sides = ["arc_dep", "arc_head", "lab_dep", "lab_head"]
    dense("sides", both(sides, "weight"), both(sides, "bias"))
    dense("bilinear", sd["arc_u"].T, sd["arc_b"])
    dense("labels", sd["lab_out.weight"], sd["lab_out.bias"])
    floats("root", sd["arc_root"])
    floats("distance", sd["distance"])
    floats("direction", sd["lab_dir"])
    text = "\n".join(lemmas.learn([f"{a.corpus}/{t}/train.conllu" for t in ("ud-ewt", "ud-gum")], load_vectors(a.vectors, 80000)[0])).encode()
    put("lemmas", "u8", [len(text)], text)

    header = json.dumps(
        dict(width=width, half=c["half"], layers=c["layers"], arc=c["arc"], label=c["label"], buckets=c["buckets"],
             tagLayer=c["tag_layer"], **saved["labels"], tensors=tensors), separators=(",", ":"),
    ).encode()
    base = 16 + len(header) + (-len(header) % 4)
    with open(a.out, "wb") as file:
        file.write(MAGIC + struct.pack("<II", len(header), base) + header + b"\0" * (base - 16 - len(header)))
        for chunk in chunks:
            file.write(chunk)
    print("words", len(vocabulary), "bytes", base + size, "lemma rules", text.count(b"\n") + 1)


if __name__ == "__main__":
    main()
