// Decides by the API key who may do what, in front of the API.
import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { withTelemetry } from '../../runtime/middleware.ts';
import { createTelemetry } from '../../runtime/telemetry.ts';
import { type Authorizer, wireAuthorizer } from '../../runtime/wire-authorizer.ts';

let authorizer: Authorizer | undefined;

export const handler = withTelemetry(
  createTelemetry('authorize-request'),
  (event: APIGatewayRequestAuthorizerEvent) => {
    authorizer ??= wireAuthorizer();
    return authorizer(event);
  },
);
