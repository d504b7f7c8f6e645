import { data, empty, operation, redirect } from '../../../platform/http/operation.js';
import { array, instant, nullable, object, oneOf, optional, string } from '../../../platform/http/schema.js';
import { PROVIDERS } from './providers/provider.js';

const provider = oneOf(PROVIDERS, { description: 'Provider of sign-in' });
const returnTo = optional(
  string({
    maxLength: 500,
    description: 'Path of a page to come back to; what is not ours becomes the start page',
  }),
);

export const listOauthProviders = operation({
  id: 'listOauthProviders',
  method: 'get',
  path: '/auth/oauth/providers',
  access: 'public',
  tag: 'auth',
  summary: 'Providers of sign-in that are on',
  success: data(
    array(
      object(
        {
          id: provider,
          name: nullable(
            string({ maxLength: 100, description: 'Of a provider that is not a known service' }),
          ),
        },
        { name: 'OauthProvider' },
      ),
      { maxItems: PROVIDERS.length },
    ),
  ),
});

export const startOauth = operation({
  id: 'startOauth',
  method: 'get',
  path: '/auth/oauth/:provider/start',
  access: 'public',
  tag: 'auth',
  summary: 'Send the browser to a provider to sign in',
  description:
    'For a link of the sign-in page. What fails leads back there with `?oauth=off` or `?oauth=unavailable`.',
  params: { provider },
  query: { returnTo },
  success: redirect('To the provider, or back to the sign-in page'),
});

export const finishOauth = operation({
  id: 'finishOauth',
  method: 'get',
  path: '/auth/oauth/:provider/callback',
  access: 'public',
  tag: 'auth',
  summary: 'The browser comes back from a provider',
  description:
    'Takes `code`, `state`, `error` and whatever else a provider adds. Gives the refresh cookie and leads into the product; what fails ' +
    'leads to the page where it began with `?oauth=` `cancelled`, `expired`, `refused`, `unavailable` or `off`.',
  params: { provider },
  takesForeignQuery: true,
  success: redirect('Into the product, or back to the page where it began'),
});

export const listOauthLinks = operation({
  id: 'listOauthLinks',
  method: 'get',
  path: '/auth/oauth/links',
  access: 'signed-in',
  tag: 'auth',
  summary: 'Own accounts at providers that are linked',
  success: data(
    array(
      object(
        {
          provider,
          email: nullable(string({ maxLength: 254 })),
          linkedAt: instant(),
          lastUsedAt: nullable(instant()),
        },
        { name: 'OauthLink' },
      ),
      { maxItems: PROVIDERS.length },
    ),
  ),
});

export const linkOauth = operation({
  id: 'linkOauth',
  method: 'post',
  path: '/auth/oauth/:provider/link',
  access: 'signed-in',
  proof: 'recent',
  tag: 'auth',
  summary: 'Begin to link an account at a provider',
  description:
    'The browser then goes to `url`, and comes back to `returnTo` with `?oauth=linked` or the word of a failure.',
  params: { provider },
  body: { returnTo },
  success: data(object({ url: string({ maxLength: 4000, description: 'Address at the provider' }) })),
});

export const unlinkOauth = operation({
  id: 'unlinkOauth',
  method: 'delete',
  path: '/auth/oauth/links/:provider',
  access: 'signed-in',
  proof: 'recent',
  tag: 'auth',
  summary: 'End the link with an account at a provider',
  description: 'The password stays a way in.',
  params: { provider },
  success: empty(),
});

export const oauthOperations = [
  listOauthProviders,
  startOauth,
  finishOauth,
  listOauthLinks,
  linkOauth,
  unlinkOauth,
] as const;
