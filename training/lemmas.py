"""Learns lemma rules from the treebanks: longest ending of a word, for its tag -> (strip, add)."""

from collections import Counter, defaultdict

from conllu import clean, read_conllu

LONGEST = 6


def script(word: str, lemma: str) -> str | None:
    n = 0
    while n < min(len(word), len(lemma)) and word[n] == lemma[n]:
        n += 1
    strip = len(word) - n
    return None if strip > 40 else chr(48 + strip) + lemma[n:]


def learn(paths: list[str]) -> list[str]:
    types: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for path in paths:
        for s in read_conllu(path):
            for form, lemma, xpos, rel in zip(s.forms, s.lemmas, s.xpos, s.deprels):
                if lemma == "_" or rel == "goeswith" or "\t" in form:
                    continue
                word = clean(form)
                proper = xpos in ("NNP", "NNPS")
                if proper and word.isupper() != lemma.isupper() and len(word) > 1:
                    continue
                rule = script(word if proper else word.lower(), clean(lemma) if proper else clean(lemma).lower())
                if rule is not None:
                    types[(xpos, word.lower())][rule] += 1
    rules: dict[str, str] = {}
    # endings: each type votes once; a longer ending is kept only where it changes the answer and two types agree
    votes: dict[str, Counter] = defaultdict(Counter)
    for (xpos, word), c in types.items():
        best = c.most_common(1)[0][0]
        for n in range(0, min(LONGEST, len(word)) + 1):
            votes[f"{xpos}|{word[len(word) - n:]}"][best] += 1

    def parent(key: str) -> str | None:
        xpos, end = key.split("|", 1)
        for n in range(1, len(end) + 1):
            k = f"{xpos}|{end[n:]}"
            if k in rules:
                return rules[k]
        return None

    for key in sorted(votes, key=lambda k: (len(k.split("|", 1)[1]), k)):
        rule, count = sorted(votes[key].items(), key=lambda kv: (-kv[1], kv[0]))[0]
        if key.endswith("|") or (count >= 2 and parent(key) != rule):
            rules[key] = rule
    for (xpos, word), c in sorted(types.items()):
        best = sorted(c.items(), key=lambda kv: (-kv[1], kv[0]))[0][0]
        got = None
        for n in range(min(LONGEST, len(word)), -1, -1):
            got = rules.get(f"{xpos}|{word[len(word) - n:]}")
            if got is not None:
                break
        if got != best:
            rules[f"{xpos}|^{word}"] = best
    return [f"{k}\t{v}" for k, v in sorted(rules.items())]
