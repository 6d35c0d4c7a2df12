import { useState } from 'react';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import { useTexts } from '../../translation';
import { durationOf } from '../Time';

const offered = [3600, 8 * 3600, 24 * 3600, 5 * 24 * 3600];

const useStyles = makeStyles(
  {
    row: { display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' },
    button: { textTransform: 'none', fontWeight: 700, minHeight: 36 },
    minutes: { width: 130 },
  },
  { name: 'EksIamHealthDuration' },
);

/** How long, as one of the usual spans or in minutes; what is longer than allowed is not offered. */
export function DurationChoice(props: {
  seconds: number;
  maxSeconds: number;
  onChange: (seconds: number) => void;
}) {
  const { seconds, maxSeconds, onChange } = props;
  const classes = useStyles();
  const t = useTexts();
  const locale = t('time.locale');
  const choices = offered.filter(s => s <= maxSeconds);
  const [custom, setCustom] = useState(!choices.includes(seconds));
  return (
    <div className={classes.row}>
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label={t('requests.howLong')}
        value={custom ? 'custom' : seconds}
        onChange={(_, value: number | 'custom' | null) => {
          if (value === null) return;
          setCustom(value === 'custom');
          if (value !== 'custom') onChange(value);
        }}
      >
        {choices.map(choice => (
          <ToggleButton key={choice} value={choice} className={classes.button}>
            {durationOf(choice, locale)}
          </ToggleButton>
        ))}
        <ToggleButton value="custom" className={classes.button}>
          {t('requests.duration.custom')}
        </ToggleButton>
      </ToggleButtonGroup>
      {custom && (
        <TextField
          className={classes.minutes}
          variant="outlined"
          size="small"
          type="number"
          id="eks-iam-health-minutes"
          label={t('requests.duration.minutes')}
          value={Math.round(seconds / 60)}
          inputProps={{ min: 1, max: Math.floor(maxSeconds / 60) }}
          onChange={event =>
            onChange(Math.round(Number(event.target.value) * 60))
          }
        />
      )}
    </div>
  );
}
