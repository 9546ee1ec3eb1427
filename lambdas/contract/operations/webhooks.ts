// Operations on webhooks: endpoints, what was sent to them, and what a filter lets through.
import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { cursor, limit, resourceId } from '../parameters.ts';
import {
  DELIVERY_EXAMPLE,
  ENDPOINT_EXAMPLE,
  FILTER_EXAMPLE,
  PREVIEW_EXAMPLE,
  SECRET_EXAMPLE,
} from '../webhook-examples.ts';
import {
  DELIVERY_STATUSES,
  Delivery,
  DeliveryDetail,
  DeliveryPage,
  Endpoint,
  EndpointChange,
  EndpointPage,
  EndpointWithSecret,
  NewEndpoint,
  Preview,
  PreviewRequest,
  ReplayRequest,
  ReplayResult,
} from '../webhook-resources.ts';

const tag = 'Webhooks';
const scope = 'webhooks';
const endpointPath = z.strictObject({ id: resourceId.meta({ example: ENDPOINT_EXAMPLE.id }) });
const deliveryPath = z.strictObject({ id: resourceId.meta({ example: DELIVERY_EXAMPLE.id }) });
const filterProblems = ['unknown_speaker', 'ambiguous_speaker'] as const;
const endpoint = { 'application/json': { schema: Endpoint, example: ENDPOINT_EXAMPLE } } as const;
const endpointWithSecret = {
  'application/json': {
    schema: EndpointWithSecret,
    example: { ...ENDPOINT_EXAMPLE, secret: SECRET_EXAMPLE },
  },
} as const;
const delivery = { 'application/json': { schema: Delivery, example: DELIVERY_EXAMPLE } } as const;

