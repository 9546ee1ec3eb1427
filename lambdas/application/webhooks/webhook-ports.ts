// What the use cases of webhooks work with.
import type { FindSpeakerPorts } from '../find-speaker.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { DeliveryQueue } from '../ports/delivery-queue.ts';
import type { DeliveryStore } from '../ports/delivery-store.ts';
import type { EndpointStore } from '../ports/endpoint-store.ts';
import type { SecretBox } from '../ports/secret-box.ts';
import type { WebhookSender, WebhookSigner } from '../ports/webhook-sender.ts';

export interface WebhookPorts extends FindSpeakerPorts {
  readonly endpoints: EndpointStore;
  readonly deliveries: DeliveryStore;
  readonly deliveryQueue: DeliveryQueue;
  readonly sender: Pick<WebhookSender, 'checkAddress'>;
  readonly signer: Pick<WebhookSigner, 'createSecret'>;
  readonly box: SecretBox;
  readonly clock: Clock;
  readonly ids: IdSource;
}
