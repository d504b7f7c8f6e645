import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { Router } from 'express';

/** The one content policy, of what Express serves and (by `nginx/`) of what Nginx serves. */
export const contentSecurityPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  // React sets positions of virtual rows and charts through the style property, which this admits; style sheets stay our own.
  styleSrcAttr: ["'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  mediaSrc: ["'self'", 'blob:'],
  workerSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"],
};

const ONE_YEAR_MS = 365 * 24 * 3600 * 1000;

/** The built SPA: hashed assets for a year, the page itself always asked for anew, every path of the SPA answered by the page. */
export function spaRoutes(dir: string): Router {
  const router = Router();
  const index = path.join(dir, 'index.html');
  router.use(
    '/assets',
    express.static(path.join(dir, 'assets'), {
      immutable: true,
      maxAge: ONE_YEAR_MS,
      index: false,
      redirect: false,
      fallthrough: false,
    }),
  );
  router.use(express.static(dir, { index: false, redirect: false, dotfiles: 'ignore' }));
  router.get('/{*path}', (req, res, next) => {
    // A file that is not there is 404, not the page; so is what asks for something else than a page.
    const isPage = !/\.[^/]*$|\/\./.test(req.path) && req.accepts(['html', 'json']) === 'html';
    if (!isPage || !existsSync(index)) {
      next();
      return;
    }
    res.setHeader('Cache-Control', 'no-cache');
    res.sendFile(index);
  });
  return router;
}
