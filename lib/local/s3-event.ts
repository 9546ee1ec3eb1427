// S3 event notifications, version 2.1, in the shape in which AWS sends them to a queue
// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html).
import type { S3Event } from 'aws-lambda';
import type { ObjectVersion } from './object-versions.ts';

export type S3EventName =
  | 'ObjectCreated:Put'
  | 'ObjectCreated:Post'
  | 'ObjectCreated:Copy'
  | 'ObjectCreated:CompleteMultipartUpload'
  | 'ObjectRemoved:Delete'
  | 'ObjectRemoved:DeleteMarkerCreated';

/** The notification of what happened to `version`; keys are form-encoded (`+` for a space), as S3 does. */
export function describeS3Event(
  name: S3EventName,
  version: ObjectVersion,
  request: { readonly id: string; readonly region: string; readonly sourceIp: string },
): S3Event {
  const key = encodeURIComponent(version.key).replaceAll('%20', '+').replaceAll('%2F', '/');
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: request.region,
        eventTime: version.lastModified,
        eventName: name,
        userIdentity: { principalId: 'AWS:LOCAL' },
        requestParameters: { sourceIPAddress: request.sourceIp },
        responseElements: { 'x-amz-request-id': request.id, 'x-amz-id-2': request.id },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'ingest',
          bucket: {
            name: version.bucket,
            ownerIdentity: { principalId: 'LOCAL' },
            arn: `arn:aws:s3:::${version.bucket}`,
          },
          object: {
            key,
            // S3 sends neither size nor eTag of what was removed.
            ...(version.isDeleteMarker
              ? ({} as { size: number; eTag: string })
              : { size: version.size, eTag: version.etag.replaceAll('"', '') }),
            versionId: version.versionId,
            sequencer: version.sequencer,
          },
        },
      },
    ],
  };
}
