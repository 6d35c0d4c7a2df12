import { addCheck } from './checkCommand';
import { AddCommand } from './command';
import { addEval } from './evalCommand';
import { addExport } from './exportCommand';
import { addListChecks } from './listChecksCommand';

/** All commands, in the order in which the help shows them. */
export const commands: readonly AddCommand[] = [
  addCheck,
  addListChecks,
  addExport,
  addEval,
];
