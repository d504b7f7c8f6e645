import { create } from 'zustand';

interface HeldToken {
  token: string | null;
  hold: (token: string) => void;
}

/**
 * The link a person came by, kept while he signs in to join with his own account. It lives in memory alone: an address
 * or a store of the browser would keep it for others to find.
 */
export const useHeldToken = create<HeldToken>((set) => ({
  token: null,
  hold: (token) => {
    set({ token });
  },
}));
