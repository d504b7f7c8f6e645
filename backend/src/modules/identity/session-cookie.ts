import type { CookieOptions, Request, Response } from 'express';

/** The refresh cookie: out of reach of scripts and of other sites; `__Host-` and `Secure` where the public address is https. */
export interface SessionCookie {
  read(req: Request): string | null;
  give(res: Response, value: string, expires: Date): void;
  clear(res: Response): void;
}

export function createSessionCookie(publicUrl: URL): SessionCookie {
  const secure = publicUrl.protocol === 'https:';
  const name = secure ? '__Host-crm_rt' : 'crm_rt';
  const options: CookieOptions = { httpOnly: true, sameSite: 'strict', path: '/', secure };
  return {
    read: (req) => {
      const value = (req.cookies as Readonly<Record<string, unknown>> | undefined)?.[name];
      return typeof value === 'string' ? value : null;
    },
    give: (res, value, expires) => {
      res.cookie(name, value, { ...options, expires });
    },
    clear: (res) => {
      res.clearCookie(name, options);
    },
  };
}
