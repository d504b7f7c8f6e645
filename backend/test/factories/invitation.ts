import { expect } from 'vitest';
import type { Client, TestApi } from '../api.js';
import { tokenIn } from './mail.js';
import { GOOD_PASSWORD } from './operators.js';

export const freshEmail = (): string => `${crypto.randomUUID().slice(0, 8)}@example.org`;
export const freshLogin = (): string => `new-${crypto.randomUUID().slice(0, 8)}`;

/** A valid body for `POST /invitations`. */
export const invitationDraft = (overrides: object = {}) => ({
  name: 'Новый Человек',
  role: 'operator',
  city: 'Саратов',
  ...overrides,
});

export interface Issued {
  readonly id: number;
  readonly link: string | null;
  readonly status: string;
}
export const issuedOf = (response: { body: unknown }): Issued => (response.body as { data: Issued }).data;

/** What the inviter and the holder of a link do. */
export const invitationsOf = (api: TestApi) => ({
  /** Invites by a link and returns its secret. */
  inviteByLink: async (
    overrides: object = {},
    client: Client = api.as(api.owner),
  ): Promise<{ id: number; token: string }> => {
    const answer = await client.post('/api/invitations').send(invitationDraft(overrides));
    expect(answer.status, answer.text).toBe(201);
    const { id, link } = issuedOf(answer);
    return { id, token: tokenIn({ text: link ?? '' }) };
  },
  accept: (token: string, login = freshLogin(), password = GOOD_PASSWORD) =>
    api.anonymous.post('/api/invitations/accept').send({ token, login, password }),
  look: (token: string) => api.anonymous.get(`/api/invitations/by-token/${token}`),
  personBehind: (login: string) =>
    api.database.prisma.operator.findFirstOrThrow({
      where: { userAccount: { login } },
      include: { userAccount: true, cities: { include: { city: true } } },
    }),
});
