// The authorizer in front of the API: a key in, a policy for all paths out.
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { createDynamoClient } from '../adapters/dynamodb/client.ts';
import { createKeyStore } from '../adapters/dynamodb/key-table.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { type CheckKeyPorts, checkKey } from '../application/check-key.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { writePrincipal } from './http/principal.ts';
import { openSecrets } from './open-secrets.ts';

export type Authorizer = (event: APIGatewayRequestAuthorizerEvent) => Promise<APIGatewayAuthorizerResult>;

/** API Gateway answers 401 to this very message, and 500 to any other. */
const UNAUTHORIZED = 'Unauthorized';

export function wireAuthorizer(): Authorizer {
  const config = readConfig(['TABLE_NAME']);
  const table = createTable(createDynamoClient(), config.TABLE_NAME);
  return createAuthorizer({
    keys: createKeyStore(table),
    secretKeys: openSecrets().keys,
    clock: systemClock,
  });
}

/**
 * The policy allows every method and path of the stage, since it is remembered under the key for any of them; what a
 * key may do is decided by its scopes, in the API. @throws Error `Unauthorized` where the key does not hold
 */
export function createAuthorizer(ports: CheckKeyPorts): Authorizer {
  return async (event) => {
    const token = readToken(event);
    const key = token === null ? null : await checkKey(ports, token);
    if (!key) throw new Error(UNAUTHORIZED);
    return {
      principalId: key.id,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: wholeStage(event.methodArn) }],
      },
      context: writePrincipal({ keyId: key.id, owner: key.owner, scopes: key.scopes }),
    };
  };
}

function readToken(event: APIGatewayRequestAuthorizerEvent): string | null {
  const [, value] =
    Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  return /^Bearer +(\S+) *$/i.exec(value ?? '')?.[1] ?? null;
}

/** `arn:aws:execute-api:region:account:api/stage/GET/path` to all methods and paths of the stage. */
function wholeStage(methodArn: string): string {
  const [api, stage] = methodArn.split('/');
  return `${api}/${stage}/*/*`;
}
