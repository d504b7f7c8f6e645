import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { addCall, isEnded, latestCallQuery } from '@/entities/call';
import { useProfile } from '@/entities/session';

/** After a reload in the middle of a wrap-up the call is on the desk again. */
export function useUnfinishedCall(): void {
  const { id, statusWork, statusWorkSince } = useProfile();
  const isWrapUp = statusWork === 'wrap_up';
  const { data: call } = useQuery({ ...latestCallQuery(id), enabled: isWrapUp });
  useEffect(() => {
    if (!isWrapUp || call === undefined || call === null) return;
    if (isEnded(call) && call.disposition === null) addCall(call, statusWorkSince);
  }, [isWrapUp, call, statusWorkSince]);
}
