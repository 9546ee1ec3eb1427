"""Makes sentences that report speech out of pieces of the training treebanks, with trees in their conventions.

The treebanks hold few sentences such as `"…," said Foreign Minister X` or `…, Y told reporters on Monday`. Clauses,
speakers, addressees and circumstances are subtrees of the training part; the frames around them are those that the
treebanks use (the verb is the root and the content its ccomp, on either side; marks of the content hang on its head).
"""

from __future__ import annotations

import random

from conllu import Sentence

Node = tuple[str, str, str, str, int, str]  # form, lemma, upos, xpos, head (-1: top), deprel

CUES = [
    ("said", "say", 40), ("says", "say", 8), ("added", "add", 8), ("warned", "warn", 4), ("claimed", "claim", 3),
    ("announced", "announce", 3), ("stated", "state", 3), ("argued", "argue", 2), ("insisted", "insist", 3),
    ("explained", "explain", 2), ("noted", "note", 3), ("stressed", "stress", 3), ("declared", "declare", 2),
    ("confirmed", "confirm", 2), ("acknowledged", "acknowledge", 2), ("wrote", "write", 3), ("replied", "reply", 2),
    ("admitted", "admit", 2), ("suggested", "suggest", 2), ("denied", "deny", 2), ("alleged", "allege", 1),
    ("reiterated", "reiterate", 2), ("emphasized", "emphasize", 1), ("predicted", "predict", 1),
    ("revealed", "reveal", 1), ("concluded", "conclude", 1), ("continued", "continue", 1), ("tweeted", "tweet", 1),
    ("pledged", "pledge", 1), ("vowed", "vow", 1), ("asserted", "assert", 1), ("maintained", "maintain", 1),
    ("remarked", "remark", 1), ("recalled", "recall", 1), ("conceded", "concede", 1), ("responded", "respond", 1),
    ("reported", "report", 2), ("quipped", "quip", 1), ("believes", "believe", 1), ("asked", "ask", 1),
]
SPEECH = {c[1] for c in CUES} | {"tell", "think", "comment", "complain", "describe", "call"}
PLACES = (
    "Russian Chinese French German British Israeli Iranian Turkish Polish Ukrainian Japanese Indian Pakistani "
    "Canadian Australian Brazilian Mexican Egyptian Saudi Qatari Syrian Iraqi Hungarian Finnish Swedish European "
    "South_Korean North_Korean Belarusian Serbian Armenian Georgian US UK EU American Kenyan Nigerian Sudanese"
).split()
DEMONYMS = {w for p in PLACES for w in p.split("_")}
OFFICES = [
    [("Foreign", "ADJ", "NNP", "amod"), ("Minister", "PROPN", "NNP", "")],
    [("foreign", "ADJ", "JJ", "amod"), ("minister", "NOUN", "NN", "")],
    [("Prime", "ADJ", "NNP", "amod"), ("Minister", "PROPN", "NNP", "")],
    [("Defense", "PROPN", "NNP", "compound"), ("Minister", "PROPN", "NNP", "")],
    [("Interior", "PROPN", "NNP", "compound"), ("Minister", "PROPN", "NNP", "")],
    [("President", "PROPN", "NNP", "")],
    [("Deputy", "PROPN", "NNP", "compound"), ("Prime", "ADJ", "NNP", "amod"), ("Minister", "PROPN", "NNP", "")],
    [("foreign", "ADJ", "JJ", "amod"), ("ministry", "NOUN", "NN", "compound"), ("spokeswoman", "NOUN", "NN", "")],
    [("government", "NOUN", "NN", "compound"), ("spokesman", "NOUN", "NN", "")],
    [("Ambassador", "PROPN", "NNP", "")],
    [("ambassador", "NOUN", "NN", "")],
    [("Chancellor", "PROPN", "NNP", "")],
    [("Senator", "PROPN", "NNP", "")],
    [("Sen.", "PROPN", "NNP", "")],
    [("Rep.", "PROPN", "NNP", "")],
    [("Gov.", "PROPN", "NNP", "")],
    [("Mr.", "PROPN", "NNP", "")],
    [("Secretary", "PROPN", "NNP", "")],
    [("chief", "NOUN", "NN", "compound"), ("executive", "NOUN", "NN", "")],
    [("analyst", "NOUN", "NN", "")],
    [("spokesperson", "NOUN", "NN", "")],
    [("director", "NOUN", "NN", "")],
    [("host", "NOUN", "NN", "")],
    [("Gen.", "PROPN", "NNP", "")],
    [("opposition", "NOUN", "NN", "compound"), ("leader", "NOUN", "NN", "")],
    [("press", "NOUN", "NN", "compound"), ("secretary", "NOUN", "NN", "")],
    [("special", "ADJ", "JJ", "amod"), ("envoy", "NOUN", "NN", "")],
]
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def children(s: Sentence) -> list[list[int]]:
    out: list[list[int]] = [[] for _ in s.forms]
    for i, h in enumerate(s.heads):
        if h >= 0:
            out[h].append(i)
    return out


