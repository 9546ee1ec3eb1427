// The message that starts an export.
import { z } from 'zod';

const ExportMessage = z.object({ exportId: z.string() });

/** The export that a message names. @throws Error where it names none */
export function readExportMessage(body: string): string {
  return ExportMessage.parse(JSON.parse(body)).exportId;
}
