import { Cause, ErrorFacts, Gate } from '../model';
import { Ground } from './ground';
import { wrapperFacts } from './parseDenial';
import { AnyPattern, definePattern } from './pattern';
import { principalIn } from './principalIn';
import { SimpleCause, simpleCauses } from './simpleCause';

/** What is said about a message that is known by its words. */
export interface Saying {
  headline: string;
  summary: string;
  /** causes that no snapshot decides */
  causes: SimpleCause[];
  /** causes that a snapshot decides; they stand first */
  judged?: (ground: Ground) => Cause[];
  gates?: Gate[];
}

/** One message of a family. */
export interface MessageRule {
  matches: RegExp;
  facts?: (match: RegExpExecArray) => ErrorFacts;
  /** whether an identity that the text names is the one the message is about */
  namesPrincipal?: boolean;
  say: (match: RegExpExecArray) => Saying;
}

/** A family of messages that differ in their words only: a table, of which the first line that matches speaks. */
export function defineRulesPattern({
  rules,
  ...words
}: {
  id: string;
  topics: string[];
  documentation: string;
  rules: readonly MessageRule[];
}): AnyPattern {
  return definePattern<{ facts: ErrorFacts; saying: Saying }>({
    ...words,
    recognise: error => {
      for (const { matches, facts, say, namesPrincipal } of rules) {
        const match = matches.exec(error.text);
        if (match) {
          const principal = namesPrincipal
            ? principalIn(error.text)
            : undefined;
          return {
            facts: {
              ...wrapperFacts(error),
              ...(principal ? { principal } : {}),
              ...facts?.(match),
            },
            saying: say(match),
          };
        }
      }
      return undefined;
    },
    explain: ({ facts, saying }, ground) => ({
      headline: saying.headline,
      summary: saying.summary,
      facts,
      causes: [
        ...(saying.judged?.(ground) ?? []),
        ...simpleCauses(ground, saying.causes),
      ],
      gates: saying.gates ?? [],
    }),
  });
}
