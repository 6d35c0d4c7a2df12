import { useEffect, useId, useRef } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import InputAdornment from '@material-ui/core/InputAdornment';
import MenuItem from '@material-ui/core/MenuItem';
import OutlinedInput from '@material-ui/core/OutlinedInput';
import Select from '@material-ui/core/Select';
import { makeStyles } from '@material-ui/core/styles';
import FilterListIcon from '@material-ui/icons/FilterList';
import { ClusterSummary } from 'backstage-plugin-eks-iam-health-common';
import {
  FilterName,
  filterNames,
  FleetFilter,
  HealthGroup,
  optionsOf,
} from '../../model/fleet';
import { nameOfRef } from '../../model/nameOfRef';
import { linkColour, subtle } from '../../theme/greys';
import { Texts, useTexts } from '../../translation';
import { visuallyHidden } from '../visuallyHidden';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 8,
    },
    field: {
      height: 34,
      fontSize: 13,
      background: theme.palette.background.paper,
    },
    search: { width: 200, '& input': { padding: '7px 0' } },
    select: {
      padding: '7px 28px 7px 10px',
      lineHeight: '18px',
      maxWidth: 260,
      '&:focus': { background: 'transparent' },
    },
    name: { color: subtle(theme), marginRight: 6 },
    clear: {
      color: linkColour(theme),
      fontSize: 13,
      fontWeight: 700,
      minHeight: 30,
      padding: '0 4px',
    },
    shown: {
      marginLeft: 'auto',
      fontSize: 12,
      color: subtle(theme),
    },
    hidden: visuallyHidden,
  }),
  { name: 'EksIamHealthFilterBar' },
);

/** Search and filters of the list of clusters; `/` jumps to the search. */
export function FilterBar(props: {
  clusters: readonly ClusterSummary[];
  filter: FleetFilter;
  shown: number;
  onText: (text: string) => void;
  onChosen: (name: FilterName, values: string[]) => void;
  onClear: () => void;
}) {
  const { clusters, filter, shown } = props;
  const classes = useStyles();
  const t = useTexts();
  const search = useSlashFocus();
  const isFiltered =
    filter.text !== '' ||
    filterNames.some(name => filter.chosen[name].length > 0);
  return (
    <div className={classes.root}>
      <OutlinedInput
        className={`${classes.field} ${classes.search}`}
        value={filter.text}
        onChange={event => props.onText(event.target.value)}
        placeholder={t('fleet.search')}
        inputRef={search}
        inputProps={{ 'aria-label': t('fleet.search'), type: 'search' }}
        startAdornment={
          <InputAdornment position="start">
            <FilterListIcon fontSize="small" aria-hidden />
          </InputAdornment>
        }
      />
      {filterNames.map(name => (
        <FilterSelect
          key={name}
          name={name}
          options={optionsOf(clusters, name)}
          chosen={filter.chosen[name]}
          onChosen={values => props.onChosen(name, values)}
        />
      ))}
      {isFiltered && (
        <ButtonBase className={classes.clear} onClick={props.onClear}>
          {t('fleet.clear')}
        </ButtonBase>
      )}
      <span className={classes.shown} role="status">
        {t('fleet.shown', {
          shown: String(shown),
          total: String(clusters.length),
        })}
      </span>
    </div>
  );
}

function FilterSelect(props: {
  name: FilterName;
  options: string[];
  chosen: readonly string[];
  onChosen: (values: string[]) => void;
}) {
  const { name, options, chosen, onChosen } = props;
  const classes = useStyles();
  const t = useTexts();
  const labelId = useId();
  const buttonId = useId();
  // A choice that no cluster has any more stays in the list, so that it can be taken back.
  const all = [...new Set([...options, ...chosen])];
  return (
    <>
      <span id={labelId} className={classes.hidden}>
        {t(`fleet.filter.${name}`)}
      </span>
      <Select
        multiple
        displayEmpty
        variant="outlined"
        className={classes.field}
        classes={{ root: classes.select }}
        value={[...chosen]}
        onChange={event => onChosen(event.target.value as string[])}
        labelId={labelId}
        SelectDisplayProps={{ id: buttonId }}
        MenuProps={{
          getContentAnchorEl: null,
          anchorOrigin: { vertical: 'bottom', horizontal: 'left' },
          transitionDuration: 0,
        }}
        renderValue={() => (
          <>
            <span className={classes.name}>{t(`fleet.filter.${name}`)}</span>
            <strong>
              {chosen.length === 0
                ? t('fleet.any')
                : chosen.map(value => labelOf(name, value, t)).join(', ')}
            </strong>
          </>
        )}
      >
        {all.map(value => (
          <MenuItem key={value} value={value} dense>
            {labelOf(name, value, t)}
          </MenuItem>
        ))}
      </Select>
    </>
  );
}

function labelOf(name: FilterName, value: string, t: Texts): string {
  if (name === 'health') return t(`fleet.bar.${value as HealthGroup}`);
  return name === 'owner' ? nameOfRef(value) : value;
}

/** `/` focuses the field when no other field has the focus. */
function useSlashFocus() {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { activeElement } = document;
      const isTyping =
        activeElement instanceof HTMLElement &&
        (activeElement.isContentEditable ||
          /^(INPUT|TEXTAREA|SELECT)$/.test(activeElement.tagName));
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) {
        return;
      }
      event.preventDefault();
      ref.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return ref;
}
