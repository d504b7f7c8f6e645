import { http, HttpResponse } from 'msw';
import type { HttpHandler } from 'msw';
import { setupServer } from 'msw/node';
import type {
  FilterKeys,
  HttpMethod,
  PathsWithMethod,
  ResponseObjectMap,
  SuccessResponse,
} from 'openapi-typescript-helpers';
import type { ApiPaths } from '@/shared/api';

/** The server of all tests. Its handlers are typed by the OpenAPI document, so a test cannot invent an answer. */
export const server = setupServer();

type Operation<Path extends keyof ApiPaths, Method extends HttpMethod> = FilterKeys<ApiPaths[Path], Method>;
type Body<Op> = Op extends Record<string | number, unknown> ? SuccessResponse<ResponseObjectMap<Op>> : never;
interface Asked {
  request: Request;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
}
type Answer<Op> = Body<Op> | Response | Promise<Body<Op> | Response>;

function on<Method extends 'get' | 'post' | 'patch' | 'put' | 'delete'>(method: Method) {
  return <Path extends PathsWithMethod<ApiPaths, Method>>(
    path: Path,
    answer: (asked: Asked) => Answer<Operation<Path, Method>>,
  ): HttpHandler => {
    const pattern = `${window.location.origin}${path.replace(/\{(\w+)\}/g, ':$1')}`;
    const handler = http[method](pattern, async ({ request, params }) => {
      const query = new URL(request.url).searchParams;
      const answered: unknown = await answer({ request, params: params as Record<string, string>, query });
      if (answered instanceof Response) return answered;
      return HttpResponse.json(answered as Record<string, unknown>);
    });
    server.use(handler);
    return handler;
  };
}

/** Prepares answers: `given.get('/api/orders', ({ query }) => ({ success: true, data: […], pagination }))`. */
export const given = {
  get: on('get'),
  post: on('post'),
  patch: on('patch'),
  put: on('put'),
  delete: on('delete'),
};

interface ProblemParts {
  errors?: { field: string; code: string; message: string; reason?: string }[];
  current?: unknown;
  detail?: string;
  /** Of `invalid_code`. */
  attemptsLeft?: number;
  /** Of `client_in_work`. */
  orderIds?: number[];
  callIds?: number[];
  /** Free starts, of `slot_full`. */
  nearest?: string[];
  headers?: Record<string, string>;
}

/** A failure as the server writes it. */
export function problem(
  status: number,
  code: string,
  { headers = {}, ...parts }: ProblemParts = {},
): Response {
  const body = {
    success: false,
    type: `/problems/${code}`,
    title: code,
    status,
    code,
    requestId: 'test-request',
    ...parts,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });
}

/** An answer without a body. */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}
