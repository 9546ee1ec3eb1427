"""The network: looked-up word features, a bidirectional simple recurrent encoder, tag and biaffine heads."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class LinearRecurrence(torch.autograd.Function):
    """c[t] = f[t] * c[t-1] + u[t], over the first dimension."""

    @staticmethod
    def forward(ctx, f: Tensor, u: Tensor) -> Tensor:
        c = torch.empty_like(u)
        last = torch.zeros_like(u[0])
        for t in range(u.shape[0]):
            last = torch.addcmul(u[t], f[t], last, out=c[t])
        ctx.save_for_backward(f, c)
        return c

    @staticmethod
    def backward(ctx, grad: Tensor):
        f, c = ctx.saved_tensors
        g = torch.empty_like(grad)
        last = grad[-1]
        g[-1] = last
        for t in range(grad.shape[0] - 2, -1, -1):
            last = torch.addcmul(grad[t], f[t + 1], last, out=g[t])
        df = torch.zeros_like(f)
        df[1:] = g[1:] * c[:-1]
        return df, g


class SoftSign(torch.autograd.Function):
    """x / (1 + |x|), with the cheap form of its derivative, 1 / (1 + |x|)²."""

    @staticmethod
    def forward(ctx, x: Tensor) -> Tensor:
        inverse = x.abs().add_(1).reciprocal_()
        ctx.save_for_backward(inverse)
        return x * inverse

    @staticmethod
    def backward(ctx, grad: Tensor):
        (inverse,) = ctx.saved_tensors
        return inverse.square().mul_(grad)


soft_sign = SoftSign.apply


def same_mask(x: Tensor, p: float, training: bool) -> Tensor:
    """Dropout with one mask for all positions of a sentence ([T, B, D])."""
    if not training or p == 0:
        return x
    return x * (torch.rand(1, x.shape[1], x.shape[2]) >= p).to(x.dtype) / (1 - p)


class Recurrent(nn.Module):
    """Bidirectional SRU-like layer: width in -> 2 * half out; a highway when widths agree."""

    def __init__(self, width: int, half: int, window: int = 1) -> None:
        super().__init__()
        self.half, self.window = half, window
        self.project = nn.Linear(width * window, 6 * half)
        nn.init.xavier_uniform_(self.project.weight)
        nn.init.zeros_(self.project.bias)
        with torch.no_grad():
            self.project.bias[2 * half : 4 * half] = 1.0  # remember by default
        self.norm = nn.LayerNorm(2 * half)
        self.highway = width == 2 * half

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        wide = x
        if self.window == 3:
            zero = torch.zeros_like(x[:1])
            wide = torch.cat([torch.cat([zero, x[:-1]]), x, torch.cat([x[1:], zero])], 2)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):  # twice as fast where the machine has it
            gates = self.project(wide)
        z, f, o = soft_sign(gates.float()).chunk(3, 2)  # each [T, B, 2 * half]
        f, o = 0.5 + 0.5 * f, 0.5 + 0.5 * o  # gates lie between 0 and 1
        keep = mask.unsqueeze(2)
        f = torch.where(keep, f, torch.ones_like(f))
        u = (1 - f) * z
        h = self.half
        f2 = torch.cat([f[..., :h], f[..., h:].flip(0)], 2)
        u2 = torch.cat([u[..., :h], u[..., h:].flip(0)], 2)
        c = LinearRecurrence.apply(f2, u2)
        c = torch.cat([c[..., :h], c[..., h:].flip(0)], 2)
        out = o * c + (1 - o) * x if self.highway else o * c
        return self.norm(out)


class Network(nn.Module):
    def __init__(self, c: dict, sizes: dict, glove: Tensor) -> None:
        super().__init__()
        self.c = c
        width = c["width"]
        self.register_buffer("glove", glove, persistent=False)
        self.from_glove = nn.Linear(glove.shape[1], width, bias=False)
        self.words = nn.Embedding(sizes["words"], width)
        self.parts = nn.Embedding(sizes["buckets"], width)
        nn.init.normal_(self.words.weight, std=0.1)
        nn.init.normal_(self.parts.weight, std=0.1)
        self.input_norm = nn.LayerNorm(width)
        half = c["half"]
        widths = [width] + [2 * half] * (c["layers"] - 1)
        self.layers = nn.ModuleList(Recurrent(w, half, c["window"] if i == 0 else 1) for i, w in enumerate(widths))
        d = 2 * half
        self.tag_layer = c.get("tag_layer", 0)
        self.upos = nn.Linear(d, sizes["upos"])
        self.xpos = nn.Linear(d, sizes["xpos"])
        arc, lab = c["arc"], c["label"]
        self.arc_dep = nn.Linear(d, arc)
        self.arc_head = nn.Linear(d, arc)
        self.arc_root = nn.Parameter(torch.randn(arc) * 0.1)
        self.arc_u = nn.Parameter(torch.randn(arc, arc) * 0.02)
        self.arc_b = nn.Parameter(torch.zeros(arc))
        self.lab_dep = nn.Linear(d, lab)
        self.lab_head = nn.Linear(d, lab)
        self.lab_dir = nn.Parameter(torch.zeros(2, lab))
        self.lab_out = nn.Linear(lab, sizes["deprel"])
        self.distance = nn.Parameter(torch.zeros(2 * 16 + 1))

    def token_vectors(self, word: Tensor, delta: Tensor, parts: Tensor) -> Tensor:
        # words beyond this network's list of vectors are unknown to it
        word = torch.where(word <= self.c["glove"], word, torch.zeros_like(word))
        parts = parts % self.parts.num_embeddings
        x = self.from_glove(self.glove[word]) + self.words(delta) + self.parts(parts).sum(-2)
        return self.input_norm(x)

    def encode(self, word, delta, parts, mask):
        drop = self.c["dropout"]
        x = self.token_vectors(word, delta, parts)
        x = same_mask(x, self.c["input_dropout"], self.training)
        tag_h = None
        for i, layer in enumerate(self.layers):
            x = layer(x, mask)
            x = same_mask(x, drop, self.training)
            if i == self.tag_layer:
                tag_h = x
        return x, tag_h if tag_h is not None else x

    def forward(self, word, delta, parts, mask):
        h, tag_h = self.encode(word, delta, parts, mask)
        drop = self.c["head_dropout"]
        hb = h.transpose(0, 1)  # [B, T, D]
        upos, xpos = self.upos(tag_h).transpose(0, 1), self.xpos(tag_h).transpose(0, 1)
        act = lambda v: F.dropout(F.relu(v), drop, self.training)
        dep, head = act(self.arc_dep(hb)), act(self.arc_head(hb))
        root = self.arc_root.expand(head.shape[0], 1, -1)
        heads = torch.cat([root, head], 1)  # [B, T + 1, A]
        arcs = (dep @ self.arc_u) @ heads.transpose(1, 2) + (heads @ self.arc_b).unsqueeze(1)
        t = dep.shape[1]
        gap = torch.arange(t).unsqueeze(0) - torch.arange(t).unsqueeze(1)  # head - dependent
        arcs = torch.cat([arcs[:, :, :1], arcs[:, :, 1:] + self.distance[gap.clamp(-16, 16) + 16]], 2)
        block = torch.cat([torch.zeros_like(mask[:1]), ~mask]).t().unsqueeze(1)
        arcs = arcs.masked_fill(block, -1e4)
        eye = torch.cat([torch.zeros(t, 1, dtype=torch.bool), torch.eye(t, dtype=torch.bool)], 1)
        arcs = arcs.masked_fill(eye, -1e4)
        return upos, xpos, arcs, (self.lab_dep(hb), self.lab_head(hb))

    def labels(self, sides, heads: Tensor) -> Tensor:
        """Scores of the labels of the arcs to `heads` ([B, T], indices of tokens; negative is clamped)."""
        dep, head = sides
        index = heads.clamp(min=0)
        chosen = torch.gather(head, 1, index.unsqueeze(2).expand(-1, -1, head.shape[2]))
        side = (index > torch.arange(heads.shape[1])).long()
        hidden = F.relu(dep + chosen + self.lab_dir[side])
        return self.lab_out(F.dropout(hidden, self.c["head_dropout"], self.training))
