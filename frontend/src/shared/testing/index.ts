/** The harness of page tests: a route rendered over a faked server whose answers are typed by the OpenAPI document. */
export { buildProfile } from './factories';
export { renderRoute } from './render-route';
export { given, noContent, problem, server } from './server';
