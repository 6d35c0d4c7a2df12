import { ErrorText } from '../errorText';
import { wrapperFacts } from '../parseDenial';
import { Answer } from '../pattern';

/** Nothing known was found; what the wrappers say is still told. */
export function notRecognised(error: ErrorText): Answer {
  const facts = wrapperFacts(error);
  const said = [
    facts.code && `code \`${facts.code}\``,
    facts.operation && `operation \`${facts.operation}\``,
    facts.requestId && `request \`${facts.requestId}\``,
  ].filter((part): part is string => Boolean(part));
  return {
    headline: 'This is not an error we know.',
    summary: error.text
      ? `It was read as: ${
          said.join(', ') || 'a text without error code'
        }. Paste the whole message, with its first line.`
      : 'The text is empty.',
    facts,
    causes: [],
    gates: [],
  };
}
