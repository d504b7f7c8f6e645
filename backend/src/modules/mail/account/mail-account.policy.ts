import type { Actor } from '../../../platform/access/actor.js';

/**
 * Owners alone choose the server: who runs it reads the links that open accounts, an owner's too, and an admin must not
 * become an owner that way.
 */
export const mayChangeServer = (actor: Actor): boolean => actor.role === 'owner';
