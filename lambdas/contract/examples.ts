// Examples of resources for the documentation: invented countries, people and words.
import type { z } from 'zod';
import type {
  Article,
  ArticleVersion,
  AuditPage,
  Comparison,
  Export,
  OutletPage,
  Receipt,
  SavedQuery,
  Speaker,
  Statement,
  StatementPage,
  Timeline,
  TopicList,
} from './resources.ts';

/** Where examples take the API to be. */
export const EXAMPLE_BASE = 'https://tracker.example.org';
const HASH = '9f2c4a1d7be05c83a6f1e2d3c4b5a69788776655443322110ffeeddccbbaa998';

export const STATEMENT_EXAMPLE: z.output<typeof Statement> = {
  id: 'st_4m2k8x7q1v9n3c5b0zr6td1wpa',
  revision: 1,
  status: 'current',
  speaker: { id: 'irena-valcourt', name: 'Irena Valcourt' },
  mention: 'Valcourt',
  office: 'foreign minister',
  type: 'direct',
  text: 'Velmora will sign when the guns are silent.',
  cue: 'told',
  stance: 'said',
  negated: false,
  statedAt: { date: '2031-03-14', precision: 'day' },
  medium: 'at a news conference in Port Orlin',
  addressee: 'reporters',
  reportedBy: [],
  topics: ['ceasefire'],
  about: [{ id: 'velmora', name: 'Velmora' }],
  language: 'en',
  confidence: 0.94,
  by: ['quotation', 'cue'],
  article: {
    id: 'ar_6d0w9y2h4j8s1f3g5k7l9z0x2c',
    url: 'https://news.example.org/2031/03/14/truce',
    title: 'Velmora sets terms for a truce',
    outlet: 'news.example.org',
    publishedAt: '2031-03-14T16:20:00Z',
  },
  provenance: {
    textHash: HASH,
    content: [{ start: 121, end: 164 }],
    source: { start: 166, end: 174 },
    cue: { start: 175, end: 179 },
    prefix: 'The talks went on into the night. “',
    suffix: ',” Valcourt told reporters at a news conference in Port Orlin.',
  },
  recordedAt: '2031-03-14T16:25:03.120Z',
  updatedAt: '2031-03-14T16:25:03.120Z',
  links: {
    self: `${EXAMPLE_BASE}/statements/st_4m2k8x7q1v9n3c5b0zr6td1wpa`,
    article: `${EXAMPLE_BASE}/articles/ar_6d0w9y2h4j8s1f3g5k7l9z0x2c`,
    text: `${EXAMPLE_BASE}/articles/ar_6d0w9y2h4j8s1f3g5k7l9z0x2c/text?version=${HASH}`,
  },
};

export const STATEMENT_PAGE_EXAMPLE: z.output<typeof StatementPage> = {
  items: [STATEMENT_EXAMPLE],
  next: `${EXAMPLE_BASE}/statements?topic=ceasefire&cursor=eyJ2IjoxfQ.c2ln`,
  cursor: 'eyJ2IjoxfQ.c2ln',
  searchedTo: null,
  exports: null,
};

export const SPEAKER_EXAMPLE: z.output<typeof Speaker> = {
  id: 'irena-valcourt',
  name: 'Irena Valcourt',
  kind: 'person',
  gender: 'female',
  country: 'velmora',
  aliases: ['Valcourt', 'Irina Valcourt'],
  offices: [{ title: 'foreign minister', of: 'velmora', from: '2029-05-02', to: null }],
  statements: { count: 214, first: '2029-05-04', last: '2031-03-14' },
};

export const ARTICLE_EXAMPLE: z.output<typeof Article> = {
  ...STATEMENT_EXAMPLE.article,
  status: 'current',
  language: 'en',
  textHash: HASH,
  textLength: 4210,
  statements: 12,
  recordedAt: '2031-03-14T16:25:03.120Z',
  updatedAt: '2031-03-14T16:25:03.120Z',
};

