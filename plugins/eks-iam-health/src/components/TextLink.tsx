import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { linkColour } from '../theme/greys';
import { classNames } from './classNames';

const useStyles = makeStyles(
  theme => ({
    root: {
      color: linkColour(theme),
      textDecoration: 'none',
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
  }),
  { name: 'EksIamHealthTextLink' },
);

/** A link in the theme's link colour; `#place` jumps inside the page, everything else goes through the router. */
export function TextLink(props: {
  to: string;
  className?: string;
  replace?: boolean;
  children: ReactNode;
}) {
  const { to, className, replace, children } = props;
  const classes = useStyles();
  const look = classNames(classes.root, className);
  return to.startsWith('#') ? (
    <a href={to} className={look}>
      {children}
    </a>
  ) : (
    <Link to={to} replace={replace} className={look}>
      {children}
    </Link>
  );
}
