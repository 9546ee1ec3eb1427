// Acknowledged findings of cdk-nag: each with the reason why it stands.

import type { CfnElement } from 'aws-cdk-lib';
import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts one finding, such as `AwsSolutions-APIG2`, on `construct` and what is in it. */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}

/** How cdk-nag writes `<GetAtt of a resource>` in a finding. */
export function attributeOf(resource: IConstruct, attribute: string): string {
  return `<${Stack.of(resource).getLogicalId(resource.node.defaultChild as CfnElement)}.${attribute}>`;
}
