import { makeStyles } from '@material-ui/core/styles';
import { tone } from '../../theme/tone';
import { monospace } from '../../theme/greys';

export const useCodeStyles = makeStyles(
  theme => ({
    root: {
      background: theme.palette.background.default,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 6,
      minWidth: 0,
    },
    head: {
      display: 'flex',
      justifyContent: 'space-between',
      alignItems: 'center',
      gap: 8,
      minHeight: 36,
      padding: '2px 4px 2px 12px',
      borderBottom: `1px solid ${theme.palette.divider}`,
      fontSize: 12,
      fontWeight: 700,
    },
    code: {
      margin: 0,
      padding: '10px 12px',
      fontFamily: monospace,
      fontSize: 12.5,
      lineHeight: '19px',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
    line: {
      display: 'block',
      margin: '0 -12px',
      padding: '0 12px',
      minHeight: 19,
    },
    added: { background: tone(theme, 'ok').tint },
    removed: { background: tone(theme, 'error').tint },
  }),
  { name: 'EksIamHealthCode' },
);
