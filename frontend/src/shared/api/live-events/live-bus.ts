import type { LiveEvent, LiveEventMap, LiveEventType } from './live-event';

type Handler<Type extends LiveEventType> = (data: LiveEventMap[Type]) => void;

const handlers = new Map<LiveEventType, Set<(data: never) => void>>();

/** Hears one kind of event, wherever the stream is read. Returns what ends it. */
export function subscribe<Type extends LiveEventType>(type: Type, handler: Handler<Type>): () => void {
  const ofType = handlers.get(type) ?? new Set();
  handlers.set(type, ofType);
  ofType.add(handler);
  return () => {
    ofType.delete(handler);
  };
}

/** Gives an event to all who hear its kind. */
export function publish(event: LiveEvent): void {
  for (const handler of handlers.get(event.type) ?? [])
    (handler as (data: LiveEvent['data']) => void)(event.data);
}
