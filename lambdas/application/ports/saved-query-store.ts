// Saved queries: each belongs to an owner and is read by whoever has its address.
import type { StatementFormat } from '../../contract/parameters.ts';
import type { StatementConditions } from '../build-statement-filter.ts';

export interface SavedQuery {
  /** `sq_…` */
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly query: StatementConditions;
  readonly format: StatementFormat;
  /** One more at every change, for conditional writes and ETags. */
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface SavedQueryStore {
  create(saved: SavedQuery): Promise<void>;
  /** Strongly consistent. */
  get(id: string): Promise<SavedQuery | null>;
  /** Writes `saved` where the stored revision is the one before it; false where it is another, or gone. */
  replace(saved: SavedQuery): Promise<boolean>;
  /** Removes it where the stored revision is this one; false where it is another, or gone. */
  remove(saved: SavedQuery): Promise<boolean>;
  /** Oldest first. */
  listByOwner(
    owner: string,
    page: { readonly limit: number; readonly position: string | null },
  ): Promise<{ readonly saved: readonly SavedQuery[]; readonly position: string | null }>;
}
