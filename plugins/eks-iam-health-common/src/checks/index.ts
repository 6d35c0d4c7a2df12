import { Check } from './defineCheck';
import { generatedChecks } from './generatedIndex';

export * from './defineCheck';
export {
  defaultKnownControllers,
  defaultNodeAgents,
  defaultVolumeProvisioners,
} from './knownControllers';
export * from './derived';
export * from './effectiveChecks';
export * from './otherRules';
export * from './runChecks';

/** All checks, by catalogue number. Written by `node scripts/indexChecks.mjs`. @public */
export const checks: readonly Check[] = generatedChecks;
