// The REST API in front of serve-api: keys by the authorizer, access logs, throttling, a firewall, problems of its own.
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  EndpointType,
  IdentitySource,
  type IResource,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  type MethodOptions,
  RequestAuthorizer,
  ResponseTransferMode,
  ResponseType,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import {
  describeGatewayProblem,
  GATEWAY_PROBLEMS,
  type GatewayResponseType,
  type GatewaySettings,
  KEY_HEADER,
} from '../gateway.ts';
import { acknowledge } from './acknowledge.ts';

export interface ApiProps {
  readonly api: IFunction;
  readonly authorizer: IFunction;
  /** Seconds that an answer may take, its streaming included: at most 15 minutes. */
  readonly timeoutSeconds: number;
  /** Seconds for which the gateway remembers the authorizer's answer: the bound of a revocation. */
  readonly cacheSeconds: number;
  /** Path templates that need no key. */
  readonly publicPaths: readonly string[];
  /** Where the API is reached from outside; without it, at the stage's own address. */
  readonly publicBaseUrl?: string | undefined;
  readonly corsOrigins?: string | undefined;
}

/** Requests a second over all callers, and above that for a moment; limits of one key are counted in the table. */
const RATE = 100;
const BURST = 200;
/** Requests of one address in five minutes. */
const ADDRESS_LIMIT = 3_000;

export class Api extends Construct {
  readonly restApi: RestApi;

  constructor(
    scope: Construct,
    id: string,
    { api, authorizer, timeoutSeconds, cacheSeconds, publicPaths, publicBaseUrl, corsOrigins }: ApiProps,
  ) {
    super(scope, id);
    const accessLogs = new LogGroup(this, 'AccessLogs', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.restApi = new RestApi(this, 'RestApi', {
      description: 'Who said what in diplomacy: the query API.',
      endpointTypes: [EndpointType.REGIONAL],
      // Answers may be compressed, exports are bytes: everything passes through as it is.
      binaryMediaTypes: ['*/*'],
      cloudWatchRole: true,
      cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
      deployOptions: {
        stageName: 'v1',
        metricsEnabled: true,
        throttlingRateLimit: RATE,
        throttlingBurstLimit: BURST,
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        accessLogDestination: new LogGroupLogDestination(accessLogs),
        accessLogFormat: AccessLogFormat.jsonWithStandardFields(),
      },
    });
    const integration = new LambdaIntegration(api, {
      proxy: true,
      responseTransferMode: ResponseTransferMode.STREAM,
      timeout: Duration.seconds(timeoutSeconds),
    });
    const guarded: MethodOptions = {
      authorizationType: AuthorizationType.CUSTOM,
      authorizer: new RequestAuthorizer(this, 'Authorizer', {
        handler: authorizer,
        identitySources: [IdentitySource.header(KEY_HEADER)],
        resultsCacheTtl: Duration.seconds(cacheSeconds),
      }),
    };
    const open: MethodOptions = { authorizationType: AuthorizationType.NONE };
    const serve = (resource: IResource, options: MethodOptions) =>
      resource.addMethod('ANY', integration, options);
    const root = this.restApi.root;
    const rest = root.addResource('{proxy+}');
    for (const resource of [root, rest]) {
      serve(resource, guarded);
      // Browsers ask without a key whether they may ask with one.
      resource.addMethod('OPTIONS', integration, open);
    }
    for (const path of publicPaths) serve(root.resourceForPath(path), open);
    this.#describeProblems({
      baseUrl: publicBaseUrl ?? 'https://$context.domainName/$context.stage',
      corsOrigins,
    });
    this.#protect();
    this.#acknowledge();
  }

  #describeProblems(settings: GatewaySettings): void {
    for (const type of Object.keys(GATEWAY_PROBLEMS) as GatewayResponseType[]) {
      const { status, headers, problem } = describeGatewayProblem(type, settings);
      this.restApi.addGatewayResponse(type, {
        type: ResponseType.of(type),
        statusCode: String(status),
        responseHeaders: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name, `'${value}'`]),
        ),
        templates: { 'application/json': JSON.stringify({ ...problem, instance: '$context.requestId' }) },
      });
    }
  }

  #protect(): void {
    const visible = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: true,
      metricName,
    });
    const managed = (name: string, priority: number) => ({
      name,
      priority,
      overrideAction: { none: {} },
      statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
      visibilityConfig: visible(name),
    });
    const firewall = new CfnWebACL(this, 'Firewall', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visible('firewall'),
      rules: [
        {
          name: 'one-address',
          priority: 0,
          // The gateway answers for the firewall, by the problem of WAF_FILTERED.
          action: { block: {} },
          statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: ADDRESS_LIMIT } },
          visibilityConfig: visible('one-address'),
        },
        managed('AWSManagedRulesAmazonIpReputationList', 1),
        managed('AWSManagedRulesKnownBadInputsRuleSet', 2),
      ],
    });
    const stage = this.restApi.deploymentStage;
    new CfnWebACLAssociation(this, 'FirewallAssociation', {
      resourceArn: `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}::/restapis/${this.restApi.restApiId}/stages/${stage.stageName}`,
      webAclArn: firewall.attrArn,
    });
  }

  #acknowledge(): void {
    acknowledge(
      this.restApi,
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
      'The policy that API Gateway asks for to write logs; it is for the gateway alone.',
    );
    acknowledge(
      this.restApi,
      'AwsSolutions-APIG2',
      'Requests are checked by serve-api, against the same contract that the OpenAPI document is made of, with problems that name the field.',
    );
    acknowledge(
      this.restApi,
      'AwsSolutions-COG4',
      'Callers are programs with scoped keys, decided by authorize-request; there are no users to log in.',
    );
    acknowledge(
      this.restApi,
      'AwsSolutions-APIG4',
      'Only preflight requests and the paths that the contract marks public (health, documentation) need no key.',
    );
  }
}
