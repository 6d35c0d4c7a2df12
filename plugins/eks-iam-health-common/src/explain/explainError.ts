import { ClusterSnapshot, Diagnosis } from '../model';
import { blankSecrets } from './blankSecrets';
import { clusterMentioned } from './clusterMentioned';
import { readErrorText } from './errorText';
import { ExplainContext, Ground } from './ground';
import { MAX_ERROR_TEXT_LENGTH } from './normalise';
import { notRecognised } from './patterns/notRecognised';
import { patterns } from './patterns';

/**
 * Explains a pasted error: who asked for what on what, the likely causes in their order, and with a snapshot which of
 * them it proves or rules out, with the repair. Without a snapshot every cause stays open. Never throws on any text;
 * secrets are blanked before anything is read.
 *
 * @public
 */
export function explainError(
  text: string,
  snapshot?: ClusterSnapshot,
  context: ExplainContext = {},
): Diagnosis {
  const blanked = blankSecrets(text.slice(0, MAX_ERROR_TEXT_LENGTH)).text;
  return explainPiece(blanked, snapshot, context);
}

/** The same for a text without secrets, or for a part of one. */
export function explainPiece(
  blanked: string,
  snapshot?: ClusterSnapshot,
  context: ExplainContext = {},
): Diagnosis {
  const error = readErrorText(blanked);
  const ground = new Ground(snapshot, context, clusterMentioned(blanked));
  for (const { id, topics, documentation, tryExplain } of patterns) {
    const answer = tryExplain(error, ground);
    if (answer) {
      return {
        pattern: id,
        topics,
        documentation,
        ...answer,
        restsOn: ground.restsOn,
      };
    }
  }
  return {
    pattern: 'not-recognised',
    topics: [],
    documentation:
      'https://docs.aws.amazon.com/eks/latest/userguide/security-iam-troubleshoot.html',
    ...notRecognised(error),
    restsOn: [],
  };
}
