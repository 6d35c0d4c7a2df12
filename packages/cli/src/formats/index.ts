import { CheckRun } from '../checkRun/runChecksOn';
import { renderJson } from './json';
import { renderJunit } from './junit';
import { renderMarkdown } from './markdown';
import { renderSarif } from './sarif';
import { renderCheckTable } from './table';

/** Every way in which `check` can say what it found. */
export const formats: Record<string, (run: CheckRun) => string> = {
  table: renderCheckTable,
  json: renderJson,
  sarif: renderSarif,
  junit: renderJunit,
  markdown: renderMarkdown,
};
