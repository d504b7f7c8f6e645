import { AsYouType, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Numbers without a country code are of this one, as the server reads them. */
const homeCountry = 'RU';

/** As people of the number's country write it, as far as it is typed: `8 (916) 123-45`, `+7 916 123 45`. */
export function formatTyped(text: string): string {
  return new AsYouType(homeCountry).input(text);
}

/** E.164 of a whole number in any usual writing; null while it is not one. */
export function toE164(text: string): string | null {
  const parsed = parsePhoneNumberFromString(text, homeCountry);
  return parsed?.isPossible() === true ? parsed.number : null;
}

/** `+49 1511 2345678` for E.164; anything else as it is. */
export function formatForeign(e164: string): string {
  return toE164(e164) === e164 ? (parsePhoneNumberFromString(e164)?.formatInternational() ?? e164) : e164;
}
