import { addCanI } from './canICommand';
import { addCheck } from './checkCommand';
import { AddCommand } from './command';
import { addDiff } from './diffCommand';
import { addEval } from './evalCommand';
import { addExplain } from './explainCommand';
import { addExport } from './exportCommand';
import { addIam } from './iamCommand';
import { addIdentity } from './identityCommand';
import { addListChecks } from './listChecksCommand';
import { addMigrate } from './migrateCommand';
import { addTrust } from './trustCommand';
import { addWhoCanAws } from './whoCanAwsCommand';
import { addWhoCan } from './whoCanCommand';

/** All commands, in the order in which the help shows them. */
export const commands: readonly AddCommand[] = [
  addCheck,
  addListChecks,
  addExport,
  addExplain,
  addIdentity,
  addCanI,
  addWhoCan,
  addWhoCanAws,
  addIam,
  addTrust,
  addDiff,
  addMigrate,
  addEval,
];
