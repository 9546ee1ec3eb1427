// Statements for tests, every field with a value, any of them to be chosen.
import { hashId, sha256 } from '../../lambdas/core/hash-id.ts';
import type { Statement } from '../../lambdas/core/statements/statement.ts';

export function sampleStatement(name: string, fields: Partial<Statement> = {}): Statement {
  const text = fields.text ?? `We will keep talking about ${name}`;
  return {
    id: hashId('st_', name),
    revision: 1,
    status: 'current',
    speaker: { id: 'anna-reva', name: 'Anna Reva' },
    mention: 'Reva',
    office: 'foreign minister',
    type: 'direct',
    cue: 'said',
    stance: 'said',
    negated: false,
    statedAt: { date: '2031-03-14', precision: 'day' },
    medium: null,
    addressee: null,
    reportedBy: [],
    topics: [],
    about: [],
    language: 'en',
    confidence: 0.9,
    by: ['test'],
    article: {
      id: 'ar_sample',
      url: 'https://velmora.example/story',
      title: 'Talks go on',
      outlet: 'Velmora Herald',
      publishedAt: '2031-03-14T10:00:00Z',
    },
    provenance: {
      textHash: sha256('sample'),
      content: [{ start: 0, end: 4 }],
      source: null,
      cue: null,
      prefix: '',
      suffix: '',
    },
    recordedAt: '2031-03-14T12:00:00.000Z',
    updatedAt: '2031-03-14T12:00:00.000Z',
    ...fields,
    text,
  };
}
