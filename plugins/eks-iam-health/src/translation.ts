import {
  createTranslationRef,
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { baseTexts } from './texts/base';
import { explainTexts } from './texts/explain';
import { requestTexts } from './texts/requests';
import { findingTexts } from './texts/finding';
import { fleetTexts } from './texts/fleet';
import { sectionTexts } from './texts/sections';
import { tabTexts } from './texts/tab';

/** All texts of the plugin; an app may replace any of them or add a language. @public */
export const eksIamHealthTranslationRef = createTranslationRef({
  id: 'plugin.eks-iam-health',
  messages: {
    ...baseTexts,
    ...sectionTexts,
    ...tabTexts,
    ...findingTexts,
    ...fleetTexts,
    ...explainTexts,
    ...requestTexts,
  },
});

/** Gives the text of a key, with its values filled in. */
export type Texts = TranslationFunction<typeof eksIamHealthTranslationRef.T>;

/** The plugin's texts in the language of the app. */
export function useTexts(): Texts {
  return useTranslationRef(eksIamHealthTranslationRef).t;
}
