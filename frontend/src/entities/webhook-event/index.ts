/** An event another system posted to us, as it was stored. */
export { webhookEventKeys, webhookEventQuery, webhookEventsQuery } from './api/webhook-events.queries';
export type { WebhookEvent, WebhookEventCard, WebhookEventStatus } from './api/webhook-events.queries';
