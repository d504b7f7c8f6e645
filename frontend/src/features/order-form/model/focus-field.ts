/** Moves the focus to the control of the first of these fields; each stands in an element with `data-field`. */
export function focusFirstFault(form: HTMLElement | null, names: readonly string[]): void {
  const [name] = names;
  if (form === null || name === undefined) return;
  const box = form.querySelector<HTMLElement>(`[data-field="${name}"]`);
  box?.querySelector<HTMLElement>('input, textarea, button')?.focus();
}
