/** What Go's `strconv.ParseBool` takes for false; the identity webhook reads annotations with it. */
export const isGoFalse = (text: string) =>
  ['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text);

/** Whether Go's `strconv.ParseBool` takes the text at all. */
export const isGoBoolean = (text: string) =>
  isGoFalse(text) || ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text);
