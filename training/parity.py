"""Writes training/parity.json: what the network in 32-bit floats gives for sample.txt, for the test of the runtime."""

import argparse
import json
import os

import torch

from export import load_vectors
from network import Network
from train import Features, Labels, decode


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--model", required=True)
    p.add_argument("--vectors", required=True)
    a = p.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    saved = torch.load(a.model, weights_only=False)
    c = saved["config"]
    words, vectors = load_vectors(a.vectors, c["glove"])
    glove = torch.cat([torch.zeros(1, 100), torch.from_numpy(vectors)])
    labels = {k: Labels(v) for k, v in saved["labels"].items()}
    net = Network(c, saved["sizes"], glove)
    net.load_state_dict(saved["state"], strict=False)
    net.eval()
    feats = Features(words, saved["trained"])
    out = []
    for line in open(f"{here}/sample.txt", encoding="utf-8").read().split("\n"):
        forms = line.split()
        if not forms:
            continue
        f = [feats(x) for x in forms]
        column = lambda k: torch.tensor([x[k] for x in f]).unsqueeze(1)
        with torch.no_grad():
            upos, xpos, arcs, sides = net(column(0), column(1), column(2), torch.ones(len(f), 1, dtype=torch.bool))
            heads = decode(arcs[0].numpy())
            rel = net.labels(sides, torch.tensor([heads])).argmax(2)[0].tolist()
        out.append({
            "words": forms,
            "upos": [labels["upos"].names[i] for i in upos[0].argmax(1).tolist()],
            "xpos": [labels["xpos"].names[i] for i in xpos[0].argmax(1).tolist()],
            "head": [int(h) for h in heads],
            "deprel": ["root" if h < 0 else labels["deprel"].names[r] for h, r in zip(heads, rel)],
        })
    with open(f"{here}/parity.json", "w", encoding="utf-8") as file:
        json.dump({"sentences": out}, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
