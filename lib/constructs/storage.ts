// The table and the buckets of the manifest: what must never be lost.
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { TABLE_SCHEMA } from '../../lambdas/contract/table-schema.ts';
import { BUCKETS, type BucketName } from '../functions.ts';
import { acknowledge } from './acknowledge.ts';

const LOG_DAYS = 90;

/** Nothing of it is deleted with the stack. */
export class Storage extends Construct {
  readonly table: Table;
  readonly buckets: Readonly<Record<BucketName, Bucket>>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: TABLE_SCHEMA.partitionKey, type: AttributeType.STRING },
      sortKey: { name: TABLE_SCHEMA.sortKey, type: AttributeType.STRING },
      timeToLiveAttribute: TABLE_SCHEMA.timeToLive,
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    const accessLogs = new Bucket(this, 'AccessLogs', {
      ...privateBucket(),
      lifecycleRules: [{ id: 'expire', expiration: Duration.days(LOG_DAYS) }],
    });
    acknowledge(
      accessLogs,
      'AwsSolutions-S1',
      'It holds the access logs of the others; its own would never end.',
    );
    const create = (name: BucketName) => {
      const { versioned, expiry = [] } = BUCKETS[name];
      const rules: LifecycleRule[] = expiry.map(({ prefix, days }) => ({
        id: `expire-${prefix.replace(/\W/g, '')}`,
        prefix,
        expiration: Duration.days(days),
      }));
      return new Bucket(this, name.charAt(0).toUpperCase() + name.slice(1), {
        ...privateBucket(),
        versioned,
        // CDK's own class does not fit its interface under exactOptionalPropertyTypes.
        serverAccessLogsBucket: accessLogs as IBucket,
        serverAccessLogsPrefix: `${name}/`,
        lifecycleRules: [
          { id: 'abandoned-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
          ...rules,
        ],
      });
    };
    this.buckets = {
      articles: create('articles'),
      archive: create('archive'),
      quarantine: create('quarantine'),
    };
  }
}

function privateBucket() {
  return {
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: RemovalPolicy.RETAIN,
  };
}
