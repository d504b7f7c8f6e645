/** Whether a number stands for one that was erased with its client's data: `+0` and 13 digits, as the server writes it. */
export function isErasedPhone(phone: string | null): boolean {
  return phone !== null && /^\+0\d{13}$/.test(phone);
}

/** Whether the number can be dialled: it is neither hidden, masked nor erased. */
export function isDialable(phone: string | null): phone is string {
  return phone !== null && !phone.includes('*') && !isErasedPhone(phone);
}
