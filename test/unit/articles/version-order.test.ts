import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderVersion, type VersionFacts } from '../../../lambdas/core/articles/version-order.ts';

const FACTS: VersionFacts = {
  modifiedAt: '2031-03-14T10:00:00Z',
  lastModified: '2031-03-14T12:00:00Z',
  key: 'a.json',
  sequencer: '0A',
  fingerprint: 'f'.repeat(64),
};

const later = (a: Partial<VersionFacts>, b: Partial<VersionFacts>) =>
  expect(orderVersion({ ...FACTS, ...a }) < orderVersion({ ...FACTS, ...b })).toBe(true);

describe('orderVersion', () => {
  it("goes by the source's own modification time first, in any zone", () => {
    later({ modifiedAt: '2031-03-14T09:00:00Z', lastModified: '2031-03-15T00:00:00Z' }, {});
    later({ modifiedAt: '2031-03-14T11:00:00+02:00' }, { modifiedAt: '2031-03-14T10:00:00+00:00' });
  });

  it('then by LastModified', () => {
    later({ lastModified: '2031-03-14T12:00:00Z' }, { lastModified: '2031-03-14T12:00:01Z' });
  });

  it('then, under one key, by the sequencer, however long', () => {
    later({ sequencer: 'FF' }, { sequencer: '0100' });
    later({ sequencer: null }, { sequencer: '01' });
  });

  it('then by the hash', () => {
    later({ fingerprint: 'a'.repeat(64) }, { fingerprint: 'b'.repeat(64) });
  });

  it('counts an unknown time of change as that of the upload, and none as later than it', () => {
    later({ modifiedAt: '2031-03-14T11:59:59Z' }, { modifiedAt: null });
    expect(orderVersion({ ...FACTS, modifiedAt: '2099-01-01T00:00:00Z' })).toBe(
      orderVersion({ ...FACTS, modifiedAt: null }),
    );
    expect(orderVersion({ ...FACTS, modifiedAt: 'yesterday' })).toBe(
      orderVersion({ ...FACTS, modifiedAt: null }),
    );
  });

  it('is one total order over keys and sequencers: sorting gives the same whatever the start', () => {
    const facts = fc.record({
      modifiedAt: fc.constantFrom(null, '2031-03-14T10:00:00Z', '2031-03-14'),
      lastModified: fc.constantFrom('2031-03-14T12:00:00Z', '2031-03-14T12:00:01Z'),
      key: fc.constantFrom('a', 'b', 'c'),
      sequencer: fc.constantFrom(null, '1', '2', 'A0'),
      fingerprint: fc.constantFrom('a'.repeat(64), 'b'.repeat(64)),
    });
    fc.assert(
      fc.property(fc.array(facts, { minLength: 2, maxLength: 8 }), (versions) => {
        const orders = versions.map(orderVersion);
        expect([...orders].reverse().sort()).toEqual([...orders].sort());
        // Two of one key never compare against their sequencers, other things equal.
        for (const a of versions) {
          for (const b of versions) {
            if (a.key !== b.key || a.lastModified !== b.lastModified || a.modifiedAt !== b.modifiedAt)
              continue;
            const bySequencer = (a.sequencer ?? '').padStart(32, '0') < (b.sequencer ?? '').padStart(32, '0');
            if (bySequencer) expect(orderVersion(a) < orderVersion(b)).toBe(true);
          }
        }
      }),
    );
  });
});
