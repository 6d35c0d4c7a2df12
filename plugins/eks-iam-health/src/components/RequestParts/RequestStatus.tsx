import { RequestState } from 'backstage-plugin-eks-iam-health-common';
import { useTexts } from '../../translation';
import { Status } from '../Status/Status';
import { requestLooks } from './looks';

/** How a request stands. */
export function RequestStatus(props: { state: RequestState }) {
  const t = useTexts();
  return (
    <Status
      {...requestLooks[props.state]}
      word={t(`requests.state.${props.state}`)}
    />
  );
}
