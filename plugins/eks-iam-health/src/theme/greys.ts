import { Theme } from '@material-ui/core/styles';

/** Colour of captions and labels; readable on paper and page in the stock themes. */
export const subtle = ({ palette }: Theme): string =>
  palette.textSubtle ?? palette.text.secondary;

/** Colour of links. */
export const linkColour = ({ palette }: Theme): string =>
  palette.link ?? palette.primary.main;

/** The empty part of bars and meters. */
export const barOff = ({ palette }: Theme): string =>
  palette.type === 'dark' ? '#6b6b6b' : '#d4d4d4';

/** Code beside text. */
export const monospace =
  'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';
