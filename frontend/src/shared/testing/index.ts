/** The harness of page tests: a route rendered over a faked server whose answers are typed by the OpenAPI document. */
export { publish as tellLive } from '../api/live-events/live-bus';
export { buildProfile } from './factories';
export { buildCity, buildOrder, buildOrderCard, buildSlots, pageOf } from './orders';
export { renderRoute } from './render-route';
export { given, noContent, problem, server } from './server';
