import { useTexts } from '../../translation';
import { useNow } from './clock';
import { clockTime, moment, span, wholeTime } from './format';

/** A point in time as people say it; the exact time with its zone is in the tooltip. */
export function Moment(props: {
  at: string;
  /** `ago`: "12 minutes ago"; `clock`: "14:02"; both by default */
  show?: 'ago' | 'clock';
  /** the part that says how long ago stands out */
  strong?: boolean;
}) {
  const { at, show, strong } = props;
  const locale = useTexts()('time.locale');
  const { ago, time } = moment(at, useNow(), locale);
  return (
    <time dateTime={at} title={wholeTime(at, locale)}>
      {show === 'clock' && clockTime(at, locale)}
      {show === 'ago' && (ago ?? time)}
      {!show && ago && (strong ? <strong>{ago}</strong> : ago)}
      {!show && ago && `, `}
      {!show && (strong && !ago ? <strong>{time}</strong> : time)}
    </time>
  );
}

/** How long it has been: `9 days`. */
export function Age(props: { since: string }) {
  const locale = useTexts()('time.locale');
  const age = Date.parse(useNow()) - Date.parse(props.since);
  return (
    <time dateTime={props.since} title={wholeTime(props.since, locale)}>
      {span(age, locale)}
    </time>
  );
}
