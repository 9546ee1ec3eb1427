// A fault of an uploaded object's content, found while reading it: permanent, and told to the scraper by its code.
import type { RecordFaultCode } from '../../application/ports/article-decoder.ts';

/** Thrown by the readers of formats; the decoder turns it into a fault of the record or of the whole object. */
export class ContentFault extends Error {
  readonly code: RecordFaultCode;

  constructor(code: RecordFaultCode, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'ContentFault';
    this.code = code;
  }
}
