import { can, sessionOf, type Actor } from '../../platform/access/actor.js';
import type { Database } from '../../platform/db/database.js';
import { notFound } from '../../platform/http/problem.js';
import { currentContext } from '../../platform/http/request-context.js';
import type { Clock } from '../../platform/time.js';
import { recordAudit } from '../audit/index.js';
import type { PlayTokens } from './play-token.js';
import {
  findCallRecording,
  findRecording,
  type StoredRecording,
  type WantedRecording,
} from './recordings.queries.js';

export interface PlaybackDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly tokens: PlayTokens;
  /** The person of a session as he stands now; null when the session has ended. */
  readonly actorOfSession: (sessionId: string) => Promise<Actor | null>;
}

export interface PlaybackLink {
  /** Path on this server. */
  readonly url: string;
  readonly expiresAt: Date;
}

export type PlaybackService = ReturnType<typeof createPlaybackService>;

export const LINK_SECONDS = 600;

/** Who may hear what, and what is written down about it. */
export function createPlaybackService({ database, clock, tokens, actorOfSession }: PlaybackDeps) {
  /** @throws Problem `not_found`: no such call in the caller's scope, or its audio is not here (yet). */
  const getOfCall = async (actor: Actor, wanted: WantedRecording): Promise<StoredRecording> => {
    const recording = await findCallRecording(database.sql, actor, wanted);
    if (!recording) throw notFound('A recording of this call');
    return recording;
  };

  const createLink = async (actor: Actor, wanted: WantedRecording): Promise<PlaybackLink> => {
    const sessionId = sessionOf(actor);
    const recording = await getOfCall(actor, wanted);
    const expiresAt = new Date(clock.now().getTime() + LINK_SECONDS * 1000);
    const token = tokens.sign({ recordingRowId: recording.id, sessionId, expiresAt });
    return { url: `/api/recordings/play/${token}`, expiresAt };
  };

  /**
   * The recording of a playback address. The right is asked for anew: whoever has meanwhile signed out, or lost his role or the
   * city, hears nothing more.
   * @throws Problem `not_found` in every such case.
   */
  const getByToken = async (token: string): Promise<StoredRecording> => {
    const ticket = tokens.read(token, clock.now());
    const actor = ticket && (await actorOfSession(ticket.sessionId));
    if (!actor || !can(actor, 'recordings:listen')) throw notFound('This address');
    const context = currentContext();
    if (context) context.actor = actor;
    const recording = await findRecording(database.sql, actor, ticket.recordingRowId);
    if (!recording) throw notFound('This recording');
    return recording;
  };

  /** Writes down that a person began to listen. */
  const recordPlay = ({ id, callId, organizationId }: StoredRecording): Promise<void> =>
    recordAudit(database.prisma, {
      action: 'recording.play',
      objectType: 'recording',
      objectId: id,
      organizationId,
      fields: { callId: { after: callId } },
    });

  return { getOfCall, createLink, getByToken, recordPlay };
}
