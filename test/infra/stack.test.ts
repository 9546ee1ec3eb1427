// The stack, as CloudFormation gets it: what is kept, who may do what, what is watched; and that cdk-nag accepts it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OperationDefinition } from '../../lambdas/contract/operation.ts';
import { OPERATIONS } from '../../lambdas/contract/operations.ts';
import {
  BUCKETS,
  environmentNames,
  FUNCTIONS,
  type FunctionDefinition,
  QUEUES,
} from '../../lib/functions.ts';
import { GATEWAY_PROBLEMS } from '../../lib/gateway.ts';
import { TrackerStack } from '../../lib/tracker-stack.ts';

// biome-ignore lint/suspicious/noExplicitAny: templates are untyped JSON.
type Resource = { Type: string; Properties: any; DeletionPolicy?: string };

const folders: string[] = [];
let template: Template;
let resources: Record<string, Resource>;

/** Synthesises without bundling, which bundles.test.ts does. */
function createApp(): App {
  const outdir = mkdtempSync(join(tmpdir(), 'tracker-stack-'));
  folders.push(outdir);
  const context = JSON.parse(readFileSync('cdk.json', 'utf8')).context;
  return new App({ outdir, context: { ...context, 'aws:cdk:bundling-stacks': [] } });
}

beforeAll(() => {
  template = Template.fromStack(new TrackerStack(createApp(), 'Test', { alarmEmail: 'ops@example.org' }));
  resources = template.toJSON().Resources;
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const all = (type: string): [string, Resource][] =>
  Object.entries(resources).filter(([, resource]) => resource.Type === type);

describe('what must not be lost', () => {
  test('the table is paid by request, recoverable to any second, and cannot be deleted', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      },
    });
  });

  test('every bucket is encrypted, private, for TLS only, and outlives the stack', () => {
    const buckets = all('AWS::S3::Bucket');
    expect(buckets.length).toBe(Object.keys(BUCKETS).length + 1);
    for (const [id, { Properties, DeletionPolicy }] of buckets) {
      expect(DeletionPolicy, id).toBe('Retain');
      expect(Properties.BucketEncryption, id).toBeDefined();
      expect(Properties.PublicAccessBlockConfiguration, id).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      const policies = all('AWS::S3::BucketPolicy').filter(
        ([, policy]) => policy.Properties.Bucket.Ref === id,
      );
      const refusals = policies.flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement);
      expect(refusals, id).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  });

  test('uploads are versioned, and announced to the ingest queue', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      NotificationConfiguration: {
        QueueConfigurations: [
          { Event: 's3:ObjectCreated:*', Queue: { 'Fn::GetAtt': [Match.anyValue(), 'Arn'] } },
        ],
      },
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'sqs:SendMessage',
            Principal: { Service: 's3.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    });
  });

  test.each(Object.entries(QUEUES))('the queue %s gives up to a dead-letter queue', (_, queue) => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: queue.visibilitySeconds,
      MessageRetentionPeriod: 14 * 86_400,
      SqsManagedSseEnabled: true,
      RedrivePolicy: { maxReceiveCount: queue.maxReceives, deadLetterTargetArn: Match.anyValue() },
    });
  });
});

describe.each(FUNCTIONS.map((definition): [string, FunctionDefinition] => [definition.name, definition]))(
  'the function %s',
  (name, definition) => {
    const find = () => {
      const found = all('AWS::Lambda::Function').filter(
        ([, { Properties }]) => Properties.Description === definition.purpose,
      );
      expect(found, name).toHaveLength(1);
      return found[0]?.[1].Properties;
    };

    test('runs on Node 24, arm64, with the memory and time of the manifest', () => {
      expect(find()).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: definition.memoryMb,
        Timeout: definition.timeoutSeconds,
        LoggingConfig: { LogFormat: 'JSON', LogGroup: expect.anything() },
      });
    });

    test('knows the resources that it is granted, and no others', () => {
      const given = Object.keys(find()?.Environment.Variables);
      const fixed = ['NODE_OPTIONS', ...(definition.assets ? ['ASSETS_ROOT'] : [])];
      expect(given.sort()).toEqual([...environmentNames(definition), ...fixed].sort());
    });

    test('may do nothing to everything, and may never scan', () => {
      const role = find()?.Role['Fn::GetAtt'][0];
      const policies = all('AWS::IAM::Policy').filter(([, { Properties }]) =>
        Properties.Roles.some((entry: { Ref: string }) => entry.Ref === role),
      );
      expect(policies.length).toBeGreaterThan(0);
      for (const [, { Properties }] of policies) {
        for (const statement of Properties.PolicyDocument.Statement) {
          const actions = [statement.Action].flat();
          expect(statement.Effect).toBe('Allow');
          expect([statement.Resource].flat()).not.toContain('*');
          expect(actions.filter((action: string) => /\*|Scan|PartiQL/.test(action))).toEqual([]);
        }
      }
    });
  },
);

