import { ROLES } from '../../platform/access/permissions.js';
import { NUMBERED_PAGE_QUERY } from '../../platform/http/numbered-page.js';
import { created, data, empty, operation, page, type AnyOperation } from '../../platform/http/operation.js';
import { LOCALES } from '../../platform/http/problem-messages.js';
import {
  array,
  id,
  instant,
  nullable,
  object,
  oneOf,
  optional,
  string,
  type Infer,
  type InferFields,
} from '../../platform/http/schema.js';
import { emailField, employmentFields, loginField } from '../operators/index.js';

export const INVITATION_STATUSES = ['open', 'accepted', 'expired', 'revoked'] as const;
export const DELIVERIES = ['email', 'link'] as const;
export type Delivery = (typeof DELIVERIES)[number];

const token = () => string({ maxLength: 100, pattern: /^[\w-]+$/ });
const delivery = () =>
  oneOf(DELIVERIES, {
    description:
      '`email`: the link goes to the address alone, which counts as verified once it is accepted; `link`: it is shown once, to be handed over',
  });

const INVITATION = {
  id: id(),
  status: oneOf(INVITATION_STATUSES),
  name: string(),
  email: nullable(string()),
  delivery: delivery(),
  role: oneOf(ROLES),
  city: nullable(string()),
  cities: array(string()),
  extension: nullable(string()),
  sipAddress: nullable(string()),
  invitedBy: object({ id: id(), name: string() }),
  createdAt: instant(),
  issuedAt: instant({ description: 'When the present link was made' }),
  expiresAt: instant(),
  acceptedAt: nullable(instant()),
  operatorId: nullable(id({ description: 'Who accepted it' })),
};
const invitation = object(INVITATION, { name: 'Invitation' });
const issued = object(
  { ...INVITATION, link: nullable(string({ description: 'Shown this once; null where it went by e-mail' })) },
  { name: 'IssuedInvitation' },
);
export type InvitationView = Infer<typeof invitation>;
export type IssuedInvitationView = Infer<typeof issued>;

const COMMON = { tag: 'invitations', access: 'operators:write' } as const;
const OPEN = { tag: 'invitations', access: 'public' } as const;

export const listInvitations = operation({
  ...COMMON,
  id: 'listInvitations',
  method: 'get',
  path: '/invitations',
  summary: 'Invitations of the organisation, newest first',
  query: { ...NUMBERED_PAGE_QUERY, status: optional(oneOf(INVITATION_STATUSES)) },
  success: page(invitation),
});
export type ListInvitationsQuery = InferFields<(typeof listInvitations)['query']>;

export const getInvitationDeliveries = operation({
  ...COMMON,
  id: 'getInvitationDeliveries',
  method: 'get',
  path: '/invitations/deliveries',
  summary: 'Ways by which a link can reach a person now',
  description:
    'Always `link`; `email` only where letters leave: by a mail server of the organisation or of the installation.',
  success: data(array(oneOf(DELIVERIES))),
});

export const createInvitation = operation({
  ...COMMON,
  id: 'createInvitation',
  method: 'post',
  path: '/invitations',
  summary: 'Invite a person, by e-mail or by a link to hand over',
  description:
    'The link works once, for 72 hours, and only while its inviter may still employ such a person.',
  body: {
    ...employmentFields(),
    email: optional(nullable(emailField())),
    delivery: optional({
      ...delivery(),
      description: 'By e-mail where there is an address and a mail server, unless said otherwise',
    }),
    locale: optional(
      oneOf(LOCALES, { description: 'Language of the letter; that of the request unless said otherwise' }),
    ),
  },
  success: created(issued),
  location: ({ id: made }) => `/api/invitations/${String(made)}`,
});
export type InvitationDraft = InferFields<(typeof createInvitation)['body']>;

const ONE = { ...COMMON, params: { id: id() } } as const;

export const revokeInvitation = operation({
  ...ONE,
  id: 'revokeInvitation',
  method: 'delete',
  path: '/invitations/:id',
  summary: 'Take an invitation back; its link is void at once',
  success: empty(),
});

export const resendInvitation = operation({
  ...ONE,
  id: 'resendInvitation',
  method: 'post',
  path: '/invitations/:id/resend',
  summary: 'Make a new link, for another 72 hours; the one before is void',
  body: {
    delivery: optional({
      ...delivery(),
      description: 'As before unless said otherwise; by link where there is no mail server any more',
    }),
  },
  success: data(issued),
});

export const checkInvitation = operation({
  ...OPEN,
  id: 'checkInvitation',
  method: 'post',
  path: '/invitations/check',
  summary: 'What a link invites to',
  description: 'The token stands in the body, since addresses are kept in logs.',
  body: { token: token() },
  success: data(object({ organization: string(), role: oneOf(ROLES), name: string() })),
});

export const acceptInvitation = operation({
  ...OPEN,
  id: 'acceptInvitation',
  method: 'post',
  path: '/invitations/accept',
  summary: 'Accept an invitation with a new account',
  description:
    'Signs nobody in. Whoever has an account signs in first and then joins: his password and second factor are asked for there.',
  body: {
    token: token(),
    login: loginField(),
    password: string({ maxLength: 256, description: 'At least 15 characters; never returned' }),
  },
  success: data(object({ login: string(), organization: string() })),
});

export const joinByInvitation = operation({
  tag: 'invitations',
  id: 'joinByInvitation',
  method: 'post',
  path: '/invitations/join',
  access: 'signed-in',
  proof: 'recent',
  summary: "Accept an invitation with one's own account",
  body: { token: token() },
  success: data(
    object({
      id: id({ description: 'The new employment' }),
      organization: object({ id: id(), name: string() }),
    }),
  ),
});

export const invitationsOperations = [
  listInvitations,
  getInvitationDeliveries,
  createInvitation,
  revokeInvitation,
  resendInvitation,
  checkInvitation,
  acceptInvitation,
  joinByInvitation,
] as readonly unknown[] as readonly AnyOperation[];
