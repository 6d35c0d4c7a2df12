import { ClusterSnapshot, Diagnosis } from '../model';
import { blankSecrets } from './blankSecrets';
import { ErrorPiece, errorPieces } from './errorPieces';
import { explainPiece } from './explainError';
import { ExplainContext } from './ground';
import { MAX_ERROR_TEXT_LENGTH } from './normalise';

/**
 * Explains every distinct error of a paste, in the order in which they stand; an empty list when the text holds no error
 * that we know. Never throws on any text; secrets are blanked before anything is read.
 *
 * @public
 */
export function explainErrors(
  text: string,
  snapshot?: ClusterSnapshot,
  context: ExplainContext = {},
): Diagnosis[] {
  const blanked = blankSecrets(text.slice(0, MAX_ERROR_TEXT_LENGTH)).text;
  return distinctErrors(blanked).map(piece =>
    explainPiece(piece.text, snapshot, context),
  );
}

/** Where one error says not whom it is about, something else in the paste may. */
export function distinctErrors(blanked: string): ErrorPiece[] {
  const found = errorPieces(blanked);
  const [only] = found;
  if (found.length > 1 || only?.diagnosis.facts.principal !== undefined) {
    return found;
  }
  const whole = explainPiece(blanked);
  const isSame = !only || whole.pattern === only.diagnosis.pattern;
  return whole.pattern !== 'not-recognised' && isSame
    ? [{ text: blanked, diagnosis: whole }]
    : found;
}
