import { FormEvent } from 'react';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import LockOutlinedIcon from '@material-ui/icons/LockOutlined';
import { useTexts } from '../../translation';
import { Surface } from '../HealthCard';
import { exampleNames, examples } from './examples';
import { linkColour, subtle } from '../../theme/greys';

const useStyles = makeStyles(
  theme => ({
    form: {
      padding: theme.spacing(2, 2.5),
      display: 'flex',
      flexDirection: 'column',
      gap: 12,
    },
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '8px 12px',
    },
    label: { fontWeight: 700 },
    examples: {
      marginLeft: 'auto',
      fontSize: 12,
      color: subtle(theme),
    },
    example: {
      textTransform: 'none',
      fontSize: 12,
      minWidth: 0,
      padding: '4px 6px',
      color: linkColour(theme),
    },
    area: {
      '& textarea': {
        fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
        fontSize: 12.5,
        lineHeight: '19px',
        overflowWrap: 'anywhere',
      },
    },
    privacy: {
      display: 'inline-flex',
      gap: 6,
      alignItems: 'center',
      flex: '1 1 260px',
      fontSize: 12,
      lineHeight: '16px',
      color: subtle(theme),
    },
    cluster: { minWidth: 260 },
    button: { textTransform: 'none', fontWeight: 700, minHeight: 40 },
  }),
  { name: 'EksIamHealthErrorTextForm' },
);

/** Where the error is pasted, and of which cluster it speaks. */
export function ErrorTextForm(props: {
  text: string;
  onText: (text: string) => void;
  clusterId: string;
  onCluster: (clusterId: string) => void;
  clusters: Array<{ id: string; name: string }>;
  problem?: string;
  working: boolean;
  onExplain: () => void;
}) {
  const { text, clusterId, clusters, problem, working } = props;
  const classes = useStyles();
  const t = useTexts();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onExplain();
  };
  return (
    <Surface label={t('explain.field')}>
      {working && <LinearProgress aria-label={t('explain.working')} />}
      <form className={classes.form} onSubmit={submit}>
        <div className={classes.row}>
          <label className={classes.label} htmlFor="eks-iam-health-error-text">
            {t('explain.field')}
          </label>
          <span className={classes.examples}>
            {t('explain.tryOne')}
            {exampleNames.map(name => (
              <Button
                key={name}
                className={classes.example}
                onClick={() => props.onText(examples[name])}
              >
                {t(`explain.example.${name}`)}
              </Button>
            ))}
          </span>
        </div>
        <TextField
          id="eks-iam-health-error-text"
          className={classes.area}
          value={text}
          onChange={event => props.onText(event.target.value)}
          placeholder={t('explain.hint')}
          variant="outlined"
          multiline
          minRows={4}
          maxRows={14}
          fullWidth
          error={problem !== undefined}
          helperText={problem}
        />
        <div className={classes.row}>
          <span className={classes.privacy}>
            <LockOutlinedIcon style={{ fontSize: 16 }} aria-hidden />
            {t('explain.privacy')}
          </span>
          <TextField
            select
            className={classes.cluster}
            variant="outlined"
            size="small"
            label={t('explain.cluster')}
            id="eks-iam-health-explain-cluster"
            value={clusterId}
            onChange={event => props.onCluster(event.target.value)}
            SelectProps={{ displayEmpty: true }}
            InputLabelProps={{ shrink: true }}
          >
            <MenuItem value="">{t('explain.anyCluster')}</MenuItem>
            {clusters.map(({ id, name }) => (
              <MenuItem key={id} value={id}>
                {name}
              </MenuItem>
            ))}
          </TextField>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            disableElevation
            className={classes.button}
            disabled={working}
          >
            {working ? t('explain.working') : t('explain.button')}
          </Button>
        </div>
      </form>
    </Surface>
  );
}
