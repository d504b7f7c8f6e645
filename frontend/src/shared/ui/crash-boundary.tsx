import { Component } from 'react';
import type { ReactNode } from 'react';

interface CrashBoundaryProps {
  /** What to show in place of what broke. */
  fallback: (error: unknown) => ReactNode;
  /** A new value tries again: the address, for a page. */
  resetKey?: string;
  children: ReactNode;
}

interface CrashBoundaryState {
  error: unknown;
  crashed: boolean;
}

/** Keeps a crash of one part from taking the others with it. A class, since React has no other way to catch one. */
export class CrashBoundary extends Component<CrashBoundaryProps, CrashBoundaryState> {
  override state: CrashBoundaryState = { error: null, crashed: false };

  static getDerivedStateFromError(error: unknown): CrashBoundaryState {
    return { error, crashed: true };
  }

  override componentDidUpdate(before: CrashBoundaryProps): void {
    if (this.state.crashed && before.resetKey !== this.props.resetKey)
      this.setState({ error: null, crashed: false });
  }

  override render(): ReactNode {
    return this.state.crashed ? this.props.fallback(this.state.error) : this.props.children;
  }
}
