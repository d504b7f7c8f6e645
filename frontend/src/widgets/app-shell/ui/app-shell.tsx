import { Outlet } from 'react-router';

export function AppShell({ waiting }: { waiting: boolean }) {
  return <main className="h-full">{waiting ? null : <Outlet />}</main>;
}
