import express, { type RequestHandler } from 'express';
import { problem } from './problem.js';

const LIMIT = '100kb';
const DEEPEST = 32;

/** JSON bodies in UTF-8 up to 100 kB and 32 levels. Compressed bodies are refused: nobody needs them here, bombs come in them. */
export function jsonBody(): RequestHandler {
  const parse = express.json({ limit: LIMIT, strict: false, inflate: false, type: 'application/json' });
  return (req, res, next) => {
    const type = req.get('Content-Type') ?? '';
    if (/charset=/i.test(type) && !/charset="?utf-8"?/i.test(type)) {
      next(problem('unsupported_media_type'));
      return;
    }
    parse(req, res, (error?: unknown) => {
      if (error === undefined && isTooDeep(req.body))
        next(problem('invalid_request', { detail: 'The body is nested too deep' }));
      else next(error);
    });
  };
}

/** Walks level by level: a recursive walk of a crafted body would exhaust the stack. */
function isTooDeep(body: unknown): boolean {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? (Object.values(value) as unknown[]) : [],
    );
  }
  return false;
}
