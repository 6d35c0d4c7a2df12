/** The words of a text, so that a long list of names stays short. */
export const words = (text: string): string[] => text.trim().split(/\s+/);
