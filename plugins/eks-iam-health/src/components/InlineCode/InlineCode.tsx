import { makeStyles } from '@material-ui/core/styles';
import { shortArn } from '../../model/shortArn';
import { monospace } from '../../theme/greys';

const useStyles = makeStyles(
  {
    code: {
      fontFamily: monospace,
      fontSize: '0.9em',
      overflowWrap: 'anywhere',
    },
  },
  { name: 'EksIamHealthInlineCode' },
);

/** User data inside a sentence; ARNs are shortened and whole in the title. */
export function Code(props: { children: string; accountId?: string }) {
  const classes = useStyles();
  const short = shortArn(props.children, props.accountId);
  return (
    <code
      className={classes.code}
      title={short === props.children ? undefined : props.children}
    >
      {short}
    </code>
  );
}

/** A message with `backticks`: what stands between them becomes code. */
export function InlineCode(props: {
  text: string;
  /** the cluster's account, left out of ARNs */
  accountId?: string;
  /** the message stands as a paragraph: first letter raised, period set */
  sentence?: boolean;
}) {
  const { accountId, sentence } = props;
  const text = sentence ? asSentence(props.text) : props.text;
  // After an odd number of backticks the last piece would be code without an end; it stays text.
  const pieces = text.split('`');
  const closed = pieces.length % 2 === 1;
  return (
    <>
      {pieces.map((piece, i) => {
        const isCode = i % 2 === 1 && (closed || i < pieces.length - 1);
        if (!isCode) {
          // eslint-disable-next-line react/no-array-index-key -- pieces never move
          return <BareArns key={i} text={piece} accountId={accountId} />;
        }
        return (
          // eslint-disable-next-line react/no-array-index-key -- pieces never move
          <Code key={i} accountId={accountId}>
            {piece}
          </Code>
        );
      })}
    </>
  );
}

/** Messages of AWS name ARNs without backticks; they are code all the same. */
function BareArns(props: { text: string; accountId?: string }) {
  const pieces = props.text.split(/(arn:aws[a-z-]*:[^\s,;]*[^\s,;.])/);
  return (
    <>
      {pieces.map((piece, i) =>
        i % 2 === 0 ? (
          piece
        ) : (
          // eslint-disable-next-line react/no-array-index-key -- pieces never move
          <Code key={i} accountId={props.accountId}>
            {piece}
          </Code>
        ),
      )}
    </>
  );
}

function asSentence(message: string): string {
  const raised = message.charAt(0).toLocaleUpperCase() + message.slice(1);
  return /[.!?]$/.test(raised) ? raised : `${raised}.`;
}
