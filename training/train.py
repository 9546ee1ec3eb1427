"""Trains the tagger and parser. Usage: see README.md."""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter

import numpy as np
import torch
from torch.nn import functional as F

from compose import Composer
from conllu import Sentence, affixes, clean, normalise, read_conllu, spread
from network import Network
from teacher import load_teacher

SPEECH = set(
    "say tell add warn announce claim note argue explain state insist stress deny confirm report suggest "
    "declare reply respond acknowledge admit ask believe think write comment continue describe urge call accuse "
    "promise pledge vow predict reveal allege assert maintain remark recall complain conclude emphasize".split()
)


class Features:
    """Maps a form to (glove row, trained row, affix buckets), once a form."""

    def __init__(self, glove_words: list[str], trained: list[str]) -> None:
        self.glove = {}
        for i, w in enumerate(glove_words):
            self.glove.setdefault(normalise(clean(w)), i + 1)
        self.trained = {w: i + 1 for i, w in enumerate(trained)}
        self.cache: dict[str, tuple[int, int, list[int]]] = {}

    def __call__(self, form: str) -> tuple[int, int, list[int]]:
        got = self.cache.get(form)
        if got is None:
            cleaned = clean(form)
            norm = normalise(cleaned)
            got = (
                self.glove.get(norm, 0),
                self.trained.get(norm, 0),
                [spread(a) for a in affixes(cleaned)],
            )
            self.cache[form] = got
        return got


def augment(s: Sentence, rng: random.Random, composer: Composer, vary: bool) -> Sentence:
    """Cheap variants of a sentence that leave its tree as it is: names, quotation marks, case, the final full stop."""
    if vary and rng.random() < 0.1:
        s = composer.rename(s, rng)
    if vary and rng.random() < 0.05:
        s = composer.quote_part(s, rng)
    r = rng.random()
    forms = s.forms
    if r < 0.04:
        forms = [f.lower() for f in forms]
    elif r < 0.06:
        forms = [f.upper() for f in forms]
    elif r < 0.08:
        forms = [f[:1].upper() + f[1:] for f in forms]
    elif r < 0.12 and len(forms) > 3 and s.upos[-1] == "PUNCT" and (len(forms) - 1) not in s.heads:
        n = len(forms) - 1
        return Sentence(forms[:n], s.lemmas[:n], s.upos[:n], s.xpos[:n], s.heads[:n], s.deprels[:n], "", s.sent_id, s.space_after[:n])
    if forms is s.forms:
        return s
    return Sentence(forms, s.lemmas, s.upos, s.xpos, s.heads, s.deprels, "", s.sent_id, s.space_after)


class Labels:
    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.index = {n: i for i, n in enumerate(names)}


def make_batches(sentences, tokens_per_batch, rng=None):
    order = list(range(len(sentences)))
    if rng:
        rng.shuffle(order)
        order.sort(key=lambda i: len(sentences[i].forms) + rng.random() * 3)
    else:
        order.sort(key=lambda i: len(sentences[i].forms))
    batches, cur, longest = [], [], 0
    for i in order:
        n = len(sentences[i].forms)
        if cur and max(longest, n) * (len(cur) + 1) > tokens_per_batch:
            batches.append(cur)
            cur, longest = [], 0
        cur.append(i)
        longest = max(longest, n)
    if cur:
        batches.append(cur)
    if rng:
        rng.shuffle(batches)
    return batches


def targets(batch, labels) -> np.ndarray:
    """[4, B, T]: tags, head + 1 and label of every word; -100 where there is no answer."""
    gold = np.full((4, len(batch), max(len(s.forms) for s in batch)), -100, np.int64)
    for j, s in enumerate(batch):
        n = len(s.upos)  # none of a sentence without a tree
        gold[0, j, :n] = [labels["upos"].index.get(x, -100) for x in s.upos]
        gold[1, j, :n] = [labels["xpos"].index.get(x, -100) for x in s.xpos]
        gold[2, j, :n] = [h + 1 for h in s.heads]
        gold[3, j, :n] = [labels["deprel"].index.get(x, -100) if h >= 0 else -100 for x, h in zip(s.deprels, s.heads)]
    return gold


