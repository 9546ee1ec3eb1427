// Operations on receipts: what became of an upload.
import { z } from 'zod';
import { RECEIPT_EXAMPLE } from '../examples.ts';
import { defineOperation } from '../operation.ts';
import { cursor, limit, resourceId, text } from '../parameters.ts';
import { RECEIPT_STATUSES, Receipt, ReceiptPage } from '../resources.ts';

export const UPLOAD_OPERATIONS = {
  listUploads: defineOperation({
    tag: 'Uploads',
    summary: 'Receipts of a key, or by status, newest first',
    description: 'Give `key` (and `version` for one upload of it), or `status`.',
    method: 'GET',
    path: '/uploads',
    scope: 'read',
    query: z.strictObject({
      key: text(1024).optional().meta({ description: 'Key of the object.', example: RECEIPT_EXAMPLE.key }),
      version: text(1024).optional().meta({ description: 'Version id that S3 answered to the PUT.' }),
      bucket: text(63)
        .optional()
        .meta({ description: 'Bucket of the object; by default the articles bucket.' }),
      status: z.enum(RECEIPT_STATUSES).optional().meta({ description: 'Outcome.' }),
      limit: limit(50, 200),
      cursor,
    }),
    success: {
      status: 200,
      description: 'A page of receipts.',
      content: {
        'application/json': { schema: ReceiptPage, example: { items: [RECEIPT_EXAMPLE], next: null } },
      },
    },
    errors: ['invalid_cursor'],
  }),
  getUpload: defineOperation({
    tag: 'Uploads',
    summary: 'One receipt',
    method: 'GET',
    path: '/uploads/{id}',
    scope: 'read',
    pathParameters: z.strictObject({ id: resourceId.meta({ example: RECEIPT_EXAMPLE.id }) }),
    success: {
      status: 200,
      description: 'The receipt.',
      content: { 'application/json': { schema: Receipt, example: RECEIPT_EXAMPLE } },
    },
    errors: ['unknown_resource'],
  }),
};