test('consumers of queues report failures one by one', () => {
  const consumers = FUNCTIONS.filter(({ trigger }) => trigger.kind === 'queue');
  const mappings = all('AWS::Lambda::EventSourceMapping');
  expect(mappings.length).toBe(consumers.length);
  for (const [, { Properties }] of mappings) {
    expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  }
});

describe('the API', () => {
  const methods = () => {
    const paths = new Map<string, string>();
    const pathOf = (reference: { Ref?: string; 'Fn::GetAtt'?: string[] }): string => {
      const id = reference.Ref;
      if (id === undefined) return '';
      const known = paths.get(id);
      if (known !== undefined) return known;
      const { ParentId, PathPart } = resources[id]?.Properties ?? {};
      const path = `${pathOf(ParentId)}/${PathPart}`;
      paths.set(id, path);
      return path;
    };
    return all('AWS::ApiGateway::Method').map(([, { Properties }]) => ({
      method: Properties.HttpMethod as string,
      path: pathOf(Properties.ResourceId) || '/',
      authorization: Properties.AuthorizationType as string,
    }));
  };

  test('opens exactly the public operations of the contract, and guards all others', () => {
    const operations = Object.values<OperationDefinition>(OPERATIONS);
    const open = new Set(
      operations.filter(({ scope }) => scope === 'public').map(({ path }) => path as string),
    );
    const found = methods().filter(({ method }) => method === 'ANY');
    expect(
      new Set(found.filter(({ authorization }) => authorization === 'NONE').map(({ path }) => path)),
    ).toEqual(open);
    expect(
      found
        .filter(({ authorization }) => authorization === 'CUSTOM')
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['/', '/{proxy+}']);
    expect(operations.filter(({ scope, path }) => scope !== 'public' && open.has(path))).toEqual([]);
  });

  test('asks for the key in a header, and remembers the answer for a minute', () => {
    template.hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Type: 'REQUEST',
      AuthorizerResultTtlInSeconds: 60,
      IdentitySource: 'method.request.header.Authorization',
    });
  });

  test('is logged, throttled, and behind the firewall', () => {
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      AccessLogSetting: { DestinationArn: Match.anyValue(), Format: Match.anyValue() },
      MethodSettings: [
        Match.objectLike({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200, DataTraceEnabled: false }),
      ],
    });
    template.resourceCountIs('AWS::WAFv2::WebACLAssociation', 1);
  });

  test('answers its own errors as problems', () => {
    const answers = all('AWS::ApiGateway::GatewayResponse').map(([, { Properties }]) => Properties);
    expect(answers.map(({ ResponseType }) => ResponseType).sort()).toEqual(
      Object.keys(GATEWAY_PROBLEMS).sort(),
    );
    for (const { ResponseParameters, ResponseTemplates, StatusCode } of answers) {
      expect(ResponseParameters).toMatchObject({
        'gatewayresponse.header.content-type': "'application/problem+json'",
        'gatewayresponse.header.x-content-type-options': "'nosniff'",
        'gatewayresponse.header.x-frame-options': "'DENY'",
        'gatewayresponse.header.strict-transport-security': expect.stringContaining('max-age='),
      });
      const body = JSON.parse(ResponseTemplates['application/json']);
      expect(body).toMatchObject({
        type: `https://$context.domainName/$context.stage/docs#problem-${body.code}`,
        status: Number(StatusCode),
        code: expect.any(String),
        instance: '$context.requestId',
      });
      expect(Object.keys(ResponseParameters)).not.toContain(
        'gatewayresponse.header.access-control-allow-origin',
      );
      if (StatusCode === '429')
        expect(ResponseParameters['gatewayresponse.header.retry-after']).toBeDefined();
    }
  });

  test('streams what the function answers', () => {
    const integrations = all('AWS::ApiGateway::Method').map(([, { Properties }]) => Properties.Integration);
    expect(integrations.length).toBeGreaterThan(0);
    for (const { ResponseTransferMode, TimeoutInMillis, Uri } of integrations) {
      expect(ResponseTransferMode).toBe('STREAM');
      expect(TimeoutInMillis).toBeGreaterThan(29_000);
      expect(JSON.stringify(Uri)).toContain('/response-streaming-invocations');
    }
  });

  test('lets the pages of configured origins read also its own errors, and names its own address in them', () => {
    const publicBaseUrl = 'https://tracker.example.org/api';
    const configure = (corsOrigins: string) => {
      const stack = new TrackerStack(createApp(), 'Configured', { publicBaseUrl, corsOrigins });
      return Template.fromStack(stack);
    };
    const one = configure('https://desk.example.org');
    for (const { Properties } of Object.values(one.findResources('AWS::ApiGateway::GatewayResponse'))) {
      const { ResponseParameters, ResponseTemplates } = Properties;
      expect(ResponseParameters['gatewayresponse.header.access-control-allow-origin']).toBe(
        "'https://desk.example.org'",
      );
      const { type, code } = JSON.parse(ResponseTemplates['application/json']);
      expect(type).toBe(`${publicBaseUrl}/docs#problem-${code}`);
    }
    one.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'Answers the query API.',
      Environment: {
        Variables: Match.objectLike({
          PUBLIC_BASE_URL: publicBaseUrl,
          CORS_ORIGINS: 'https://desk.example.org',
        }),
      },
    });
    configure('https://desk.example.org,https://two.example.org').hasResourceProperties(
      'AWS::ApiGateway::GatewayResponse',
      {
        ResponseParameters: Match.objectLike({
          'gatewayresponse.header.access-control-allow-origin': "'*'",
        }),
      },
    );
  });
});

