/**
 * How the first line of a message begins: a prompt, the time of a log line, or the words of a tool. `Caused by:` is none:
 * it belongs to the message above.
 */
const starts = new RegExp(
  `^\\s{0,12}(?:${[
    // shells and their prompts
    '[$#%❯➜] \\S',
    'PS [A-Za-z]:\\\\',
    '[\\w.-]{1,40}@[\\w.-]{1,60}[:~ ]',
    // times
    '\\[?\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d',
    '[IWEF]\\d{4} \\d\\d:\\d\\d',
    '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\\d{1,2} \\d\\d:',
    '\\[?\\d{10}\\.\\d',
    '(?:time|ts|level|msg)=',
    '[{[]["{]',
    // words of the tools
    '(?:fatal |runtime )?error\\b',
    'fatal:',
    '(?:aws: )?\\[(?:ERROR|WARN|INFO|error|warn|info)\\]',
    '(?:WARN(?:ING)?|Warning|INFO|DEBUG)\\b',
    'An error occurred \\(',
    'An error was encountered',
    'operation error ',
    'Unable to ',
    "(?:[Cc]ould|[Cc]an)(?: not|not|n't) ",
    'Failed to ',
    'failed to ',
    'Traceback \\(',
    'Exception in thread ',
    '[A-Za-z_$][\\w.$]{1,120}(?:Exception|Error): ',
    'Resource handler returned message',
    'Your current (?:user|IAM principal)',
  ].join('|')})`,
);

/** Whether a line begins a message of its own. */
export function startsMessage(line: string): boolean {
  return starts.test(line.slice(0, 160));
}
