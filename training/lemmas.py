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


VOWELS = set("aeiou")


def base_forms(word: str, ending: str) -> list[str]:
    """Words that `word` may be an inflection of, regular ones only."""
    if ending == "s":
        if word.endswith("ies") and len(word) > 4:
            return [word[:-3] + "y", word[:-1]]
        if word.endswith("es"):
            return [word[:-1], word[:-2]]
        return [word[:-1]] if word.endswith("s") and not word.endswith("ss") else []
    stem = word[: -len(ending)]
    if not word.endswith(ending) or len(stem) < 2:
        return []
    found = [stem, stem + "e"]
    if stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        found.append(stem[:-1])
    if ending == "ed" and stem[-1] == "i":
        found.append(stem[:-1] + "y")
    return found


def guess(word: str, ending: str, rank: dict[str, int]) -> str | None:
    """The base form that the vocabulary knows; where it knows several, spelling rules and then frequency decide."""
    known = [b for b in base_forms(word, ending) if b in rank]
    if not known:
        return None
    stem = word[: -len(ending)]
    short = len(stem) <= 4 and len(stem) >= 3 and stem[-1] not in VOWELS | set("wxy") and stem[-2] in VOWELS and stem[-3] not in VOWELS
    if ending in ("ed", "ing") and short and stem + "e" in known:
        return stem + "e"  # car + ed would double its last letter: cared is of care
    return min(known, key=lambda b: rank[b])


def learn(paths: list[str], vocabulary: list[str]) -> list[str]:
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
                rule = script(word if proper else word.lower(), clean(lemma) if proper or xpos == "PRP" else clean(lemma).lower())
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
    def apply(xpos: str, word: str) -> str | None:
        for n in range(min(LONGEST, len(word)), -1, -1):
            got = rules.get(f"{xpos}|{word[len(word) - n:]}")
            if got is not None:
                return got
        return None

    rank = {w: i for i, w in reversed(list(enumerate(vocabulary)))}
    for word in vocabulary[:60000]:
        if not word.isascii() or not word.isalpha():
            continue
        for tags, ending in ((("VBD", "VBN"), "ed"), (("VBG",), "ing"), (("VBZ", "NNS"), "s")):
            seen = [types[(t, word)].most_common(1)[0][0] for t in tags if (t, word) in types]
            base = guess(word, ending, rank)
            rule = seen[0] if seen else script(word, base) if base else None
            for t in tags:
                if rule and (t, word) not in types and apply(t, word) != rule:
                    rules[f"{t}|^{word}"] = rule
    for (xpos, word), c in sorted(types.items()):
        best = sorted(c.items(), key=lambda kv: (-kv[1], kv[0]))[0][0]
        if apply(xpos, word) != best:
            rules[f"{xpos}|^{word}"] = best
    return [f"{k}\t{v}" for k, v in sorted(rules.items())]
