"""A teacher for the small network: the same heads over a pretrained BERT-like encoder. It is never shipped."""

from __future__ import annotations

import unicodedata

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from conllu import clean
from network import Network, Recurrent, same_mask


class Wordpieces:
    def __init__(self, folder: str) -> None:
        with open(f"{folder}/vocab.txt", encoding="utf-8") as file:
            self.index = {w.rstrip("\n"): i for i, w in enumerate(file)}
        self.cache: dict[str, list[int]] = {}

    def split(self, form: str) -> list[int]:
        got = self.cache.get(form)
        if got is not None:
            return got
        text = "".join(c for c in unicodedata.normalize("NFD", clean(form).lower()) if unicodedata.category(c) != "Mn")
        parts, run = [], ""
        for ch in text[:60]:
            if ch.isalnum():
                run += ch
            else:
                parts += [run, ch]
                run = ""
        parts.append(run)
        out = []
        for part in filter(None, parts):
            at, found = 0, []
            while at < len(part):
                end = len(part)
                while end > at and ("##" if at else "") + part[at:end] not in self.index:
                    end -= 1
                if end == at:
                    found = [self.index["[UNK]"]]
                    break
                found.append(self.index[("##" if at else "") + part[at:end]])
                at = end
            out += found
        out = out[:6] or [self.index["[UNK]"]]
        self.cache[form] = out
        return out

    def batch(self, sentences: list[list[str]]) -> tuple[Tensor, Tensor, Tensor]:
        """ids [B, P], mask [B, P], index of the first piece of each word [B, T]."""
        rows, firsts = [], []
        for forms in sentences:
            row, first = [self.index["[CLS]"]], []
            for f in forms:
                first.append(len(row))
                row += self.split(f)
            row.append(self.index["[SEP]"])
            if len(row) > 500:
                row = row[:500]
                first = [min(x, 499) for x in first]
            rows.append(row)
            firsts.append(first)
        p, t = max(map(len, rows)), max(map(len, firsts))
        ids = torch.zeros(len(rows), p, dtype=torch.long)
        mask = torch.zeros(len(rows), p, dtype=torch.bool)
        index = torch.zeros(len(rows), t, dtype=torch.long)
        for i, (row, first) in enumerate(zip(rows, firsts)):
            ids[i, : len(row)] = torch.tensor(row)
            mask[i, : len(row)] = True
            index[i, : len(first)] = torch.tensor(first)
        return ids, mask, index


def thin(x: Tensor, p: float, training: bool) -> Tensor:
    """Dropout with one mask for all positions of a sentence ([B, P, D]): a mask for each costs more than the layer."""
    if not training or p == 0:
        return x
    return x * ((torch.rand(x.shape[0], 1, x.shape[2]) >= p).to(x.dtype) / (1 - p))


class Block(nn.Module):
    def __init__(self, d: int, heads: int, inner: int, drop: float) -> None:
        super().__init__()
        self.heads, self.drop = heads, drop
        self.query, self.key, self.value, self.out = (nn.Linear(d, d) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(d, eps=1e-12), nn.LayerNorm(d, eps=1e-12)
        self.up, self.down = nn.Linear(d, inner), nn.Linear(inner, d)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, p, d = x.shape
        cut = lambda y: y.view(b, p, self.heads, -1).transpose(1, 2)
        # by hand: the fused attention's backward pass is several times slower on a CPU
        scores = cut(self.query(x)) @ cut(self.key(x)).transpose(2, 3) * (d / self.heads) ** -0.5
        y = scores.masked_fill(~mask, -1e4).softmax(3).to(x.dtype) @ cut(self.value(x))
        y = self.out(y.transpose(1, 2).reshape(b, p, d))
        x = self.norm1(x + thin(y, self.drop, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + thin(y, self.drop, self.training))


class Bert(nn.Module):
    def __init__(self, folder: str, heads: int, drop: float = 0.1) -> None:
        super().__init__()
        w = load_file(f"{folder}/model.safetensors")
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        d = w["embeddings.word_embeddings.weight"].shape[1]
        n = 1 + max(int(k.split(".")[2]) for k in w if k.startswith("encoder.layer."))
        self.words = nn.Embedding.from_pretrained(w["embeddings.word_embeddings.weight"], freeze=True)
        self.places = nn.Parameter(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
        self.norm = nn.LayerNorm(d, eps=1e-12)
        self.norm.load_state_dict({k: w[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
        self.blocks = nn.ModuleList()
        for i in range(n):
            p = f"encoder.layer.{i}."
            block = Block(d, heads, w[p + "intermediate.dense.weight"].shape[0], drop)
            names = {
                "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
                "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
                "down": "output.dense", "norm2": "output.LayerNorm",
            }
            block.load_state_dict({f"{a}.{k}": w[f"{p}{b}.{k}"] for a, b in names.items() for k in ("weight", "bias")})
            self.blocks.append(block)
        self.mix = nn.Parameter(torch.zeros(n))
        self.width, self.drop = d, drop

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        x = thin(self.norm(self.words(ids) + self.places[: ids.shape[1]]), self.drop, self.training)
        layers = []
        attend = mask[:, None, None, :]
        for block in self.blocks:
            x = block(x, attend)
            layers.append(x)
        share = self.mix.softmax(0)
        return sum(share[i] * y for i, y in enumerate(layers))


class Teacher(Network):
    def __init__(self, c: dict, sizes: dict, glove: Tensor, folder: str) -> None:
        super().__init__(c, sizes, glove)
        self.encoder = Bert(folder, c.get("heads", 12))
        self.layers = nn.ModuleList([Recurrent(self.encoder.width + c["width"], c["half"])])

    def encode(self, word, delta, parts, mask, pieces):
        ids, seen, first = pieces
        with torch.autocast("cpu", torch.bfloat16):
            y = self.encoder(ids, seen)
        y = torch.gather(y.float(), 1, first.unsqueeze(2).expand(-1, -1, y.shape[2])).transpose(0, 1)
        x = torch.cat([y, self.token_vectors(word, delta, parts)], 2)
        x = same_mask(x, self.c["input_dropout"], self.training)
        h = same_mask(self.layers[0](x, mask), self.c["dropout"], self.training)
        return h, h
