import { ComponentProps, ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { LinkButton } from '@backstage/core-components';

const useStyles = makeStyles(
  theme => ({
    root: {
      textTransform: 'none',
      fontWeight: 700,
      minHeight: 36,
      lineHeight: '20px',
      whiteSpace: 'nowrap',
      boxShadow: 'none',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    small: { minHeight: 30, fontSize: 13 },
  }),
  { name: 'EksIamHealthActionButton' },
);

/** A button in the product's own words: sentence case, no shadow. */
export function ActionButton(
  props: Pick<
    ComponentProps<typeof Button>,
    | 'children'
    | 'color'
    | 'disabled'
    | 'onClick'
    | 'size'
    | 'startIcon'
    | 'variant'
    | 'type'
  > & { 'aria-describedby'?: string },
) {
  const classes = useStyles();
  return (
    <Button
      disableElevation
      variant="outlined"
      {...props}
      classes={{ root: classes.root, sizeSmall: classes.small }}
    />
  );
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function ActionLink(props: {
  to: string;
  startIcon?: ReactNode;
  children: ReactNode;
}) {
  const classes = useStyles();
  return (
    <LinkButton
      {...props}
      variant="outlined"
      className={classes.root}
      // Material UI makes a button of every component that is not literally an anchor.
      role={undefined}
    />
  );
}
