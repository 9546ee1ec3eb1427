// Which article an uploaded record belongs to.
import { hashId } from '../hash-id.ts';
import { canonicaliseUrl } from './canonical-url.ts';

/**
 * The id of the article: a hash of its canonical address, else of the object's key, whatever the bucket. Several
 * records without an address in one object are told apart by their place.
 */
export function identifyArticle(record: {
  readonly url: string | null;
  readonly key: string;
  readonly index: number;
}): string {
  const url = record.url === null ? null : canonicaliseUrl(record.url);
  if (url !== null) return hashId('ar_', 'url', url);
  return record.index === 0
    ? hashId('ar_', 'key', record.key)
    : hashId('ar_', 'key', record.key, String(record.index));
}

/** The id of an upload: one object version, one receipt. `version` is S3's version id, else the eTag. */
export function identifyUpload(upload: {
  readonly bucket: string;
  readonly key: string;
  readonly version: string;
}): string {
  return hashId('up_', upload.bucket, upload.key, upload.version);
}
