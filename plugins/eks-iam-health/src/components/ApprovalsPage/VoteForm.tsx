import { useEffect, useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import CloseIcon from '@material-ui/icons/Close';
import { AccessRequestDetail } from 'backstage-plugin-eks-iam-health-common';
import { useRequestActions } from '../../hooks/useRequestActions';
import { failureKind, reasonOf } from '../../model/failure';
import { useTexts } from '../../translation';
import { InlineCode } from '../InlineCode';
import { Note } from '../Note';
import { useRequestWords } from '../RequestParts';

const useStyles = makeStyles(
  theme => ({
    root: {
      borderTop: `1px solid ${theme.palette.divider}`,
      paddingTop: theme.spacing(2),
      display: 'flex',
      flexDirection: 'column',
      gap: 12,
    },
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: 12,
      alignItems: 'center',
      justifyContent: 'flex-end',
    },
    holds: {
      flex: '1 1 240px',
      fontSize: 12,
      lineHeight: '16px',
      color: theme.palette.textSubtle ?? theme.palette.text.secondary,
    },
    button: { textTransform: 'none', fontWeight: 700 },
  }),
  { name: 'EksIamHealthVoteForm' },
);

/** The vote on exactly the revision that is shown; a denial needs a comment. */
export function VoteForm(props: {
  request: AccessRequestDetail;
  onVoted: () => void;
}) {
  const { request, onVoted } = props;
  const classes = useStyles();
  const t = useTexts();
  const words = useRequestWords();
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState(false);
  const { working, error, vote } = useRequestActions(request, onVoted);

  // What was written about another revision does not count for this one.
  useEffect(() => {
    setComment('');
    setMissing(false);
  }, [request.id, request.revision]);

  const deny = () => {
    setMissing(comment.trim() === '');
    if (comment.trim() !== '') vote('reject', comment);
  };
  return (
    <div className={classes.root}>
      {error !== undefined && (
        <Note tone="error" role="alert">
          {failureKind(error) === 'conflict'
            ? t('requests.changed')
            : t('requests.stepFailed', {
                reason: reasonOf(error) ?? t('state.unanswered'),
              })}
        </Note>
      )}
      {!request.may.approve ? (
        <Note tone="none">
          {request.may.approveRefusal && (
            <InlineCode text={request.may.approveRefusal} sentence />
          )}
        </Note>
      ) : (
        <>
          <TextField
            id="eks-iam-health-vote-comment"
            label={`${t('approvals.comment')}, ${t('approvals.commentNeeded')}`}
            placeholder={t('approvals.commentHint')}
            variant="outlined"
            multiline
            minRows={2}
            fullWidth
            value={comment}
            onChange={event => setComment(event.target.value)}
            error={missing}
            helperText={missing ? t('approvals.commentMissing') : undefined}
          />
          <div className={classes.row}>
            <span className={classes.holds}>
              {t('approvals.voteHolds', { revision: String(request.revision) })}
            </span>
            <Button
              variant="outlined"
              className={classes.button}
              startIcon={<CloseIcon />}
              disabled={working}
              onClick={deny}
            >
              {t('approvals.deny')}
            </Button>
            <Button
              variant="contained"
              color="primary"
              disableElevation
              className={classes.button}
              startIcon={<CheckIcon />}
              disabled={working}
              onClick={() => vote('approve', comment || undefined)}
            >
              {t('approvals.approve', {
                duration: words.duration(request.durationSeconds),
              })}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
