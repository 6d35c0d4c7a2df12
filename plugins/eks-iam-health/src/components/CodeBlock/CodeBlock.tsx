import { CopyButton } from './CopyButton';
import { useCodeStyles } from './styles';

/** Code to read, select and copy. */
export function CodeBlock(props: { title: string; code: string }) {
  const { title, code } = props;
  const classes = useCodeStyles();
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <span>{title}</span>
        <span>
          <CopyButton text={code} what={title} />
        </span>
      </div>
      <pre className={classes.code}>{code}</pre>
    </div>
  );
}
