// The record of every write that was asked for: who, when, what, and with what result.

export interface AuditEntry {
  readonly requestId: string;
  /** ISO 8601. */
  readonly at: string;
  readonly keyId: string;
  readonly owner: string;
  readonly operationId: string;
  /** Path parameters: what was written to; of what the write made, its id once there is one. */
  readonly target: Readonly<Record<string, string>>;
  readonly sourceIp: string;
  /** HTTP status of the answer; null while the request is under way, and for ever where it never ended. */
  readonly status: number | null;
}

export interface AuditLog {
  /** Before the write, which must not happen where this fails. */
  begin(entry: AuditEntry): Promise<void>;
  /** With the status of the answer, and the target as it is known by then. */
  finish(entry: AuditEntry, result: Pick<AuditEntry, 'target'> & { readonly status: number }): Promise<void>;
  /** Entries of one UTC day, newest first. */
  list(
    day: string,
    page: { readonly limit: number; readonly position: string | null },
  ): Promise<{ readonly entries: readonly AuditEntry[]; readonly position: string | null }>;
}
