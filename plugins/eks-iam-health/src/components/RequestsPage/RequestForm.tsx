import { FormEvent } from 'react';
import Button from '@material-ui/core/Button';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import SendIcon from '@material-ui/icons/Send';
import Autocomplete from '@material-ui/lab/Autocomplete';
import {
  NewAccessRequest,
  RequestOptions,
} from 'backstage-plugin-eks-iam-health-common';
import { useTexts } from '../../translation';
import { Surface } from '../HealthCard';
import { Code } from '../InlineCode';
import { shortRef } from '../RequestParts';
import { Tag } from '../Tag';
import { durationOf } from '../Time';
import { DurationChoice } from './DurationChoice';
import { FormRow } from './FormRow';
import { LevelCards } from './LevelCards';
import { WishForm } from './useWish';

const useStyles = makeStyles(
  theme => ({
    radio: { padding: 6 },
    radios: { marginLeft: 6 },
    member: {
      fontSize: 12,
      marginLeft: 6,
      color: theme.palette.textSubtle ?? theme.palette.text.secondary,
    },
    foot: {
      borderTop: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(1.5, 2.5),
      display: 'flex',
      justifyContent: 'flex-end',
      gap: 12,
    },
    button: { textTransform: 'none', fontWeight: 700 },
  }),
  { name: 'EksIamHealthRequestForm' },
);

const existsTone = { yes: 'ok', no: 'error', unknown: 'unknown' } as const;

/** The questions of a request. Roles are never typed; they come from the portal's mapping. */
export function RequestForm(props: {
  form: WishForm;
  options: RequestOptions;
  problems: Partial<Record<keyof NewAccessRequest, string>>;
  sending: boolean;
  onSend: () => void;
  onCancel: () => void;
}) {
  const { form, options, problems, sending } = props;
  const classes = useStyles();
  const t = useTexts();
  const subject = options.subjects.find(s => s.ref === form.subjectRef);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSend();
  };
  return (
    <Surface label={t('requests.newTitle', { cluster: options.cluster.name })}>
      <form onSubmit={submit}>
        <FormRow
          id="for-whom"
          label={t('requests.forWhom')}
          help={subject && t('requests.principal', { subject: subject.title })}
          problem={problems.subjectRef ?? problems.principalArn}
        >
          <RadioGroup
            aria-labelledby="for-whom-label"
            className={classes.radios}
            value={form.subjectRef}
            onChange={event => form.setSubject(event.target.value)}
          >
            {options.subjects.map(({ ref, title, members }) => (
              <FormControlLabel
                key={ref}
                value={ref}
                control={
                  <Radio
                    color="primary"
                    size="small"
                    className={classes.radio}
                  />
                }
                label={
                  <>
                    {title || shortRef(ref)}
                    <span className={classes.member}>
                      {t('requests.members', { count: members })}
                    </span>
                  </>
                }
              />
            ))}
          </RadioGroup>
          {subject && (
            <RadioGroup
              aria-label={t('requests.fact.role')}
              className={classes.radios}
              value={form.principalArn}
              onChange={event => form.setPrincipal(event.target.value)}
            >
              {subject.principals.map(({ principalArn, exists }) => (
                <FormControlLabel
                  key={principalArn}
                  value={principalArn}
                  control={
                    <Radio
                      color="primary"
                      size="small"
                      className={classes.radio}
                    />
                  }
                  label={
                    <>
                      <Code>{principalArn}</Code>{' '}
                      <Tag tone={existsTone[exists]}>
                        {t(`requests.principalExists.${exists}`)}
                      </Tag>
                    </>
                  }
                />
              ))}
            </RadioGroup>
          )}
        </FormRow>
        <FormRow
          id="level"
          label={t('requests.level')}
          problem={problems.level}
        >
          <LevelCards
            levels={options.levels}
            value={form.level}
            onChange={form.setLevel}
          />
        </FormRow>
        <FormRow
          id="where"
          label={t('requests.scope')}
          help={t('requests.namespacesHelp', { cluster: options.cluster.name })}
          problem={problems.scope}
        >
          <RadioGroup
            aria-labelledby="where-label"
            className={classes.radios}
            row
            value={form.wholeCluster ? 'cluster' : 'namespace'}
            onChange={event =>
              form.setWholeCluster(event.target.value === 'cluster')
            }
          >
            <FormControlLabel
              value="namespace"
              control={<Radio color="primary" size="small" />}
              label={t('requests.someNamespaces')}
            />
            <FormControlLabel
              value="cluster"
              control={<Radio color="primary" size="small" />}
              label={t('requests.wholeCluster')}
            />
          </RadioGroup>
          {!form.wholeCluster && (
            <Autocomplete
              multiple
              id="eks-iam-health-namespaces"
              options={options.namespaces}
              value={form.namespaces}
              onChange={(_, value) => form.setNamespaces(value)}
              filterSelectedOptions
              renderInput={params => (
                <TextField
                  {...params}
                  variant="outlined"
                  size="small"
                  label={t('requests.namespaces')}
                  placeholder={t('requests.addNamespace')}
                />
              )}
            />
          )}
        </FormRow>
        <FormRow
          id="how-long"
          label={t('requests.howLong')}
          help={t('requests.durationHelp', {
            max: durationOf(options.maxDurationSeconds, t('time.locale')),
          })}
          problem={problems.durationSeconds}
        >
          <DurationChoice
            seconds={form.durationSeconds}
            maxSeconds={options.maxDurationSeconds}
            onChange={form.setDuration}
          />
        </FormRow>
        <FormRow
          id="why"
          label={t('requests.why')}
          help={t('requests.whyHelp', {
            length: String(form.reason.length),
            min: String(options.minReasonLength),
          })}
          problem={problems.reason}
        >
          <TextField
            id="eks-iam-health-reason"
            value={form.reason}
            onChange={event => form.setReason(event.target.value)}
            inputProps={{ 'aria-labelledby': 'why-label', maxLength: 4096 }}
            variant="outlined"
            multiline
            minRows={3}
            fullWidth
          />
        </FormRow>
        <div className={classes.foot}>
          <Button className={classes.button} onClick={props.onCancel}>
            {t('requests.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            disableElevation
            className={classes.button}
            startIcon={<SendIcon />}
            disabled={sending}
          >
            {sending ? t('requests.sending') : t('requests.send')}
          </Button>
        </div>
      </form>
    </Surface>
  );
}
