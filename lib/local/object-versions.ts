// The versions of a bucket's objects: which there are, which is the newest, and the order of what happened to a key.
// fauxqs keeps one version of an object and gives it no id; S3 keeps all of them, and receipts are told apart by them.
import { DatabaseSync } from 'node:sqlite';

export interface ObjectVersion {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  /** Grows with everything that happens in the bucket: 16 hexadecimal digits. */
  readonly sequencer: string;
  /** Quoted, as S3 answers it; empty for a delete marker. */
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
  /** ISO 8601. */
  readonly lastModified: string;
  readonly isDeleteMarker: boolean;
}

export interface VersionPage {
  readonly versions: readonly (ObjectVersion & { readonly isLatest: boolean })[];
  /** Where the next page begins: after this key and version; null at the end. */
  readonly next: { readonly key: string; readonly versionId: string } | null;
}

export interface ObjectVersions {
  /** The newest version, or delete marker, of a key. */
  newest(bucket: string, key: string): ObjectVersion | null;
  find(bucket: string, key: string, versionId: string): ObjectVersion | null;
  /** Records what happened and answers it with its sequencer. */
  add(version: Omit<ObjectVersion, 'sequencer'>): ObjectVersion;
  /** Forgets one version for ever. */
  remove(bucket: string, key: string, versionId: string): void;
  /** Versions by key, each key's newest first, as ListObjectVersions orders them. */
  list(
    bucket: string,
    page: { prefix: string; limit: number; after: { key: string; versionId: string | null } | null },
  ): VersionPage;
  close(): void;
}

interface Row {
  sequence: number;
  bucket: string;
  key: string;
  version_id: string;
  etag: string;
  size: number;
  last_modified: string;
  is_delete_marker: number;
}

/** Opens the store in `file`; null keeps it in memory. Throws what node:sqlite throws where the file is corrupt. */
export function openObjectVersions(file: string | null): ObjectVersions {
  const database = new DatabaseSync(file ?? ':memory:');
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS versions (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL UNIQUE,
      etag TEXT NOT NULL, size INTEGER NOT NULL, last_modified TEXT NOT NULL, is_delete_marker INTEGER NOT NULL
    );
    CREATE INDEX IF NOT EXISTS by_key ON versions (bucket, key, sequence);
  `);
  const newest = database.prepare(
    'SELECT * FROM versions WHERE bucket = ? AND key = ? ORDER BY sequence DESC LIMIT 1',
  );
  const find = database.prepare('SELECT * FROM versions WHERE bucket = ? AND key = ? AND version_id = ?');
  const add = database.prepare(`INSERT INTO versions
    (bucket, key, version_id, etag, size, last_modified, is_delete_marker) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *`);
  const remove = database.prepare('DELETE FROM versions WHERE bucket = ? AND key = ? AND version_id = ?');
  const list = database.prepare(`SELECT *, sequence = (
      SELECT max(sequence) FROM versions AS other WHERE other.bucket = versions.bucket AND other.key = versions.key
    ) AS is_latest
    FROM versions WHERE bucket = ?1 AND substr(key, 1, length(?2)) = ?2 AND (key > ?3 OR (key = ?3 AND sequence < ?4))
    ORDER BY key, sequence DESC LIMIT ?5`);
  const read = (row: unknown) => (row ? toVersion(row as Row) : null);
  return {
    newest: (bucket, key) => read(newest.get(bucket, key)),
    find: (bucket, key, versionId) => read(find.get(bucket, key, versionId)),
    add: ({ bucket, key, versionId, etag, size, lastModified, isDeleteMarker }) =>
      toVersion(
        add.get(bucket, key, versionId, etag, size, lastModified, Number(isDeleteMarker)) as unknown as Row,
      ),
    remove: (bucket, key, versionId) => {
      remove.run(bucket, key, versionId);
    },
    list: (bucket, { prefix, limit, after }) => {
      const last = after?.versionId
        ? (find.get(bucket, after.key, after.versionId) as Row | undefined)
        : undefined;
      const rows = list.all(
        bucket,
        prefix,
        after?.key ?? '',
        last?.sequence ?? 0,
        limit + 1,
      ) as unknown as (Row & {
        is_latest: number;
      })[];
      const versions = rows
        .slice(0, limit)
        .map((row) => ({ ...toVersion(row), isLatest: row.is_latest === 1 }));
      const end = versions.at(-1);
      return {
        versions,
        next: rows.length > limit && end ? { key: end.key, versionId: end.versionId } : null,
      };
    },
    close: () => database.close(),
  };
}

function toVersion(row: Row): ObjectVersion {
  return {
    bucket: row.bucket,
    key: row.key,
    versionId: row.version_id,
    sequencer: row.sequence.toString(16).toUpperCase().padStart(16, '0'),
    etag: row.etag,
    size: row.size,
    lastModified: row.last_modified,
    isDeleteMarker: row.is_delete_marker === 1,
  };
}