def label_sets(train: list[Sentence]) -> dict[str, Labels]:
    return {
        "upos": Labels(sorted({x for s in train for x in s.upos})),
        "xpos": Labels(sorted({x for s in train for x in s.xpos})),
        "deprel": Labels([n for n, k in sorted(Counter(x for s in train for x in s.deprels).items()) if n != "root" and k >= 5]),
    }


def tensors(batch, feats, labels, rng=None, word_drop=0.0, delta_drop=0.0):
    t = max(len(s.forms) for s in batch)
    b = len(batch)
    word = np.zeros((t, b), np.int64)
    delta = np.zeros((t, b), np.int64)
    parts = np.zeros((t, b, 7), np.int64)
    mask = np.zeros((t, b), bool)
    for j, s in enumerate(batch):
        n = len(s.forms)
        fs = [feats(f) for f in s.forms]
        word[:n, j] = [f[0] for f in fs]
        delta[:n, j] = [f[1] for f in fs]
        parts[:n, j] = [f[2] for f in fs]
        mask[:n, j] = True
    gold = targets(batch, labels)
    if rng is not None:
        r = rng.random((t, b))
        word[r < word_drop] = 0
        delta[r < delta_drop] = 0
    return [torch.from_numpy(x) for x in (word, delta, parts, mask, gold)]


def decode(scores: np.ndarray) -> list[int]:
    """Best tree by scores[dep, head + 1]; one root. The twin of lambdas/core/syntax/tree.ts."""
    from tree import best_tree

    return best_tree(scores)


def evaluate(net, sentences, feats, labels, exact=False, per_label=False):
    net.eval()
    c = Counter()
    by = {}
    with torch.no_grad():
        for idx in make_batches(sentences, 6000):
            batch = [sentences[i] for i in idx]
            word, delta, parts, mask, gold = tensors(batch, feats, labels)
            upos, xpos, arcs, sides = net(word, delta, parts, mask)
            if exact:
                heads = torch.zeros(arcs.shape[:2], dtype=torch.long)
                for j, s in enumerate(batch):
                    n = len(s.forms)
                    heads[j, :n] = torch.tensor(decode(arcs[j, :n, : n + 1].numpy()))
            else:
                heads = arcs.argmax(2) - 1
            lab = net.labels(sides, heads).argmax(2)
            for j, s in enumerate(batch):
                n = len(s.forms)
                h, l = heads[j, :n].tolist(), lab[j, :n].tolist()
                names = ["root" if hh < 0 else labels["deprel"].names[ll] for hh, ll in zip(h, l)]
                up, xp = upos[j, :n].argmax(1).tolist(), xpos[j, :n].argmax(1).tolist()
                for i in range(n):
                    c["n"] += 1
                    ok = h[i] == s.heads[i]
                    c["uas"] += ok
                    c["las"] += ok and names[i] == s.deprels[i]
                    c["las_u"] += ok and names[i].split(":")[0] == s.deprels[i].split(":")[0]
                    c["upos"] += labels["upos"].names[up[i]] == s.upos[i]
                    c["xpos"] += labels["xpos"].names[xp[i]] == s.xpos[i]
                    gh = s.heads[i]
                    rel = s.deprels[i].split(":")[0]
                    near = (gh >= 0 and s.lemmas[gh] in SPEECH and s.upos[gh] == "VERB") or (
                        s.lemmas[i] in SPEECH and s.upos[i] == "VERB"
                    )
                    if near and rel in ("ccomp", "parataxis", "nsubj", "obj", "obl", "advcl", "conj", "root", "iobj"):
                        c["sn"] += 1
                        c["suas"] += ok
                        c["slas"] += ok and names[i].split(":")[0] == rel
                    if per_label:
                        e = by.setdefault(s.deprels[i], [0, 0, 0])
                        e[0] += 1
                        e[1] += ok
                        e[2] += ok and names[i] == s.deprels[i]
    out = {k: round(100 * c[k] / c["n"], 2) for k in ("uas", "las", "las_u", "upos", "xpos")}
    out["speech_uas"] = round(100 * c["suas"] / max(1, c["sn"]), 2)
    out["speech_las"] = round(100 * c["slas"] / max(1, c["sn"]), 2)
    out["speech_n"] = c["sn"]
    if per_label:
        out["by"] = {k: (v[0], round(100 * v[1] / v[0], 1), round(100 * v[2] / v[0], 1)) for k, v in sorted(by.items())}
    return out


