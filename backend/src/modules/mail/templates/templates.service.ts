import type { Actor } from '../../../platform/access/actor.js';
import type { Database } from '../../../platform/db/database.js';
import { LETTER_TEMPLATES, type LetterTemplate } from '../letters.js';
import { renderLetter, type RenderedLetter } from './render-letter.js';
import { sampleParams } from './samples.js';

export interface TemplatesDeps {
  readonly database: Database;
  readonly publicUrl: URL;
}

export type TemplatesService = ReturnType<typeof createTemplatesService>;

export function createTemplatesService({ database, publicUrl }: TemplatesDeps) {
  const rendererOf = async ({ organizationId, organizationTimezone }: Actor) => {
    const { name } = await database.prisma.organization.findUniqueOrThrow({
      where: { id: organizationId },
      select: { name: true },
    });
    const samples = sampleParams(publicUrl, name);
    return (template: LetterTemplate, locale: string): RenderedLetter =>
      renderLetter({ template, params: samples[template], locale }, organizationTimezone);
  };

  return {
    list: async (actor: Actor) => {
      const render = await rendererOf(actor);
      return LETTER_TEMPLATES.map((name) => ({
        name,
        subjects: { ru: render(name, 'ru').subject, en: render(name, 'en').subject },
      }));
    },
    preview: async (actor: Actor, name: LetterTemplate, locale = 'ru'): Promise<RenderedLetter> =>
      (await rendererOf(actor))(name, locale),
  };
}
