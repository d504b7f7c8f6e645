import type { Request, RequestHandler, Response, Router } from 'express';
import { matchedData, validationResult } from 'express-validator';
import type { Actor } from '../access/actor.js';
import { toChains, unknownNames, type FieldChain, type Location } from './chains.js';
import type { AnyOperation, Operation, Page } from './operation.js';
import { invalidFields, problem, type FieldError } from './problem.js';
import { currentContext } from './request-context.js';
import type { Fields, InferFields } from './schema.js';

const LOCATIONS = ['params', 'query', 'body'] as const;

/** What a handler gets: validated input, typed by the contract. */
export interface Input<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly req: Request;
  readonly res: Response;
}
export type SignedIn<I> = I & { readonly actor: Actor };

type InputOf<P extends Fields, Q extends Fields, B extends Fields> = Input<
  InferFields<P>,
  InferFields<Q>,
  InferFields<B>
>;
type Handler<I, R> = (input: I) => R | Promise<R>;

/** The answer of an operation before it is written. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly location: string | null;
}

export interface MountDeps {
  /** @throws Problem `not_signed_in`, `session_expired`, `forbidden`. */
  readonly authorize: (req: Request, operation: AnyOperation) => Promise<Actor>;
  /** Told of every failure of an operation for callers who are signed in, before it is answered. */
  readonly noteFailure?: (failure: {
    operation: AnyOperation;
    error: unknown;
    params: Request['params'];
  }) => Promise<void>;
  /** Runs a POST that carries an `Idempotency-Key` at most once. */
  readonly once: (request: OnceRequest, work: () => Promise<Answer>) => Promise<Answer>;
  /** In tests, every answer is held against its schema. */
  readonly checkAnswer?: (operation: AnyOperation, body: unknown) => void;
}

export interface OnceRequest {
  readonly actor: Actor;
  readonly key: string;
  readonly operationId: string;
  readonly input: unknown;
  /** False for an answer that nobody may read twice. */
  readonly keepsAnswer: boolean;
}

export interface Mount {
  /** Mounts an operation for callers who are signed in and have its permission. */
  signedIn<P extends Fields, Q extends Fields, B extends Fields, R>(
    operation: Operation<P, Q, B, R>,
    handle: Handler<SignedIn<InputOf<P, Q, B>>, R>,
  ): void;
  /** Mounts an operation that anybody may call. */
  open<P extends Fields, Q extends Fields, B extends Fields, R>(
    operation: Operation<P, Q, B, R>,
    handle: Handler<InputOf<P, Q, B>, R>,
  ): void;
  /** After the last operation: answers 405 with `Allow` where a path exists and its method does not. */
  refuseOtherMethods(): void;
}

/** Mounts operations on a router: authorize → validate → handle → write the envelope. Errors go to the error middleware. */
export function createMount(router: Router, deps: MountDeps): Mount {
  const methodsByPath = new Map<string, string[]>();
  const add = (operation: AnyOperation, handler: RequestHandler): void => {
    const methods = methodsByPath.get(operation.path) ?? [];
    methodsByPath.set(operation.path, [...methods, ...verbsOf(operation)]);
    for (const verb of verbsOf(operation)) router[verb](operation.path, handler);
  };

  return {
    signedIn: (operation, handle) => {
      if (operation.access === 'public') throw new Error(`${operation.id} is public, mount it with open()`);
      const contract = operation as unknown as AnyOperation;
      const validate = createValidator(contract);
      const answerOf = async (req: Request, res: Response): Promise<Answer> => {
        const actor = await deps.authorize(req, contract);
        const input = { ...(await validate(req)), req, res, actor };
        const work = async (): Promise<Answer> => toAnswer(contract, await handle(input as never));
        return runOnce({ deps, contract, input }, work);
      };
      add(contract, async (req, res) => {
        const answer = await answerOf(req, res).catch(async (error: unknown) => {
          await deps.noteFailure?.({ operation: contract, error, params: req.params });
          throw error;
        });
        write(res, { contract, answer, deps });
      });
    },
    open: (operation, handle) => {
      if (operation.access !== 'public')
        throw new Error(`${operation.id} is not public, mount it with signedIn()`);
      const contract = operation as unknown as AnyOperation;
      const validate = createValidator(contract);
      add(contract, async (req, res) => {
        const input = { ...(await validate(req)), req, res };
        write(res, { contract, answer: toAnswer(contract, await handle(input as never)), deps });
      });
    },
    refuseOtherMethods: () => {
      for (const [path, methods] of methodsByPath) {
        router.all(path, () => {
          throw problem('method_not_allowed', {
            extensions: { allow: methods.map((method) => method.toUpperCase()) },
          });
        });
      }
    },
  };
}