test('every alarm says whom it hurts, and where its runbook entry is', () => {
  const alarms = all('AWS::CloudWatch::Alarm');
  expect(alarms.length).toBe(3 * Object.keys(QUEUES).length + 2 * FUNCTIONS.length + 1);
  const runbook = readFileSync('docs/operations.md', 'utf8');
  for (const [id, { Properties }] of alarms) {
    expect(Properties.AlarmActions, id).toHaveLength(1);
    const anchor = /Impact: \S.+ Runbook: docs\/operations\.md#([\w-]+)$/.exec(
      Properties.AlarmDescription,
    )?.[1];
    // One entry serves an alarm of each queue or function: `*-errors`.
    const headings = [anchor ?? '', ...wildcards(anchor ?? '')];
    expect(
      headings.some((heading) => runbook.includes(`\`${heading}\``)),
      `${anchor} has no runbook entry`,
    ).toBe(true);
  }
});

function wildcards(anchor: string): string[] {
  const names = [...Object.keys(QUEUES), ...FUNCTIONS.map(({ name }) => name)];
  return names.filter((name) => anchor.startsWith(`${name}-`)).map((name) => `*${anchor.slice(name.length)}`);
}

describe('cdk-nag', () => {
  const synthesize = (plant: (stack: Stack) => void) => {
    const app = createApp();
    plant(new TrackerStack(app, 'Test'));
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    app.synth();
  };

  test('finds nothing', () => {
    expect(() => synthesize(() => undefined)).not.toThrow();
  });

  test('finds a planted bucket that anybody may read over plain HTTP', () => {
    expect(() => synthesize((stack) => new Bucket(stack, 'Planted'))).toThrow(/AwsSolutions-S10/);
  });
});