def subtree(s: Sentence, top: int, kids: list[list[int]]) -> list[int]:
    found, stack = [], [top]
    while stack:
        v = stack.pop()
        found.append(v)
        stack.extend(kids[v])
    return sorted(found)


def cut(s: Sentence, ids: list[int], top: int) -> list[Node]:
    where = {v: k for k, v in enumerate(ids)}
    return [
        (s.forms[v], s.lemmas[v], s.upos[v], s.xpos[v], -1 if v == top else where[s.heads[v]], s.deprels[v])
        for v in ids
    ]


class Builder:
    def __init__(self) -> None:
        self.nodes: list[list] = []

    def add(self, form, lemma, upos, xpos, head, rel) -> int:
        self.nodes.append([form, lemma, upos, xpos, head, rel])
        return len(self.nodes) - 1

    def graft(self, part: list[Node], head: int, rel: str | None) -> int:
        base = len(self.nodes)
        top = -1
        for form, lemma, upos, xpos, h, r in part:
            if h < 0:
                top = self.add(form, lemma, upos, xpos, head, rel or r)
            else:
                self.add(form, lemma, upos, xpos, base + h, r)
        return top

    def finish(self, name: str) -> Sentence:
        first = self.nodes[0]
        k = 1 if first[2] == "PUNCT" and len(self.nodes) > 1 else 0
        self.nodes[k][0] = self.nodes[k][0][:1].upper() + self.nodes[k][0][1:]
        c = list(zip(*self.nodes))
        return Sentence(list(c[0]), list(c[1]), list(c[2]), list(c[3]), list(c[4]), list(c[5]), "", name, [True] * len(self.nodes))


def lowered(part: list[Node]) -> list[Node]:
    form, lemma, upos, *rest = part[0]
    if upos == "PROPN" or part[0][3] == "NNP" or form in DEMONYMS or form == "I" or form.startswith("I'") or (len(form) > 1 and form.isupper()):
        return part
    return [(form[:1].lower() + form[1:], lemma, upos, *rest)] + part[1:]


def open_ended(part: list[Node]) -> list[Node]:
    """Without a last comma: another mark follows."""
    return part[:-1] if part[-1][0] == "," else part


