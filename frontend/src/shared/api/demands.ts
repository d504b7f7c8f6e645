import { create } from 'zustand';

/** The question "is it you?" while it is open; `settle` tells those who wait whether the person has proven it. */
export interface ProofAsk {
  /** What had the focus when the request was made; a button may have lost it by being busy. */
  focused: Element | null;
  settle: (proven: boolean) => void;
}

interface Demands {
  proof: ProofAsk | null;
  /** He signed in with a password that somebody else gave him. */
  ownPassword: boolean;
  /** His role must have a second factor and he has none. */
  secondFactor: boolean;
  /** Whether anything on the screen can ask. */
  canAsk: boolean;
}

/** What the server wants of the person before it goes on. */
export const useDemands = create<Demands>(() => ({
  proof: null,
  ownPassword: false,
  secondFactor: false,
  canAsk: false,
}));

let asking: Promise<boolean> | null = null;

/** Opens the question; however many requests wait, it is one. False when the person does not want to, or nothing can ask. */
export function askForProof(focused: Element | null): Promise<boolean> {
  if (!useDemands.getState().canAsk) return Promise.resolve(false);
  asking ??= new Promise<boolean>((resolve) => {
    const settle = (proven: boolean): void => {
      asking = null;
      useDemands.setState({ proof: null });
      resolve(proven);
    };
    useDemands.setState({ proof: { settle, focused } });
  });
  return asking;
}

export function demandOwnPassword(ownPassword: boolean): void {
  useDemands.setState({ ownPassword });
}

export function demandSecondFactor(secondFactor: boolean): void {
  useDemands.setState({ secondFactor });
}

/** Told by whatever shows the question. Returns what takes it back; a question that is open then is answered by no. */
export function offerToAsk(): () => void {
  useDemands.setState({ canAsk: true });
  return () => {
    useDemands.getState().proof?.settle(false);
    useDemands.setState({ canAsk: false });
  };
}