export const WEBHOOK_OPERATIONS = {
  createEndpoint: defineOperation({
    tag,
    summary: 'Register an endpoint',
    description:
      'Messages follow Standard Webhooks: verify them with its libraries and the secret, which is shown only here. ' +
      'An endpoint that was told of a statement is told of its updates and withdrawal, even if it matches no longer.',
    method: 'POST',
    path: '/webhooks',
    scope,
    body: {
      schema: NewEndpoint,
      example: { url: ENDPOINT_EXAMPLE.url, description: 'Energy desk', filter: FILTER_EXAMPLE },
    },
    success: { status: 201, description: 'The endpoint and its secret.', content: endpointWithSecret },
    errors: [...filterProblems, 'limit_reached'],
  }),
  listEndpoints: defineOperation({
    tag,
    summary: 'The endpoints of the owner of the key, oldest first',
    method: 'GET',
    path: '/webhooks',
    scope,
    query: z.strictObject({ limit: limit(50, 100), cursor }),
    success: {
      status: 200,
      description: 'A page of endpoints.',
      content: {
        'application/json': { schema: EndpointPage, example: { items: [ENDPOINT_EXAMPLE], next: null } },
      },
    },
    errors: ['invalid_cursor'],
  }),
  previewFilter: defineOperation({
    tag,
    summary: 'Which of the last statements a filter would have let through',
    method: 'POST',
    path: '/webhooks/preview',
    scope,
    body: { schema: PreviewRequest, example: { filter: FILTER_EXAMPLE } },
    success: {
      status: 200,
      description: 'The statements that match.',
      content: { 'application/json': { schema: Preview, example: PREVIEW_EXAMPLE } },
    },
    errors: filterProblems,
  }),
  getEndpoint: defineOperation({
    tag,
    summary: 'One endpoint',
    method: 'GET',
    path: '/webhooks/{id}',
    scope,
    pathParameters: endpointPath,
    success: { status: 200, description: 'The endpoint.', content: endpoint },
    errors: ['unknown_resource'],
  }),
  changeEndpoint: defineOperation({
    tag,
    summary: 'Change an endpoint',
    description:
      'With `If-Match`, only the version that it names is changed. A new address begins without failures.',
    method: 'PATCH',
    path: '/webhooks/{id}',
    scope,
    pathParameters: endpointPath,
    body: { schema: EndpointChange, example: { description: 'Energy and trade desk' } },
    success: { status: 200, description: 'The endpoint as it is now.', content: endpoint },
    errors: [...filterProblems, 'unknown_resource', 'precondition_failed'],
  }),
  removeEndpoint: defineOperation({
    tag,
    summary: 'Remove an endpoint',
    description: 'Messages under way to it are canceled.',
    method: 'DELETE',
    path: '/webhooks/{id}',
    scope,
    pathParameters: endpointPath,
    success: { status: 204, description: 'It is gone.', content: {} },
    errors: ['unknown_resource', 'precondition_failed'],
  }),
  rotateSecret: defineOperation({
    tag,
    summary: 'Give an endpoint a new secret',
    description: 'For 24 hours messages carry two signatures, by the new secret and by the one before it.',
    method: 'POST',
    path: '/webhooks/{id}/rotate-secret',
    scope,
    pathParameters: endpointPath,
    success: { status: 200, description: 'The endpoint and its new secret.', content: endpointWithSecret },
    errors: ['unknown_resource'],
  }),
  enableEndpoint: defineOperation({
    tag,
    summary: 'Let a disabled endpoint get messages again',
    description: 'What happened meanwhile is not sent: GET /statements?recordedSince= has it.',
    method: 'POST',
    path: '/webhooks/{id}/enable',
    scope,
    pathParameters: endpointPath,
    success: { status: 200, description: 'The endpoint as it is now.', content: endpoint },
    errors: ['unknown_resource', 'invalid_request'],
  }),
  testEndpoint: defineOperation({
    tag,
    summary: 'Send an endpoint a message of the type `endpoint.test`',
    method: 'POST',
    path: '/webhooks/{id}/test',
    scope,
    pathParameters: endpointPath,
    success: {
      status: 202,
      description: 'The delivery; ask GET /deliveries/{id} what came of it.',
      content: delivery,
    },
    errors: ['unknown_resource', 'endpoint_disabled'],
  }),
  listDeliveries: defineOperation({
    tag,
    summary: 'What was or is to be sent to an endpoint, newest event first',
    description: 'Deliveries are kept for 90 days. A page may be short although there is a next one.',
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    scope,
    pathParameters: endpointPath,
    query: z.strictObject({
      status: z.enum(DELIVERY_STATUSES).optional().meta({ description: 'Only those of this status.' }),
      limit: limit(50, 100),
      cursor,
    }),
    success: {
      status: 200,
      description: 'A page of deliveries.',
      content: {
        'application/json': { schema: DeliveryPage, example: { items: [DELIVERY_EXAMPLE], next: null } },
      },
    },
    errors: ['unknown_resource', 'invalid_cursor'],
  }),
  replayDeliveries: defineOperation({
    tag,
    summary: 'Send again what was sent to an endpoint in a time',
    description:
      'Every delivery whose event happened in that time begins its schedule anew, under its own id. One call replays about a thousand.',
    method: 'POST',
    path: '/webhooks/{id}/replay',
    scope,
    pathParameters: endpointPath,
    body: {
      schema: ReplayRequest,
      example: { from: '2031-03-14T00:00:00Z', to: '2031-03-14T23:59:59Z', status: 'exhausted' },
    },
    success: {
      status: 202,
      description: 'How many are under way.',
      content: { 'application/json': { schema: ReplayResult, example: { replayed: 12, rest: null } } },
    },
    errors: ['unknown_resource', 'endpoint_disabled'],
  }),
  getDelivery: defineOperation({
    tag,
    summary: 'One delivery with its payload and all its attempts',
    method: 'GET',
    path: '/deliveries/{id}',
    scope,
    pathParameters: deliveryPath,
    success: {
      status: 200,
      description: 'The delivery.',
      content: {
        'application/json': {
          schema: DeliveryDetail,
          example: {
            ...DELIVERY_EXAMPLE,
            payload: '{"type":"endpoint.test","timestamp":"2031-03-14T16:25:03.120Z","data":{}}',
            history: [
              {
                number: 1,
                at: '2031-03-14T16:25:03.500Z',
                status: 200,
                failure: null,
                durationMs: 112,
                answer: 'ok',
              },
            ],
          },
        },
      },
    },
    errors: ['unknown_resource'],
  }),
  retryDelivery: defineOperation({
    tag,
    summary: 'Try a delivery again now, whatever became of it',
    description: 'Its schedule begins anew; its id stays.',
    method: 'POST',
    path: '/deliveries/{id}/retry',
    scope,
    pathParameters: deliveryPath,
    success: { status: 202, description: 'The delivery, now pending.', content: delivery },
    errors: ['unknown_resource', 'endpoint_disabled'],
  }),
};
