"""Averages models of one shape: python3 average.py OUT MODEL:WEIGHT…"""

import sys

import torch

out, *given = sys.argv[1:]
pairs = [(torch.load(path, weights_only=False), float(weight)) for path, weight in (one.rsplit(":", 1) for one in given)]
total = sum(weight for _, weight in pairs)
model = pairs[0][0]
for other, _ in pairs:
    assert other["sizes"] == model["sizes"] and other["trained"] == model["trained"]
model["state"] = {
    key: sum(other["state"][key] * weight for other, weight in pairs) / total if value.is_floating_point() else value
    for key, value in model["state"].items()
}
torch.save(model, out)
