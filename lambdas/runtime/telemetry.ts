// Logs and metrics of one function, made once and handed in. Article texts, secrets and whole events are never logged.
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** The namespace of every metric; the stack's alarms read the same name. */
export const METRICS_NAMESPACE = 'StatementTracker';

export interface Telemetry {
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** `name` is the function's name in the manifest. Level and switches come from POWERTOOLS_* variables. */
export function createTelemetry(name: string): Telemetry {
  return {
    logger: new Logger({ serviceName: name }),
    metrics: new Metrics({ namespace: METRICS_NAMESPACE, serviceName: name }),
  };
}
