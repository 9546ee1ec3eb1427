// The order in which the rules are asked; the first that answers decides.
import type { Rule } from '../reading.ts';
import { describeSourceRule } from './describe-source.ts';
import { linkAppositionRule } from './link-apposition.ts';
import { linkBodyNounRule } from './link-body-noun.ts';
import { linkDocumentRule } from './link-document.ts';
import { linkFullNameRule } from './link-full-name.ts';
import { linkGroupRule } from './link-group.ts';
import { linkLabelRule } from './link-label.ts';
import { linkLooselyRule } from './link-loosely.ts';
import { linkOfficeRule } from './link-office.ts';
import { linkOneOfRule } from './link-one-of.ts';
import { linkOrdinalRule } from './link-ordinal.ts';
import { linkPairRule } from './link-pair.ts';
import { linkPersonalPronounRule } from './link-personal-pronoun.ts';
import { linkRecentPersonRule } from './link-recent-person.ts';
import { linkRelationRule } from './link-relation.ts';
import { linkRelativePronounRule } from './link-relative-pronoun.ts';
import { linkRoleRule } from './link-role.ts';
import { linkSameSourceRule } from './link-same-source.ts';
import { linkShortNameRule } from './link-short-name.ts';

/** Names first, then what stands beside a name, then descriptions from the surest to the vaguest, then pronouns. */
export const RULES: readonly Rule[] = [
  linkFullNameRule,
  linkShortNameRule,
  linkAppositionRule,
  linkDocumentRule,
  linkOrdinalRule,
  linkRelationRule,
  linkLabelRule,
  linkRoleRule,
  linkOfficeRule,
  linkBodyNounRule,
  linkPairRule,
  linkGroupRule,
  linkSameSourceRule,
  linkLooselyRule,
  linkRecentPersonRule,
  describeSourceRule,
  linkOneOfRule,
  linkRelativePronounRule,
  linkPersonalPronounRule,
];