class Composer:
    def __init__(self, sentences: list[Sentence]) -> None:
        self.clauses: list[list[Node]] = []
        self.speakers: list[list[Node]] = []
        self.tails: list[list[Node]] = []
        self.told: list[list[Node]] = []
        self.relatives: list[list[Node]] = []
        self.short: list[list[Node]] = []
        self.subjects: list[tuple] = []  # (subject, rest of the clause, its verb): verb in the past or present, third person
        self.first: list[str] = []
        self.last: list[str] = []
        for s in sentences:
            kids = children(s)
            n = len(s.forms)
            root = s.heads.index(-1)
            if (
                5 <= n <= 36 and s.forms[-1] in ".!?" and s.heads[-1] == root and s.upos[root] in ("VERB", "ADJ", "NOUN", "ADV", "PRON")
                and any(s.deprels[k].startswith(("nsubj", "expl")) for k in kids[root])
                and not any(f in '"\u201c\u201d()[]' or "'" == f for f in s.forms)
                and s.lemmas[root] not in SPEECH
            ):
                self.clauses.append(cut(s, list(range(n - 1)), root))
                if n <= 16:
                    self.short.append(self.clauses[-1])
                subject = [k for k in kids[root] if s.deprels[k] == "nsubj"]
                if s.xpos[root] in ("VBD", "VBZ") and len(subject) == 1 and s.upos[subject[0]] != "PRON":
                    ids = subtree(s, subject[0], kids)
                    if ids == list(range(len(ids))):
                        rest = list(range(len(ids), n - 1))
                        part = cut(s, rest, root) if all(v == root or s.heads[v] >= len(ids) for v in rest) else None
                        if part and s.upos[rest[0]] != "PUNCT":
                            self.subjects.append((ids, part, root - len(ids)))
            for i in range(n):
                if s.deprels[i] == "acl:relcl" and s.upos[s.heads[i]] in ("PROPN", "NOUN"):
                    ids = subtree(s, i, kids)
                    if ids[-1] - ids[0] + 1 == len(ids) <= 18 and s.lemmas[ids[0]] == "who" and s.upos[ids[-1]] != "PUNCT":
                        self.relatives.append(cut(s, ids, i))
                if s.deprels[i] == "flat" and s.upos[i] == "PROPN" and s.heads[i] == i - 1 and s.forms[i].isalpha():
                    self.first.append(s.forms[i - 1])
                    self.last.append(s.forms[i])
                if s.upos[i] == "VERB" and s.lemmas[i] in SPEECH:
                    for k in kids[i]:
                        ids = subtree(s, k, kids)
                        if ids[-1] - ids[0] + 1 != len(ids) or len(ids) > 24:
                            continue
                        part = cut(s, ids, k)
                        if s.deprels[k] == "nsubj" and s.xpos[k] not in ("WP", "WDT", "EX"):
                            if s.upos[k] != "PRON":
                                self.speakers += [part] * 3
                            elif s.lemmas[k] in ("he", "she", "they"):
                                self.speakers.append(part)
                        elif k > i and len(ids) <= 9 and s.deprels[k] in ("obl", "obl:unmarked", "advmod") and not any(
                            s.upos[v] == "VERB" for v in ids
                        ):
                            self.tails.append(part)
                        elif s.deprels[k] == "iobj" and s.lemmas[i] == "tell" and k > i:
                            self.told.append(part)
        self.last = [w for w in self.last if len(w) > 2]
        reporters = [("reporters", "reporter", "NOUN", "NNS", -1, "iobj")]
        self.told += [reporters] * max(1, len(self.told) // 3)

    def name(self, r: random.Random) -> list[Node]:
        first, last = r.choice(self.first), r.choice(self.last)
        if r.random() < 0.25:
            return [(last, last, "PROPN", "NNP", -1, "nsubj")]
        return [(first, first, "PROPN", "NNP", -1, "nsubj"), (last, last, "PROPN", "NNP", 0, "flat")]

    def officer(self, r: random.Random) -> list[Node]:
        """[place] [office] First Last"""
        office = r.choice(OFFICES)
        words: list[list] = []
        if r.random() < 0.7:
            place = r.choice(PLACES).split("_") if r.random() < 0.7 else [r.choice(self.last)]
            for j, w in enumerate(place):
                noun = w in ("US", "UK", "EU") or w not in DEMONYMS
                rel = "compound" if noun else "amod"
                if j < len(place) - 1:
                    words.append([w, w, "ADJ", "JJ", ("next", len(words) + 1), "amod"])
                else:
                    words.append([w, w, "PROPN" if noun else "ADJ", "NNP" if noun else "JJ", "office", rel])
        for w, upos, xpos, rel in office:
            words.append([w, w if upos == "PROPN" else w.lower(), upos, xpos, "office", rel])
        top = len(words) - 1
        for w in words:
            if w[4] == "office":
                w[4] = top
            elif isinstance(w[4], tuple):
                w[4] = w[4][1]
        for j, (w, *_rest) in enumerate(office[:-1]):
            if w == "ministry":
                words[top - len(office) + j][4] = top - len(office) + j + 1  # foreign -> ministry
        name = self.name(r)
        base = len(words)
        words[top][4], words[top][5] = base, "nmod:desc"
        nodes = [tuple(w) for w in words]
        for f, l, u, x, h, rel in name:
            nodes.append((f, l, u, x, -1 if h < 0 else base + h, rel))
        return nodes

    def day(self, r: random.Random) -> list[Node]:
        """Monday; on Monday"""
        name = r.choice(DAYS)
        if r.random() < 0.6:
            return [("on", "on", "ADP", "IN", 1, "case"), (name, name, "PROPN", "NNP", -1, "obl")]
        return [(name, name, "PROPN", "NNP", -1, "obl:unmarked")]

    def described(self, r: random.Random) -> list[Node]:
        """Ada Oru, a spokesman for the Institute; Ada Oru, who …"""
        nodes = [list(n) for n in self.name(r)]
        nodes.append([",", ",", "PUNCT", ",", -2, "punct"])
        base = len(nodes)
        if r.random() < 0.3 and self.relatives:
            for f, l, u, x, h, rel in r.choice(self.relatives):
                nodes.append([f, l, u, x, 0 if h < 0 else base + h, "acl:relcl" if h < 0 else rel])
            top = next(i for i in range(base, len(nodes)) if nodes[i][4] == 0)
        else:
            words: list[list] = [[w := r.choice(["a", "the", "the"]), w, "DET", "DT", None, "det"]]
            if r.random() < 0.5:
                place = r.choice(PLACES).split("_")[-1]
                noun = place in ("US", "UK", "EU")
                words.append([place, place, "PROPN" if noun else "ADJ", "NNP" if noun else "JJ", None, "compound" if noun else "amod"])
            for w, upos, xpos, rel in r.choice([o for o in OFFICES if o[-1][1] == "NOUN"]):
                words.append([w, w, upos, xpos, None, rel])
            head = len(words) - 1
            for w in words:
                w[4] = base + head
            ministry = next((i for i, w in enumerate(words) if w[0] == "ministry"), None)
            if ministry:
                words[ministry - 1][4] = base + ministry
            words[head][4], words[head][5] = 0, "appos"
            top = base + head
            nodes += words
            if r.random() < 0.5:
                place = r.choice(self.last)
                case = r.choice(["of", "for", "for", "at", "in"])
                k = len(nodes)
                long = r.random() < 0.5
                nodes.append([case, case, "ADP", "IN", k + 1 + 2 * long, "case"])
                if long:
                    body = r.choice(["Institute", "University", "Ministry", "Council", "Party", "Center", "Agency", "Bank"])
                    nodes.append(["the", "the", "DET", "DT", k + 3, "det"])
                    nodes.append([place, place, "PROPN", "NNP", k + 3, "compound"])
                    nodes.append([body, body, "PROPN", "NNP", top, "nmod"])
                else:
                    nodes.append([place, place, "PROPN", "NNP", top, "nmod"])
        nodes.append([",", ",", "PUNCT", ",", -2, "punct"])
        for n in nodes:
            if n[4] == -2:
                n[4] = top
        return [tuple(n) for n in nodes]

    def speaker(self, r: random.Random) -> list[Node]:
        p = r.random()
        if p < 0.25:
            return self.officer(r)
        if p < 0.4:
            return self.name(r)
        return self.described(r) if p < 0.55 else r.choice(self.speakers)

    def compose(self, r: random.Random) -> Sentence:
        b = Builder()
        clause = r.choice(self.clauses)
        speaker = self.speaker(r)
        form, lemma, _ = r.choices(CUES, [c[2] for c in CUES])[0]
        tell = r.random() < 0.12
        if tell:
            form, lemma = "told", "tell"
        if not tell and not form.endswith("s") and r.random() < 0.15:  # the present tense of headlines and analyses
            form = lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in "aeiou" else lemma + "s"
        xpos = "VBZ" if form.endswith("s") else "VBD"
        p = r.random()
        tails = [r.choice(self.tails)] if p < 0.25 else [self.day(r)] if p < 0.45 else []
        kind = r.random()
        quoted = r.random() < 0.6
        mark = ('"', '"', "PUNCT", "``")
        close = ('"', '"', "PUNCT", "''")
        comma = (",", ",", "PUNCT", ",")
        british = r.random() < 0.1  # comma after the closing mark

        def verb(rel: str, head: int) -> int:
            return b.add(form, lemma, "VERB", xpos, head, rel)

        def after_verb(v: int) -> None:
            if tell:
                b.graft(r.choice(self.told), v, None)
            for t in tails:
                b.graft(t, v, None)

        def also() -> None:
            """, adding that T; and warned that T"""
            second = lowered(r.choice(self.short))
            other = r.choices(CUES, [c[2] if c[0] != "said" else 6 for c in CUES])[0]
            if r.random() < 0.5:
                m0 = b.add(*comma, -2, "punct")
                gerund = {"add": "adding", "warn": "warning", "note": "noting", "say": "saying", "claim": "claiming",
                          "stress": "stressing", "insist": "insisting", "argue": "arguing"}
                lem = r.choice(["add"] * 4 + list(gerund))
                w = b.add(gerund[lem], lem, "VERB", "VBG", v, "advcl")
                b.nodes[m0][4] = w
            else:
                c0 = b.add("and", "and", "CCONJ", "CC", -2, "cc")
                w = b.add(other[0], other[1], "VERB", "VBZ" if other[0].endswith("s") else "VBD", v, "conj")
                b.nodes[c0][4] = w
            m1 = b.add("that", "that", "SCONJ", "IN", -2, "mark") if r.random() < 0.7 else -1
            c1 = b.graft(second, w, "ccomp")
            if m1 >= 0:
                b.nodes[m1][4] = c1

        if kind > 0.95 and self.subjects:  # Ada Oru, head of the guild, blamed the mayor
            who = lowered(speaker) if speaker[0][0] not in "aA" else speaker
            before, after, top = r.choice(self.subjects)
            s = b.graft(who, -2, "nsubj")
            base = len(b.nodes)
            for f, l, u, x, h, rel in after:
                b.add(f, l, u, x, -1 if h < 0 else base + h, "root" if h < 0 else rel)
            b.nodes[s][4] = base + top
            b.add(".", ".", "PUNCT", ".", base + top, "punct")
            return b.finish("composed")
        if kind < 0.45:  # content first
            opening = b.add(*mark, -2, "punct") if quoted else -1
            c = b.graft(clause, -2, "ccomp")
            points = []
            end = comma if r.random() < 0.93 else ("?", "?", "PUNCT", ".")
            if quoted and british:
                points = [b.add(*close, c, "punct"), b.add(*end, c, "punct")]
            else:
                points = [b.add(*end, c, "punct")]
                if quoted:
                    points.append(b.add(*close, c, "punct"))
            if quoted:
                b.nodes[opening][4] = c
            if r.random() < 0.5 and speaker[-1][2] != "PRON" and not tell:
                v = verb("root", -1)
                if tails and tails[0][0][2] == "PROPN" and r.random() < 0.5:  # said Monday
                    b.graft(tails.pop(), v, None)
                b.graft(open_ended(lowered(speaker)) if not tails else lowered(speaker), v, "nsubj")
            else:
                s = b.graft(lowered(speaker), -2, "nsubj")
                v = verb("root", -1)
                b.nodes[s][4] = v
            b.nodes[c][4] = v
            after_verb(v)
            if r.random() < 0.12:
                also()
            b.add(".", ".", "PUNCT", ".", v, "punct")
        elif kind < 0.8:  # speaker first
            s = b.graft(speaker, -2, "nsubj")
            v = verb("root", -1)
            b.nodes[s][4] = v
            after_verb(v)
            if quoted:
                m = b.add(*((comma if r.random() < 0.6 else (":", ":", "PUNCT", ":"))), -2, "punct")
                q = b.add(*mark, -2, "punct")
                c = b.graft(clause, v, "ccomp")
                b.nodes[m][4] = c if b.nodes[m][0] == "," else c
                b.nodes[q][4] = c
                b.add(".", ".", "PUNCT", ".", v, "punct")
                b.add(*close, c, "punct")
            else:
                m = b.add("that", "that", "SCONJ", "IN", -2, "mark") if r.random() < 0.5 else -1
                c = b.graft(lowered(clause), v, "ccomp")
                if m >= 0:
                    b.nodes[m][4] = c
                if r.random() < 0.25:
                    also()
                b.add(".", ".", "PUNCT", ".", v, "punct")
        elif kind < 0.87:  # did this and said that
            first = r.choice(self.clauses)
            k = b.graft(first, -1, "root")
            cc = r.choice(["and", "and", "but"])
            c0 = b.add(cc, cc, "CCONJ", "CC", -2, "cc")
            v = verb("conj", k)
            b.nodes[c0][4] = v
            after_verb(v)
            m = b.add("that", "that", "SCONJ", "IN", -2, "mark") if r.random() < 0.5 else -1
            c = b.graft(lowered(clause), v, "ccomp")
            if m >= 0:
                b.nodes[m][4] = c
            b.add(".", ".", "PUNCT", ".", k, "punct")
        else:  # according to
            to = ("to", "to", "ADP", "IN")
            front = r.random() < 0.3
            if front:
                a = b.add("according", "accord", "VERB", "VBG", -2, "case")
                t = b.add(*to, a, "fixed")
                o = b.graft(open_ended(lowered(speaker)), -2, "obl")
                m = b.add(*comma, -2, "punct")
                c = b.graft(lowered(clause), -1, "root")
                b.nodes[m][4] = c
            else:
                c = b.graft(clause, -1, "root")
                m = b.add(*comma, -2, "punct")
                a = b.add("according", "accord", "VERB", "VBG", -2, "case")
                t = b.add(*to, a, "fixed")
                o = b.graft(open_ended(lowered(speaker)), c, "obl")
                b.nodes[m][4] = o
            b.nodes[a][4] = o
            b.nodes[o][4] = c
            b.add(".", ".", "PUNCT", ".", c, "punct")
        return b.finish("composed")

    def rename(self, s: Sentence, r: random.Random) -> Sentence:
        """Other names for the people: names are an open class."""
        forms = list(s.forms)
        for i, (rel, h) in enumerate(zip(s.deprels, s.heads)):
            if rel == "flat" and h == i - 1 and s.upos[i] == "PROPN" and s.upos[h] == "PROPN":
                forms[h], forms[i] = r.choice(self.first), r.choice(self.last)
        return Sentence(forms, s.lemmas, s.upos, s.xpos, s.heads, s.deprels, "", s.sent_id, s.space_after)

    def quote_part(self, s: Sentence, r: random.Random) -> Sentence:
        """Puts quotation marks around one subtree: terms and fragments in quotation marks occur anywhere in news."""
        if '"' in s.forms or len(s.forms) < 6:
            return s
        kids = children(s)
        top = r.randrange(len(s.forms))
        ids = subtree(s, top, kids)
        if s.heads[top] < 0 or s.upos[top] == "PUNCT" or ids[-1] - ids[0] + 1 != len(ids) or len(ids) > 12:
            return s
        if s.upos[ids[0]] == "PUNCT" or s.upos[ids[-1]] == "PUNCT":
            return s
        a, z = ids[0], ids[-1] + 1
        move = lambda i: -1 if i < 0 else i if i < a else i + 1 if i < z else i + 2
        ins = lambda xs, x, y: xs[:a] + [x] + xs[a:z] + [y] + xs[z:]
        heads = [move(h) for h in s.heads]
        return Sentence(
            ins(s.forms, '"', '"'), ins(s.lemmas, '"', '"'), ins(s.upos, "PUNCT", "PUNCT"), ins(s.xpos, "``", "''"),
            ins(heads, top + 1, top + 1), ins(s.deprels, "punct", "punct"), "", s.sent_id, ins(s.space_after, False, True),
        )


if __name__ == "__main__":
    import sys

    from conllu import read_conllu

    rng = random.Random(3)
    made = Composer([s for t in sys.argv[1:] for s in read_conllu(t)])
    print(len(made.clauses), len(made.speakers), len(made.tails), len(made.told), len(made.first))
    for _ in range(int(2e4)):
        s = made.compose(rng)
        assert s.heads.count(-1) == 1 and all(h >= -1 for h in s.heads) and all(h != i for i, h in enumerate(s.heads))
    for _ in range(12):
        s = made.compose(rng)
        print(" ".join(s.forms))
    print([(f, h, d) for f, h, d in zip(s.forms, s.heads, s.deprels)])
