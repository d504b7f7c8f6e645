const SIP = /^sips?:|@/i;
const PHONE = /^\+?\d[\d\s().-]*$/;

/** The text when it is a SIP address, else null. */
export function asSip(number: string | null): string | null {
  return number !== null && SIP.test(number) ? number : null;
}

/** Digits of a number as the vendor writes phones; null for a SIP address, a word or nothing. */
export function asPhoneDigits(number: string | null): string | null {
  return number !== null && PHONE.test(number) ? number.replace(/\D/g, '') : null;
}

/** Whether both are the same number or line, however the digits are punctuated. */
export function isSameNumber(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  return (asPhoneDigits(one) ?? one) === (asPhoneDigits(other) ?? other);
}
