import { createContext, ReactNode, useContext } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { ContentWidth, useContentWidth } from '../../hooks/useContentWidth';

const Width = createContext<ContentWidth>('wide');

// The portal's own pages bring another typeface along; ours is the theme's everywhere.
const useStyles = makeStyles(
  theme => ({
    root: {
      color: theme.palette.text.primary,
      fontFamily: theme.typography.fontFamily,
      fontSize: 14,
      lineHeight: '20px',
    },
  }),
  { name: 'EksIamHealthContentRoot' },
);

/** The step of the content's width that everything inside a `ContentRoot` shares. */
export function useWidthStep(): ContentWidth {
  return useContext(Width);
}

/** The root of every screen: measures the room there is. */
export function ContentRoot(props: { children: ReactNode }) {
  const classes = useStyles();
  const { ref, width } = useContentWidth<HTMLDivElement>();
  return (
    <Width.Provider value={width}>
      <div ref={ref} data-width={width} className={classes.root}>
        {props.children}
      </div>
    </Width.Provider>
  );
}
