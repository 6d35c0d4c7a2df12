import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import FileCopyOutlinedIcon from '@material-ui/icons/FileCopyOutlined';
import { useCopy } from '../../hooks/useCopy';
import { useTexts } from '../../translation';
import { visuallyHidden } from '../visuallyHidden';
import { linkColour } from '../../theme/greys';

const useStyles = makeStyles(
  theme => ({
    button: {
      textTransform: 'none',
      fontWeight: 700,
      color: linkColour(theme),
      minHeight: 30,
      whiteSpace: 'nowrap',
    },
    live: visuallyHidden,
  }),
  { name: 'EksIamHealthCopyButton' },
);

/** Copies a text and says so, to eyes and ears. */
export function CopyButton(props: {
  text: string;
  /** what is copied: `Undo`, `the IAM policy` */
  what: string;
  /** written on the button instead of "Copy" */
  label?: string;
}) {
  const { text, what, label } = props;
  const classes = useStyles();
  const t = useTexts();
  const { state, copy } = useCopy();
  const words = {
    idle: label ?? t('copy.button'),
    copied: t('copy.done'),
    failed: t('copy.failed'),
  };
  return (
    <>
      <Button
        className={classes.button}
        size="small"
        startIcon={
          state === 'copied' ? (
            <CheckIcon aria-hidden />
          ) : (
            <FileCopyOutlinedIcon aria-hidden />
          )
        }
        aria-label={label ? undefined : t('copy.label', { what })}
        onClick={() => copy(text)}
      >
        {words[state]}
      </Button>
      <span className={classes.live} role="status">
        {state === 'copied' && t('copy.announced', { what })}
        {state === 'failed' && t('copy.failed')}
      </span>
    </>
  );
}
