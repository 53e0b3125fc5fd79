import { type Language, showTable } from '../i18n/i18n';
import { Signal } from './signal';
import { stored } from './stored';

/** `system` is the language of the browser, as far as it is spoken here. */
export type LanguageChoice = 'system' | Language;

export const LANGUAGES: readonly { readonly id: LanguageChoice; readonly label: string }[] = [
  { id: 'system', label: 'As the system' },
  { id: 'en', label: 'English' },
  { id: 'de', label: 'Deutsch' },
];

export const language = stored<LanguageChoice>('language', 'system', isChoice);

/** The language that is shown now: what it says is loaded only when it is wanted. */
export const spoken = new Signal<Language>('en');

/** Which language a choice means, for somebody who reads these. */
export function meant(choice: LanguageChoice, readable: readonly string[]): Language {
  if (choice !== 'system') {
    return choice;
  }
  const first = readable.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'en' || tag === 'de');
  return first === 'de' ? 'de' : 'en';
}

/** Shows the chosen language, now and after each change of mind. */
export async function followLanguage(): Promise<void> {
  language.subscribe(() => void speak());
  await speak();
}

async function speak(): Promise<void> {
  const wanted = meant(language.get(), navigator.languages);
  try {
    const table = wanted === 'de' ? (await import('../i18n/de')).GERMAN : {};
    if (wanted === meant(language.get(), navigator.languages)) {
      showTable(wanted, table);
      document.documentElement.lang = wanted;
      spoken.set(wanted);
    }
  } catch (error) {
    console.warn('the language could not be loaded', error);
  }
}

function isChoice(value: unknown): value is LanguageChoice {
  return value === 'system' || value === 'en' || value === 'de';
}
