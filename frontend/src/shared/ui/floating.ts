/** Surface of everything that floats over the page: popovers, menus, lists. */
export const floating =
  'z-(--z-palette) animate-fade-in rounded-lg bg-raised text-ink shadow-lg outline-none focus-visible:shadow-lg';
