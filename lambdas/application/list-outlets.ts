// Outlets by name, and how many current statements each reports.
import type { z } from 'zod';
import type { OutletCount } from '../contract/resources.ts';
import type { CounterStore } from './ports/counter-store.ts';

/** Outlets all of whose statements were withdrawn are left out, so a page may hold fewer than `limit`. */
export async function listOutlets(
  ports: { readonly counters: CounterStore },
  page: { readonly limit: number; readonly position: string | null },
): Promise<{ readonly outlets: readonly z.output<typeof OutletCount>[]; readonly position: string | null }> {
  const found = await ports.counters.terms('outlet', page);
  const totals = await ports.counters.totals('outlet', found.terms);
  const outlets = found.terms.map((outlet, at) => ({ outlet, statements: Math.max(0, totals[at] ?? 0) }));
  return { outlets: outlets.filter(({ statements }) => statements > 0), position: found.position };
}
