import { classNames } from '../classNames';
import { useCodeStyles } from './styles';

/** One line of a difference. */
export interface DiffLine {
  kind: 'added' | 'removed' | 'same';
  text: string;
}

const signs: Record<DiffLine['kind'], string> = {
  added: '+ ',
  removed: '− ',
  same: '  ',
};

/** What changes, by sign and tint. */
export function DiffBlock(props: { title: string; lines: DiffLine[] }) {
  const classes = useCodeStyles();
  return (
    <div className={classes.root}>
      <div className={classes.head}>{props.title}</div>
      <pre className={classes.code}>
        {props.lines.map(({ kind, text }, i) => (
          <span
            // eslint-disable-next-line react/no-array-index-key -- the place is all that tells equal lines apart
            key={i}
            className={classNames(
              classes.line,
              kind !== 'same' && classes[kind],
            )}
          >
            {signs[kind] + text}
          </span>
        ))}
      </pre>
    </div>
  );
}