export const ARTICLE_VERSION_EXAMPLE: z.output<typeof ArticleVersion> = {
  textHash: HASH,
  textLength: 4210,
  status: 'usable',
  outcome: 'accepted',
  title: 'Velmora sets terms for a truce',
  publishedAt: '2031-03-14T16:20:00Z',
  modifiedAt: null,
  recordedAt: '2031-03-14T16:25:03.120Z',
  current: true,
  uploadId: 'up_8s1f3g5k7l9z0x2c6d0w9y2h4j',
  statements: 12,
  changes: [
    {
      change: 'added',
      statementId: STATEMENT_EXAMPLE.id,
      text: STATEMENT_EXAMPLE.text,
      speaker: STATEMENT_EXAMPLE.speaker,
      replaces: null,
    },
  ],
};

export const RECEIPT_EXAMPLE: z.output<typeof Receipt> = {
  id: 'up_8s1f3g5k7l9z0x2c6d0w9y2h4j',
  bucket: 'articles',
  key: 'wire/2031/03/14/truce.json',
  versionId: '3sL4kqtJlcpXroDTDmJrmSpXd3dIbrHY',
  eTag: '5d41402abc4b2a76b9719d911017c592',
  size: 5120,
  status: 'accepted',
  records: { read: 1, accepted: 1, duplicate: 0, superseded: 0, rejected: 0 },
  statements: { created: 12, updated: 0, unchanged: 0, withdrawn: 0 },
  articles: [{ id: ARTICLE_EXAMPLE.id, textHash: HASH, outcome: 'accepted' }],
  statementIds: [STATEMENT_EXAMPLE.id],
  faults: [],
  silent: {},
  quarantined: false,
  receivedAt: '2031-03-14T16:25:01.004Z',
  updatedAt: '2031-03-14T16:25:03.120Z',
};

export const TOPIC_LIST_EXAMPLE: z.output<typeof TopicList> = {
  items: [
    {
      code: 'ceasefire',
      name: 'Ceasefire',
      description: 'Ceasefires, truces, armistices and pauses in fighting: offers, terms, breaches.',
      statements: 310,
    },
  ],
};

export const OUTLET_PAGE_EXAMPLE: z.output<typeof OutletPage> = {
  items: [{ outlet: 'news.example.org', statements: 1290 }],
  next: null,
};

export const TIMELINE_EXAMPLE: z.output<typeof Timeline> = {
  speaker: { id: 'irena-valcourt', name: 'Irena Valcourt' },
  bucket: 'month',
  items: [
    {
      start: '2031-03-01',
      total: 9,
      byType: { direct: 5, indirect: 3, mixed: 1 },
      byStance: { said: 7, warned: 2 },
    },
  ],
  next: null,
};

export const COMPARISON_EXAMPLE: z.output<typeof Comparison> = {
  speakers: [
    { id: 'irena-valcourt', name: 'Irena Valcourt' },
    { id: 'tomas-hale', name: 'Tomas Hale' },
  ],
  items: [{ date: '2031-03-14', statements: [[STATEMENT_EXAMPLE], []], truncated: false }],
  next: null,
};

export const SAVED_QUERY_EXAMPLE: z.output<typeof SavedQuery> = {
  id: 'sq_5f0c6b1e9a7d4c2b8e3f',
  name: 'Valcourt on the ceasefire',
  query: { speaker: 'irena-valcourt', topic: 'ceasefire' },
  format: 'csv',
  url: `${EXAMPLE_BASE}/q/sq_5f0c6b1e9a7d4c2b8e3f.uJ0bM1cZ2xL3kJ4hG5fD6sA7pO8iU9yT0rE1wQ2aS3d`,
  revision: 1,
  createdAt: '2031-03-14T16:25:03.120Z',
  updatedAt: '2031-03-14T16:25:03.120Z',
};

export const EXPORT_EXAMPLE: z.output<typeof Export> = {
  id: 'ex_5f0c6b1e9a7d4c2b8e3f',
  status: 'running',
  format: 'csv',
  query: { topic: 'ceasefire' },
  statements: 15000,
  bytes: 12582912,
  searchedTo: '2030-11-02',
  url: null,
  createdAt: '2031-03-14T16:25:03.120Z',
  updatedAt: '2031-03-14T16:26:11.000Z',
  expiresAt: '2031-03-20T16:25:03.120Z',
};