def read_text(path: str) -> list[Sentence]:
    """Sentences without trees, one JSON array of words a line (collect-sentences.ts)."""
    with open(path, encoding="utf-8") as file:
        forms = [json.loads(line) for line in file]
    return [Sentence(f, [], [], [], [], [], "", f"text-{i}", []) for i, f in enumerate(forms)]


def consult(teachers, batch, heads):
    """Averaged probabilities of tags, heads and labels, and the heads that the labels are for: the gold where there is a
    tree (`heads` is not below -1), the teachers' elsewhere."""
    with torch.no_grad():
        asked = [t(batch) for t in teachers]
        arcs = sum(a[2].softmax(-1) for a in asked) / len(asked)
        heads = torch.where(heads >= -1, heads, arcs.argmax(2) - 1)
        labels = sum(t.labels(a[3], heads).softmax(-1) for t, a in zip(teachers, asked)) / len(asked)
        tags = [sum(a[i].softmax(-1) for a in asked) / len(asked) for i in (0, 1)]
    return *tags, arcs, labels, heads


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--corpus", required=True)
    p.add_argument("--vectors", required=True, help="prefix of vectors made by vectors.mjs")
    p.add_argument("--out", required=True)
    p.add_argument("--epochs", type=int, default=30)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--init", help="a model of the same shape, or with fewer layers, to go on from")
    p.add_argument("--teachers", nargs="*", default=[], help="models of teacher.py whose answers are learnt beside the gold")
    p.add_argument("--text", help="sentences without trees, which the teachers parse (see read_text)")
    p.add_argument("--set", nargs="*", default=[])
    a = p.parse_args()
    c = dict(width=128, half=80, layers=3, window=1, arc=96, label=96, dropout=0.3, input_dropout=0.3, head_dropout=0.3,
             lr=3e-3, batch=2000, buckets=12288, glove=60000, word_drop=0.05, delta_drop=0.2, tag_layer=1, ema=0.995,
             gum_repeat=1, threads=2, min_count=2, wd=0.0, composed=2500, soft=0.5, vary=1)
    for s in a.set:
        k, v = s.split("=")
        c[k] = type(c[k])(float(v)) if not isinstance(c[k], str) else v
    torch.set_num_threads(c["threads"])
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    nrng = np.random.default_rng(a.seed)

    trains = [list(read_conllu(f"{a.corpus}/{t}/train.conllu")) for t in ("ud-ewt", "ud-gum")]
    devs = [list(read_conllu(f"{a.corpus}/{t}/dev.conllu")) for t in ("ud-ewt", "ud-gum")]
    train = trains[0] + trains[1] * c["gum_repeat"]
    dev = devs[0] + devs[1]

    labels = label_sets(train)
    counts = Counter(normalise(clean(f)) for s in trains[0] + trains[1] for f in s.forms)
    trained = [w for w, k in sorted(counts.items()) if k >= c["min_count"]]
    glove_words = open(a.vectors + ".txt", encoding="utf-8").read().split("\n")[: c["glove"]]
    glove = np.fromfile(a.vectors + ".f32", np.float32).reshape(-1, 100)[: c["glove"]]
    glove = torch.from_numpy(np.concatenate([np.zeros((1, 100), np.float32), glove]))
    feats = Features(glove_words, trained)
    sizes = dict(words=len(trained) + 1, buckets=c["buckets"], **{k: len(v.names) for k, v in labels.items()})
    net = Network(c, sizes, glove)
    teachers = [load_teacher(path, labels) for path in a.teachers]
    text = read_text(a.text) if a.text else []
    with torch.no_grad():
        net.words.weight.zero_()
    if a.init:
        before = torch.load(a.init, weights_only=False)
        assert before["sizes"] == sizes and before["trained"] == trained
        net.load_state_dict(before["state"], strict=False)
        half = c["half"]
        for layer in net.layers[before["config"]["layers"] :]:
            layer.project.bias.data[4 * half :] = -3.0  # a layer put on top lets its input through at first
    print(c, sizes, "parameters", sum(x.numel() for x in net.parameters()), flush=True)

    opt = torch.optim.AdamW(net.parameters(), lr=c["lr"], betas=(0.9, 0.95), weight_decay=c["wd"], fused=True)
    steps = int(len(make_batches(train + text, c["batch"], random.Random(0))) * (1 + c["composed"] / len(train + text))) * a.epochs
    warm = min(400, steps // 10)
    sched = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda s: min(1, (s + 1) / warm) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1, s / steps))))
    )
    ema = {k: v.detach().clone() for k, v in net.named_parameters()}
    composer = Composer(trains[0] + trains[1])
    step = 0
    start = time.time()
    for epoch in range(a.epochs):
        net.train()
        made = [composer.compose(rng) for _ in range(c["composed"])]
        shown = [augment(s, rng, composer, bool(c["vary"])) for s in train + made] + text
        total, seen = 0.0, 0
        for idx in make_batches(shown, c["batch"], rng):
            batch = [shown[i] for i in idx]
            word, delta, parts, mask, gold = tensors(batch, feats, labels, nrng, c["word_drop"], c["delta_drop"])
            upos, xpos, arcs, sides = net(word, delta, parts, mask)
            heads = gold[2] - 1
            if teachers:
                *soft, heads = consult(teachers, batch, heads)
            lab = net.labels(sides, heads)
            treed = (gold[2] >= 0).sum().clamp(min=1)  # a batch may hold no tree at all
            ce = lambda x, y: F.cross_entropy(x.reshape(-1, x.shape[-1]), y.reshape(-1), ignore_index=-100, reduction="sum") / treed
            loss = ce(arcs, gold[2]) + ce(lab, gold[3]) + 0.5 * ce(xpos, gold[1]) + 0.3 * ce(upos, gold[0])
            if teachers:
                valid = mask.t()
                kl = lambda x, y: (y * (y.clamp(min=1e-9).log() - x.log_softmax(-1))).sum(-1)[valid].mean()
                distilled = kl(arcs, soft[2]) + kl(lab, soft[3]) + 0.5 * kl(xpos, soft[1]) + 0.3 * kl(upos, soft[0])
                loss = (1 - c["soft"]) * loss + c["soft"] * distilled
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            opt.step()
            sched.step()
            step += 1
            decay = min(c["ema"], (1 + step) / (10 + step))
            with torch.no_grad():
                names, params = zip(*net.named_parameters())
                torch._foreach_lerp_([ema[k] for k in names], [x.detach() for x in params], 1 - decay)
            total += loss.item()
            seen += 1
        print(epoch + 1, f"{time.time() - start:.0f}s", f"cpu {time.process_time():.0f}s", flush=True)
        if (epoch + 1) % 5 == 0 or epoch + 1 == a.epochs or epoch == 0:
            saved = {k: v.detach().clone() for k, v in net.named_parameters()}
            net.load_state_dict(ema, strict=False)
            r = evaluate(net, dev, feats, labels)
            net.load_state_dict(saved, strict=False)
        else:
            r = ""
        print(epoch + 1, f"{time.time() - start:.0f}s loss {total / seen:.3f}", r, flush=True)
    net.load_state_dict(ema, strict=False)
    torch.save(dict(config=c, sizes=sizes, state=net.state_dict(), labels={k: v.names for k, v in labels.items()},
                    trained=trained, seed=a.seed, epochs=a.epochs), a.out)
    for name, part in (("ewt", devs[0]), ("gum", devs[1]), ("gum-news", [s for s in devs[1] if "_news_" in s.sent_id])):
        print(name, evaluate(net, part, feats, labels), flush=True)


if __name__ == "__main__":
    main()
