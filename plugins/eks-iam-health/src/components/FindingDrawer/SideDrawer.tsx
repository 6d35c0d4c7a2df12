import { ReactNode, useEffect, useId, useRef } from 'react';
import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import { subtle } from '../../theme/greys';
import { useTexts } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    paper: {
      width: 760,
      maxWidth: '100vw',
      fontFamily: theme.typography.fontFamily,
      fontSize: 14,
      lineHeight: '20px',
      color: theme.palette.text.primary,
      background: theme.palette.background.paper,
    },
    head: { padding: theme.spacing(2, 3, 1.75) },
    bar: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: 8,
      fontSize: 12,
      lineHeight: '16px',
      color: subtle(theme),
    },
    buttons: { display: 'flex', gap: 4 },
    title: {
      fontFamily: 'inherit',
      fontSize: 20,
      lineHeight: '28px',
      fontWeight: 700,
      margin: 0,
      '&:focus': { outline: 'none' },
    },
  }),
  { name: 'EksIamHealthSideDrawer' },
);

/** A sheet from the right: takes the focus to its title, keeps it, gives it back when it closes. */
export function SideDrawer(props: {
  open: boolean;
  onClose: () => void;
  title: string;
  /** the drawer shows another thing when this changes, so the focus goes to the title again */
  about: string;
  /** above the title */
  path?: ReactNode;
  /** before the close button */
  buttons?: ReactNode;
  /** below the title */
  head?: ReactNode;
  children: ReactNode;
}) {
  const { open, onClose, title, about } = props;
  const classes = useStyles();
  const t = useTexts();
  const titleId = useId();
  return (
    <Drawer
      anchor="right"
      open={open}
      onClose={onClose}
      transitionDuration={0}
      PaperProps={{
        className: classes.paper,
        role: 'dialog',
        'aria-modal': true,
        'aria-labelledby': titleId,
      }}
    >
      <div className={classes.head}>
        <div className={classes.bar}>
          <span>{props.path}</span>
          <span className={classes.buttons}>
            {props.buttons}
            <IconButton
              size="small"
              aria-label={t('finding.close')}
              onClick={onClose}
            >
              <CloseIcon />
            </IconButton>
          </span>
        </div>
        <Title key={about} id={titleId} className={classes.title}>
          {title}
        </Title>
        {props.head}
      </div>
      {props.children}
    </Drawer>
  );
}

function Title(props: { id: string; className: string; children: ReactNode }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    ref.current?.focus();
  }, []);
  return (
    <h2 ref={ref} id={props.id} className={props.className} tabIndex={-1}>
      {props.children}
    </h2>
  );
}
