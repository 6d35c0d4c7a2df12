import { Diagnosis } from '../model';
import { explainPiece } from './explainError';
import { splitPaste } from './splitPaste';

/** A part of a paste that holds one error, and what it means as far as the text alone tells. */
export interface ErrorPiece {
  text: string;
  diagnosis: Diagnosis;
}

/** More errors of one paste than this are not told apart: whoever reads wants the first ones. */
export const MAX_ERRORS = 500;

/**
 * The distinct errors of a paste, in the order in which they stand. The same error said twice counts once, and so does a
 * symptom to which another error of the paste leads. The text must hold no secrets any more.
 */
export function errorPieces(text: string): ErrorPiece[] {
  const found = new Map<string, ErrorPiece>();
  const seen = new Set<string>();
  for (const piece of splitPaste(text)) {
    const said = withoutTime(piece);
    if (seen.has(said)) continue;
    seen.add(said);
    const diagnosis = explainPiece(piece);
    if (diagnosis.pattern === 'not-recognised') continue;
    const key = keyOf(diagnosis);
    if (!found.has(key)) found.set(key, { text: piece, diagnosis });
    if (found.size >= MAX_ERRORS) break;
  }
  const all = [...found.values()];
  // kubectl says at last that it got no token; what failed before it says why
  const isSymptom = ({ diagnosis }: ErrorPiece) =>
    diagnosis.pattern === 'kubectl-no-token';
  return all.every(isSymptom) ? all : all.filter(piece => !isSymptom(piece));
}

/** Lines of a log differ in their time, and retries in the id of their request. */
function withoutTime(piece: string): string {
  return piece
    .slice(0, 4096)
    .replace(/\d{1,4}[-/:.]\d{2}[-/:.]\d{2}\S{0,24}/g, '')
    .replace(/request ?id['"]?[:=] ?['"]?[\w-]{1,80}/gi, '')
    .trim();
}

function keyOf({ pattern, facts, headline }: Diagnosis): string {
  const { principal, action, resource, namespace, denial } = facts;
  const { policyKind, policyArn, code, operation } = facts;
  return JSON.stringify(
    principal || action
      ? [
          pattern,
          principal,
          action,
          resource,
          namespace,
          denial,
          policyKind,
          policyArn,
        ]
      : [
          pattern,
          headline,
          pattern === 'kubectl-unauthorized' ? '' : [code, operation],
        ],
  );
}
