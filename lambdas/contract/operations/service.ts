// Operations about the service itself, and the lists that its filters use.
import { z } from 'zod';
import { AUDIT_PAGE_EXAMPLE, OUTLET_PAGE_EXAMPLE, TOPIC_LIST_EXAMPLE } from '../examples.ts';
import { defineOperation } from '../operation.ts';
import { cursor, limit } from '../parameters.ts';
import { AuditPage, Health, OutletPage, TopicList } from '../resources.ts';

export const SERVICE_OPERATIONS = {
  listTopics: defineOperation({
    tag: 'Lists',
    summary: 'The taxonomy of topics, with counts',
    method: 'GET',
    path: '/topics',
    scope: 'read',
    success: {
      status: 200,
      description: 'All topics, in the order of the taxonomy.',
      content: { 'application/json': { schema: TopicList, example: TOPIC_LIST_EXAMPLE } },
    },
  }),
  listOutlets: defineOperation({
    tag: 'Lists',
    summary: 'Outlets by name, with counts',
    method: 'GET',
    path: '/outlets',
    scope: 'read',
    query: z.strictObject({ limit: limit(100, 500), cursor }),
    success: {
      status: 200,
      description: 'A page of outlets.',
      content: { 'application/json': { schema: OutletPage, example: OUTLET_PAGE_EXAMPLE } },
    },
    errors: ['invalid_cursor'],
  }),
  getHealth: defineOperation({
    tag: 'Service',
    summary: 'Whether the service answers',
    method: 'GET',
    path: '/healthz',
    scope: 'public',
    success: {
      status: 200,
      description: 'It does.',
      content: { 'application/json': { schema: Health, example: { status: 'ok' } } },
    },
  }),
  getOpenApi: defineOperation({
    tag: 'Service',
    summary: 'This document',
    method: 'GET',
    path: '/openapi.json',
    scope: 'public',
    success: {
      status: 200,
      description: 'OpenAPI 3.1.',
      content: {
        'application/json': {
          schema: z.object({ openapi: z.string() }).catchall(z.unknown()),
          example: { openapi: '3.1.0' },
        },
      },
    },
  }),
  getDocs: defineOperation({
    tag: 'Service',
    summary: 'This document as a page for people',
    method: 'GET',
    path: '/docs',
    scope: 'public',
    success: {
      status: 200,
      description: 'HTML without scripts and without anything from the network.',
      content: { 'text/html': { schema: z.string(), example: '<!doctype html><title>API</title>' } },
    },
  }),
  listAudit: defineOperation({
    tag: 'Service',
    summary: 'Writes of one day, newest first',
    method: 'GET',
    path: '/audit',
    scope: 'admin',
    query: z.strictObject({
      day: z.iso.date().meta({ description: 'A day in UTC.', example: '2031-03-14' }),
      limit: limit(100, 500),
      cursor,
    }),
    success: {
      status: 200,
      description: 'A page of audited writes.',
      content: { 'application/json': { schema: AuditPage, example: AUDIT_PAGE_EXAMPLE } },
    },
    errors: ['invalid_cursor'],
  }),
};
