"""Reads CoNLL-U treebanks and derives the per-word features that the TypeScript runtime derives too.

Everything in `normalise`, `shape` and `affixes` has a twin in lambdas/core/syntax/features.ts; the parity test
compares the results of both on a sample.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\uff02"
SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u0060\u00b4\u2032\u2039\u203a\uff07"
DASHES = "\u2012\u2013\u2014\u2015\u2212"
TABLE = str.maketrans(
    {**{c: '"' for c in DOUBLE_QUOTES}, **{c: "'" for c in SINGLE_QUOTES}, **{c: "\u2013" for c in DASHES},
     "\u2010": "-", "\u2011": "-", "\u2026": "..."}
)
DIGIT = re.compile("[0-9]")


@dataclass
class Sentence:
    forms: list[str]
    lemmas: list[str]
    upos: list[str]
    xpos: list[str]
    heads: list[int]  # index of the head in the sentence, -1 for the root
    deprels: list[str]
    text: str
    sent_id: str
    space_after: list[bool]
    newdoc: bool = False
    newpar: bool = False


def read_conllu(path: str) -> Iterator[Sentence]:
    rows: list[list[str]] = []
    meta: dict[str, str] = {}
    mwt_end, mwt_space = 0, True
    spaces: list[bool] = []

    def make() -> Sentence:
        return Sentence(
            [r[1] for r in rows], [r[2] for r in rows], [r[3] for r in rows], [r[4] for r in rows],
            [int(r[6]) - 1 for r in rows], [r[7] for r in rows], meta.get("text", ""), meta.get("sent_id", ""),
            list(spaces), "newdoc" in meta, "newpar" in meta or "newdoc" in meta,
        )

    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield make()
                rows, meta, spaces, mwt_end = [], {}, [], 0
            elif line.startswith("#"):
                key, _, value = line[1:].partition("=")
                meta[key.strip().split(" ")[0]] = value.strip()
            else:
                cells = line.split("\t")
                if "-" in cells[0]:
                    mwt_end = int(cells[0].split("-")[1])
                    mwt_space = "SpaceAfter=No" not in cells[9]
                elif "." not in cells[0]:
                    n = int(cells[0])
                    rows.append(cells)
                    spaces.append(mwt_space if n == mwt_end else False if n < mwt_end else "SpaceAfter=No" not in cells[9])
    if rows:
        yield make()


def clean(form: str) -> str:
    """One form for every style of quotation mark, dash and ellipsis, so that no style is strange to the model."""
    form = form.translate(TABLE)
    if form in ("''", "``", "<<", ">>"):
        return '"'
    if form == "--" or form == "---":
        return "\u2013"
    return form


def normalise(cleaned: str) -> str:
    return DIGIT.sub("0", cleaned.lower())


def shape(cleaned: str) -> str:
    out: list[str] = []
    run = 0
    for ch in cleaned:
        if ord(ch) > 0xFFFF:
            kind = "o"
        elif "0" <= ch <= "9":
            kind = "d"
        elif ch.lower() != ch:
            kind = "X"
        elif ch.upper() != ch:
            kind = "x"
        elif ord(ch) < 128:
            kind = ch
        else:
            kind = "o"
        run = run + 1 if out and out[-1] == kind else 1
        if run <= 2:
            out.append(kind)
        if len(out) >= 8:
            break
    return "".join(out)


def fnv1a(text: str) -> int:
    """FNV-1a over UTF-16 code units, 32 bits."""
    h = 0x811C9DC5
    units = text.encode("utf-16-le", "surrogatepass")
    for i in range(0, len(units), 2):
        h ^= units[i] | (units[i + 1] << 8)
        h = (h * 0x01000193) & 0xFFFFFFFF
    return h


def spread(text: str) -> int:
    """The bucket of a string before it is taken modulo the number of buckets. Folds the high half in: the low bits of
    FNV-1a alone spread short strings poorly."""
    h = fnv1a(text)
    return h ^ (h >> 15)


def affixes(cleaned: str) -> list[str]:
    word = normalise(cleaned)
    units = word.encode("utf-16-le", "surrogatepass")
    def cut(a: int, b: int | None) -> str:
        return units[a * 2 : None if b is None else b * 2].decode("utf-16-le", "surrogatepass")
    n = len(units) // 2
    return [
        "1" + cut(max(0, n - 1), None),
        "2" + cut(max(0, n - 2), None),
        "3" + cut(max(0, n - 3), None),
        "4" + cut(max(0, n - 4), None),
        "p" + cut(0, 2),
        "q" + cut(0, 3),
        "s" + shape(cleaned),
    ]
