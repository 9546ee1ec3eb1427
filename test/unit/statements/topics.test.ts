// The taxonomy of topics: one row a sentence, and the rules that the table itself keeps.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyTopics, TOPIC_CODES, TOPICS } from '../../../lambdas/core/statements/topics.ts';
import { foldWords } from '../../../lambdas/core/statements/words.ts';

describe('classifyTopics', () => {
  it.each<[string, string[]]>([
    ['Velmora accepts an unconditional cease-fire from Monday.', ['ceasefire']],
    ['The truce was broken by drone attacks overnight.', ['ceasefire', 'hostilities']],
    ['We are ready for talks, and for a compromise.', ['peace-talks']],
    ['The talks were long.', []],
    ['New sanctions will hit the shadow fleet.', ['sanctions']],
    ['Gas transit through Orlin ends in May.', ['energy']],
    ['Nobody stepped on the gas.', []],
    ['Ardun will never cede an inch of its land.', ['territory']],
    ['The region is beautiful.', []],
    ['All prisoners must come home.', ['prisoners']],
    ['Aid trucks are waiting at the crossing.', ['humanitarian']],
    ['We will deliver ammunition within weeks.', ['military-aid']],
    ['They will deliver the letter.', []],
    ['Air defence comes first.', ['military-aid']],
    ['Any invasion would be met with force.', ['hostilities']],
    ['The enrichment of uranium goes on.', ['nuclear']],
    ['A tariff of 20 percent on steel is an insult.', ['trade']],
    ['Security guarantees must come before a vote.', ['alliances']],
    ['An election under martial law is impossible.', ['elections']],
    ['The crackdown on journalists must end.', ['human-rights']],
    ['Those who committed war crimes will answer in court.', ['accountability']],
    ['Our ambassador has been recalled.', ['relations']],
    ['The asylum rules are too soft.', ['migration']],
    ['This was an act of terrorism.', ['terrorism']],
    ['The cyberattack came from abroad.', ['cyber-information']],
    ['A donor conference will finance the rebuilding.', ['reconstruction']],
    ['The dam has changed the river for ever.', ['climate-environment']],
    ['The nuclear power plant must be returned.', ['energy', 'nuclear']],
    ['It was a lovely evening.', []],
    ['We thank our coalition partners for their patience.', []],
    ['SANCTIONS, ‘sanctioned’ — Sanctioning!', ['sanctions']],
    ['', []],
  ])('%j: %j', (text, codes) => {
    expect(classifyTopics(text)).toEqual(codes);
  });

  it('gives known codes, once each, for any text', () => {
    const vocabulary = TOPICS.flatMap((topic) => [...topic.terms, ...topic.hints]);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...vocabulary), fc.string({ unit: 'binary' }))),
        (parts) => {
          const codes = classifyTopics(parts.join(' '));
          expect(new Set(codes).size).toBe(codes.length);
          for (const code of codes) expect(TOPIC_CODES).toContain(code);
        },
      ),
    );
  });

  it('finds every topic by each of its terms', () => {
    for (const topic of TOPICS) {
      for (const term of topic.terms) {
        expect(classifyTopics(term.replaceAll('*', '')), term).toContain(topic.code);
      }
    }
  });

  it('takes time in proportion to the text', () => {
    const started = performance.now();
    classifyTopics('cease sanction peace talk '.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('the taxonomy', () => {
  it('has distinct codes that fit into an address', () => {
    expect(new Set(TOPIC_CODES).size).toBe(TOPIC_CODES.length);
    for (const code of TOPIC_CODES) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('writes terms as they are folded, and none twice in a topic', () => {
    for (const topic of TOPICS) {
      const all = [...topic.terms, ...topic.hints];
      expect(new Set(all).size, topic.code).toBe(all.length);
      for (const term of all) {
        const plain = term.replaceAll('*', '');
        expect(foldWords(plain).join(' '), term).toBe(plain);
      }
    }
  });

  it('never has one hint that is the beginning of another of its topic, as both would match one word', () => {
    for (const topic of TOPICS) {
      const stems = topic.hints.filter((hint) => hint.endsWith('*')).map((hint) => hint.slice(0, -1));
      for (const stem of stems) {
        const others = topic.hints.filter((hint) => hint !== `${stem}*` && hint.startsWith(stem));
        expect(others, `${topic.code}: ${stem}`).toEqual([]);
      }
    }
  });
});
