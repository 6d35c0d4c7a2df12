// Made by scripts/indexChecks.mjs from the files beside it. Do not edit.
import { Check } from './defineCheck';

export const generatedChecks: readonly Check[] = [
];
