// Configuration: the environment, checked once at start and handed in, never read anywhere else.
import { z } from 'zod';

/** Every variable that a function can ask for; absent optional ones come back as undefined. */
const VARIABLES = {
  /** The one table. */
  TABLE_NAME: z.string().min(3),
  /** What scrapers upload. */
  ARTICLES_BUCKET: z.string().min(3),
  /** Texts, journals, exports. */
  ARCHIVE_BUCKET: z.string().min(3),
  /** Copies of permanently bad uploads. */
  QUARANTINE_BUCKET: z.string().min(3),
  INGEST_QUEUE_URL: z.url(),
  DISPATCH_QUEUE_URL: z.url(),
  DELIVERIES_QUEUE_URL: z.url(),
  EXPORTS_QUEUE_URL: z.url(),
  EVENTS_TOPIC_ARN: z.string().startsWith('arn:'),
  /** Where the API is reached from outside; without it, links are made from the request. */
  PUBLIC_BASE_URL: z.url().optional(),
  /** Origins whose pages may call the API, parted by commas; `*` for all. */
  CORS_ORIGINS: z.string().default(''),
  /** `true` on one machine alone: requests from loopback need no key. */
  ALLOW_LOOPBACK_WITHOUT_KEY: z.enum(['true', 'false']).default('false'),
  /** `true` on one machine alone: receivers on loopback may be endpoints, by http. */
  ALLOW_LOOPBACK_WEBHOOKS: z.enum(['true', 'false']).default('false'),
  /** The root secret in Secrets Manager, and the KMS key that seals what is stored; in AWS. */
  SECRETS_ID: z.string().optional(),
  SECRETS_KEY_ID: z.string().optional(),
  /** A key file with mode 0600 in place of both, on one machine. */
  SECRETS_FILE: z.string().optional(),
  /** Folder that holds the assets of the manifest; without it, the root of the repository. */
  ASSETS_ROOT: z.string().optional(),
} as const;

type Variables = typeof VARIABLES;
export type VariableName = keyof Variables;
export type Config<Name extends VariableName> = { readonly [N in Name]: z.output<Variables[N]> };

/** One or more variables are missing or malformed; the message names every one of them, and no value. */
export class ConfigError extends Error {
  readonly code = 'bad_configuration';
  readonly variables: readonly string[];

  constructor(variables: readonly string[], cause: unknown) {
    super(`Missing or malformed environment variables: ${variables.join(', ')}`, { cause });
    this.name = 'ConfigError';
    this.variables = variables;
  }
}

/**
 * The variables `names`, checked.
 * @throws {ConfigError} naming every variable that is missing or malformed
 */
export function readConfig<const Name extends VariableName>(
  names: readonly Name[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config<Name> {
  const shape = Object.fromEntries(names.map((name) => [name, VARIABLES[name]]));
  const result = z.object(shape).safeParse(environment);
  if (!result.success) {
    const bad = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))];
    throw new ConfigError(bad, result.error);
  }
  return result.data as Config<Name>;
}