// PUT is accepted with the meaning of PATCH.
const verbsOf = ({ method }: AnyOperation): AnyOperation['method'][] =>
  method === 'patch' ? ['patch', 'put'] : [method];

interface OnceCall {
  readonly deps: MountDeps;
  readonly contract: AnyOperation;
  readonly input: SignedIn<Input<unknown, unknown, unknown>>;
}

function runOnce({ deps, contract, input }: OnceCall, work: () => Promise<Answer>): Promise<Answer> {
  const key =
    contract.method === 'post' && contract.success.kind !== 'raw'
      ? input.req.get('Idempotency-Key')
      : undefined;
  if (key === undefined) return work();
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    throw invalidFields([{ field: 'Idempotency-Key', code: 'invalid_value' }]);
  const { actor, params, body } = input;
  const keepsAnswer = contract.hasSecretAnswer !== true;
  return deps.once({ actor, key, operationId: contract.id, input: { params, body }, keepsAnswer }, work);
}

function createValidator(operation: AnyOperation): (req: Request) => Promise<Record<Location, unknown>> {
  // Made for the first request: express-validator binds each of its methods to every chain, which is time and memory that most operations
  // of a process never need.
  let made: readonly FieldChain[] | null = null;
  const chainsOf = (): readonly FieldChain[] =>
    (made ??= LOCATIONS.flatMap((location) => toChains(location, operation[location])));
  const takesBody = Object.keys(operation.body).length > 0;
  return async (req) => {
    if (takesBody) req.body = readableBody(req);
    const unknown = LOCATIONS.flatMap((location) =>
      isClosed(operation, location) ? unknownNames(operation[location], req[location]) : [],
    );
    for (const field of chainsOf()) if (isToBeRun(field, req)) await field.chain.run(req);
    const failures = validationResult(req).array({ onlyFirstError: true });
    const wrong = failures.flatMap((failure) => failure.msg as FieldError[]);
    if (unknown.length + wrong.length > 0) throw invalidFields([...unknown, ...wrong]);
    const read = (location: Location) =>
      Object.keys(operation[location]).length > 0 ? pick(req, location) : {};
    return { params: read('params'), query: read('query'), body: read('body') };
  };
}

const isClosed = ({ takesForeignQuery }: AnyOperation, location: Location): boolean =>
  location === 'body' || (location === 'query' && takesForeignQuery !== true);

const isToBeRun = ({ mayBeAbsent, location, name }: FieldChain, req: Request): boolean =>
  !mayBeAbsent || Object.hasOwn((req[location] ?? {}) as object, name);

function readableBody(req: Request): unknown {
  const hasBody =
    req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
  if (hasBody && req.is('application/json') === false) throw problem('unsupported_media_type');
  // Not `??`: a body of `null` is no object either.
  const body: unknown = req.body === undefined ? {} : req.body;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw problem('invalid_request', { detail: 'The body must be a JSON object' });
  }
  return body;
}

// Express 5's req.query is a getter: what the sanitisers made is in matchedData alone.
function pick(req: Request, location: Location): Record<string, unknown> {
  const found = matchedData(req, { locations: [location], includeOptionals: true });
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function toAnswer(operation: AnyOperation, result: unknown): Answer {
  const { success } = operation;
  const location = success.status === 201 ? (operation.location?.(result) ?? null) : null;
  switch (success.kind) {
    case 'data':
      return { status: success.status, body: { success: true, data: result }, location };
    case 'page': {
      const { data, pagination } = result as Page<unknown>;
      return { status: 200, body: { success: true, data, pagination }, location };
    }
    case 'plain':
      return { status: 200, body: { success: true, ...(result as object) }, location };
    case 'redirect':
      return { status: success.status, body: undefined, location: result as string };
    case 'empty':
    case 'raw':
      return { status: success.status, body: undefined, location };
  }
}

interface Written {
  readonly deps: MountDeps;
  readonly contract: AnyOperation;
  readonly answer: Answer;
}

function write(res: Response, { deps, contract, answer }: Written): void {
  if (contract.success.kind === 'raw') return;
  const context = currentContext();
  if (context) res.setHeader('Content-Language', context.locale);
  if (answer.location !== null) res.location(answer.location);
  if (answer.body === undefined) {
    res.status(answer.status).end();
    return;
  }
  const text = JSON.stringify(answer.body);
  deps.checkAnswer?.(contract, JSON.parse(text));
  res.status(answer.status).type('application/json').send(text);
}
