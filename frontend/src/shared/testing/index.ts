/** The harness of page tests: a route rendered over a faked server whose answers are typed by the OpenAPI document. */
export { buildProfile } from './factories';
export { buildCity, buildOrder, buildOrderCard, buildSlots, pageOf } from './orders';
export { renderRoute } from './render-route';
export { given, noContent, problem, server } from './server';
export {
  buildBrief,
  buildCall,
  buildCallDetails,
  buildClient,
  buildDispositions,
  buildRingingCall,
} from './call-factories';
export { emitLive } from './live';
