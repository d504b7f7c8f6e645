import type { Foundation, LaunchContext } from './launch.js';

/** What a person sees once: the first admin's password and the generated credentials of the telephony. */
export function printFirstStart(
  { createdAdmin, newMango }: Pick<Foundation, 'createdAdmin' | 'newMango'>,
  { settings, progress: { say } }: Pick<LaunchContext, 'settings' | 'progress'>,
): void {
  if (createdAdmin) {
    say(`  Login:    ${createdAdmin.login}`);
    say(`  Password: ${createdAdmin.password}`);
    say(
      settings.adminPassword === null
        ? '  The password is shown this once: the first sign-in asks you to change it for one of your own.'
        : '  The password is the one you have set: keep it or change it after signing in.',
    );
  }
  if (newMango) {
    say(`  Mango Office, address for events: ${new URL('/api/webhooks/mango', settings.publicUrl).href}`);
    say(`  Mango Office, API key: ${newMango.apiKey}`);
    say(`  Mango Office, API salt: ${newMango.apiSalt}`);
  }
}
