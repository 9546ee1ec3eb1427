// Reads a message of the deliveries queue.
import { z } from 'zod';
import type { DeliveryMessage } from '../application/ports/delivery-queue.ts';

const Message = z.object({
  deliveryId: z.string(),
  endpointId: z.string(),
  attempts: z.int().min(0),
  turnedAway: z.int().min(0).exactOptional(),
}) satisfies z.ZodType<DeliveryMessage>;

/** Throws where the message is none of ours: it is given up, and kept as a dead letter. */
export function readDeliveryMessage(body: string): DeliveryMessage {
  return Message.parse(JSON.parse(body));
}
