// The contract and the core describe the same statements, speakers and lists of values.
import { expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type * as contract from '../../lambdas/contract/resources.ts';
import {
  type ATTRIBUTION_TYPES,
  DATE_PRECISIONS,
  SPEAKER_KINDS,
  STANCES,
  type STATEMENT_STATUSES,
} from '../../lambdas/contract/resources.ts';
import * as core from '../../lambdas/core/extraction/attribution.ts';
import { SPEAKER_KINDS as CORE_KINDS, type SpeakerKind } from '../../lambdas/core/speakers/speaker.ts';
import type {
  ArticleRef,
  Provenance,
  ReportedBy,
  Statement,
  StatementEvent,
  StatementStatus,
} from '../../lambdas/core/statements/statement.ts';
import { TOPICS } from '../../lambdas/core/statements/topics.ts';

it('has the same types as the core, checked by the compiler', () => {
  expectTypeOf<z.output<typeof contract.StatementRecord>>().toEqualTypeOf<Statement>();
  expectTypeOf<z.output<typeof contract.StatementEvent>>().toEqualTypeOf<StatementEvent>();
  expectTypeOf<z.output<typeof contract.Statement>>().toExtend<Statement>();
  expectTypeOf<z.output<typeof contract.ArticleRef>>().toEqualTypeOf<ArticleRef>();
  expectTypeOf<z.output<typeof contract.Provenance>>().toEqualTypeOf<Provenance>();
  expectTypeOf<z.output<typeof contract.ReportedBy>>().toEqualTypeOf<ReportedBy>();
  expectTypeOf<z.output<typeof contract.SpeakerRef>>().toEqualTypeOf<core.SpeakerRef>();
  expectTypeOf<z.output<typeof contract.ImpreciseDate>>().toEqualTypeOf<core.ImpreciseDate>();
  expectTypeOf<(typeof ATTRIBUTION_TYPES)[number]>().toEqualTypeOf<core.AttributionType>();
  expectTypeOf<(typeof STATEMENT_STATUSES)[number]>().toEqualTypeOf<StatementStatus>();
  expectTypeOf<NonNullable<z.output<typeof contract.Speaker>['kind']>>().toEqualTypeOf<SpeakerKind>();
});

it('names the same values as the core', () => {
  expect(STANCES).toEqual(core.STANCES);
  expect(DATE_PRECISIONS).toEqual(core.DATE_PRECISIONS);
  expect(SPEAKER_KINDS).toEqual(CORE_KINDS);
});

it('leaves room for every topic code in the parameter', () => {
  for (const topic of TOPICS) expect(topic.code.length).toBeLessThanOrEqual(60);
});
