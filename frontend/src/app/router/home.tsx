import { Navigate } from 'react-router';
import { useCan } from '@/entities/session';
import { paths } from '@/shared/config';

/** The first section that is open to the person. */
export function Home() {
  const can = useCan();
  if (can('calls:read')) return <Navigate to={paths.calls} replace />;
  return <Navigate to={can('orders:read') ? paths.orders : paths.statistics} replace />;
}
