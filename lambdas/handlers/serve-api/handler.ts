// Answers the query API, as a stream: what is ready leaves at once.
import { streamAnswers } from '../../runtime/middleware.ts';
import { createTelemetry } from '../../runtime/telemetry.ts';
import { wireApi } from '../../runtime/wire-api.ts';

const telemetry = createTelemetry('serve-api');
let api: ReturnType<typeof wireApi> | undefined;

export const handler = streamAnswers(telemetry, async (event) => {
  api ??= wireApi(telemetry);
  try {
    return await (await api)(event);
  } catch (error) {
    // Wiring failed, for want of a secret as it may be: the next request tries again.
    api = undefined;
    throw error;
  }
});
