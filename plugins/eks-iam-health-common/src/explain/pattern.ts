import { Diagnosis } from '../model';
import { ErrorText } from './errorText';
import { Ground } from './ground';

/** What a pattern says; the frame adds its name, topics, documentation and what the answer rests on. */
export type Answer = Pick<
  Diagnosis,
  'headline' | 'summary' | 'facts' | 'causes' | 'gates'
> &
  Partial<Pick<Diagnosis, 'accessRequest' | 'documentation'>>;

/** One family of messages. `recognise` must be cheap and bounded: it sees whatever people paste. */
export interface Pattern<M> {
  /** kebab-case, never changes */
  id: string;
  topics: string[];
  documentation: string;
  recognise: (error: ErrorText) => M | undefined;
  explain: (match: M, ground: Ground) => Answer;
}

/** A pattern whose match type is its own business. */
export interface AnyPattern {
  id: string;
  topics: string[];
  documentation: string;
  tryExplain: (error: ErrorText, ground: Ground) => Answer | undefined;
}

export function definePattern<M>(pattern: Pattern<M>): AnyPattern {
  const { recognise, explain, ...words } = pattern;
  return {
    ...words,
    tryExplain: (error, ground) => {
      const match = recognise(error);
      return match === undefined ? undefined : explain(match, ground);
    },
  };
}
