import { LineCounter, parseDocument } from 'yaml';
import { ReadError } from '../../clients/ReadError';

/** Reads JSON or YAML; a text that is neither is told with its file and line, and without quoting it. */
export function parseFile(text: string, fileName: string): unknown {
  return fileName.endsWith('.json')
    ? parseJson(text, fileName)
    : parseYaml(text, fileName);
}

function parseJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1];
    // Without a position the text ended too early.
    const before = text.slice(0, position ? Number(position) : text.length);
    throw malformed('JSON', fileName, before.split('\n').length);
  }
}

function parseYaml(text: string, fileName: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const [problem] = document.errors;
  if (problem) {
    throw malformed('YAML', fileName, lineCounter.linePos(problem.pos[0]).line);
  }
  try {
    return document.toJS();
  } catch {
    // Aliases that unfold without end.
    throw malformed('YAML', fileName, 1);
  }
}

function malformed(format: string, fileName: string, line: number): ReadError {
  return new ReadError(
    'malformed',
    `\`${fileName}\` is not valid ${format}, line ${line}`,
  );
}