export const AUDIT_PAGE_EXAMPLE: z.output<typeof AuditPage> = {
  items: [
    {
      at: '2031-03-14T16:25:03.120Z',
      keyId: 'ak_5f0c6b1e9a7d4c2b8e3f6a7b',
      owner: 'legal',
      operationId: 'removeArticle',
      target: { id: 'ar_6d0w9y2h4j8s1f3g5k7l9z0x2c' },
      status: 200,
      sourceIp: '203.0.113.7',
      requestId: '0d9c3c1e-8f58-4a66-9f0c-2f5f6f1f7a11',
    },
  ],
  next: null,
};

// As the renderers write STATEMENT_EXAMPLE; test/contract compares them.
export const CSV_EXAMPLE = [
  'id,status,revision,speaker_id,speaker,mention,office,stated_at,stated_at_precision,type,stance,negated,text,cue,medium,addressee,topics,about,reported_by,language,confidence,outlet,article_title,article_url,published_at,article_id,text_hash,content_spans,recorded_at,updated_at,link',
  `st_4m2k8x7q1v9n3c5b0zr6td1wpa,current,1,irena-valcourt,Irena Valcourt,Valcourt,foreign minister,2031-03-14,day,direct,said,false,Velmora will sign when the guns are silent.,told,at a news conference in Port Orlin,reporters,ceasefire,Velmora,,en,0.94,news.example.org,Velmora sets terms for a truce,https://news.example.org/2031/03/14/truce,2031-03-14T16:20:00Z,ar_6d0w9y2h4j8s1f3g5k7l9z0x2c,${HASH},121-164,2031-03-14T16:25:03.120Z,2031-03-14T16:25:03.120Z,${STATEMENT_EXAMPLE.links.self}`,
  '',
].join('\r\n');

export const ATOM_EXAMPLE = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${EXAMPLE_BASE}/statements?format=atom</id>
  <link href="${EXAMPLE_BASE}/statements?format=atom" rel="self" type="application/atom+xml"/>
  <title>Statements</title>
  <updated>2031-03-14T16:25:03.120Z</updated>
  <entry>
    <author>
      <name>Irena Valcourt</name>
    </author>
    <category term="ceasefire"/>
    <content type="text">Irena Valcourt (foreign minister), 14 March 2031: “Velmora will sign when the guns are silent.” In: “Velmora sets terms for a truce”, news.example.org, 14 March 2031.</content>
    <id>${STATEMENT_EXAMPLE.links.self}</id>
    <link href="${STATEMENT_EXAMPLE.links.self}" rel="alternate" type="application/json"/>
    <link href="https://news.example.org/2031/03/14/truce" rel="via" type="text/html"/>
    <published>2031-03-14T16:25:03.120Z</published>
    <title type="text">Irena Valcourt: Velmora will sign when the guns are silent.</title>
    <updated>2031-03-14T16:25:03.120Z</updated>
  </entry>
</feed>
`;

export const BIBTEX_EXAMPLE = `@online{st_4m2k8x7q1v9n3c5b0zr6td1wpa,
  author = {{Irena Valcourt}},
  title = {{Velmora will sign when the guns are silent.}},
  date = {2031-03-14},
  organization = {news.example.org},
  note = {Statement as foreign minister, reported in \`\`Velmora sets terms for a truce'', 2031-03-14},
  url = {https://news.example.org/2031/03/14/truce},
  urldate = {2031-03-14}
}
`;

export const CITATION_EXAMPLE =
  'Irena Valcourt (foreign minister), 14 March 2031: “Velmora will sign when the guns are silent.” In: “Velmora sets terms for a truce”, news.example.org, 14 March 2031. https://news.example.org/2031/03/14/truce\n';

export const QUOTATION_EXAMPLE = {
  '@context': 'https://schema.org',
  '@type': 'Quotation',
  '@id': STATEMENT_EXAMPLE.links.self,
  text: STATEMENT_EXAMPLE.text,
};
