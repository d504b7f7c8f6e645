import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, demandOwnPassword, demandSecondFactor, startSession, unwrap } from '@/shared/api';

export interface Credentials {
  login: string;
  password: string;
  /** Not to be asked for the second factor in this browser for a while. */
  rememberDevice?: boolean;
}

export interface CodeAnswer {
  mfaToken: string;
  /** Six digits of the app, or a recovery code. */
  code: string;
  rememberDevice: boolean;
}

interface Tokens {
  accessToken: string;
  expiresIn: number;
}

/** Starts a session, or tells the token with which the code is to be sent. */
export function useSignIn(): UseMutationResult<{ mfaToken: string | null }, Error, Credentials> {
  const start = useStart();
  return useMutation({
    mutationFn: async (credentials: Credentials) => {
      const answer = await unwrap(api.POST('/api/auth/login', { body: credentials }));
      const { accessToken, expiresIn, mfaToken } = answer;
      if (mfaToken !== undefined) return { mfaToken };
      start({ accessToken: accessToken ?? '', expiresIn: expiresIn ?? 0 });
      return { mfaToken: null };
    },
  });
}

/** Starts the session of somebody whose password was right. */
export function useAnswerCode(): UseMutationResult<void, Error, CodeAnswer> {
  const start = useStart();
  return useMutation({
    mutationFn: async (answer: CodeAnswer) => {
      start(await unwrap(api.POST('/api/auth/login/mfa', { body: answer })));
    },
  });
}

/** What another person left in this browser's memory is dropped first. */
function useStart(): (tokens: Tokens) => void {
  const queryClient = useQueryClient();
  return (tokens) => {
    queryClient.clear();
    demandOwnPassword(false);
    demandSecondFactor(false);
    startSession(tokens);
  };
}
