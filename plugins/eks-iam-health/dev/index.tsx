import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/core-components';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { RiFlaskLine } from '@remixicon/react';
import { clusterArnAnnotations } from 'backstage-plugin-eks-iam-health-common';
import { Route, Routes, useParams } from 'react-router-dom';
import plugin from '../src/alpha';
import { eksIamHealthApiRef } from '../src/api';
import { EntityIamHealthContent } from '../src/components/EntityIamHealthContent';
import { FixedClock } from '../src/components/Time';
import { testNow } from '../src/testing/fixtures';
import { fixtureApi, stateNames } from './fixtureApi';

function StateTab() {
  const { name = '' } = useParams();
  const annotations =
    name === 'missing'
      ? undefined
      : {
          [clusterArnAnnotations[0]]: `arn:aws:eks:eu-west-1:111122223333:cluster/${name}`,
        };
  return (
    <FixedClock now={testNow}>
      <EntityProvider
        entity={{
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Resource',
          metadata: { name, annotations },
        }}
      >
        <EntityIamHealthContent />
      </EntityProvider>
    </FixedClock>
  );
}

function States() {
  return (
    <div style={{ padding: 20 }}>
      <Routes>
        <Route path=":name" element={<StateTab />} />
        <Route
          index
          element={
            <ul>
              {[...stateNames, 'missing'].map(name => (
                <li key={name}>
                  <Link to={name}>{name}</Link>
                </li>
              ))}
            </ul>
          }
        />
      </Routes>
    </div>
  );
}

const statesPlugin = createFrontendPlugin({
  pluginId: 'states',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/states',
        title: 'States',
        icon: <RiFlaskLine />,
        loader: async () => <States />,
      },
    }),
  ],
});

createDevApp({
  features: [
    plugin.withOverrides({
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: eksIamHealthApiRef,
              deps: {},
              factory: () => fixtureApi,
            }),
        }),
      ],
    }),
    statesPlugin,
  ],
});
