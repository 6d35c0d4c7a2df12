import { Content, Header, Page, RoutedTabs } from '@backstage/core-components';
import { useTexts } from '../../translation';
import { ApprovalsPage } from '../ApprovalsPage';
import { ExplainPage } from '../ExplainPage';
import { FleetRoutes } from '../FleetPage';
import { RequestsPage } from '../RequestsPage';

/** The plugin's page in apps of the old frontend system, which leave header and tabs to the plugin. */
export function PluginPage() {
  const t = useTexts();
  const tabs = [
    { path: 'clusters', title: t('page.fleet'), page: <FleetRoutes /> },
    { path: 'explain', title: t('page.explain'), page: <ExplainPage /> },
    { path: 'requests', title: t('page.requests'), page: <RequestsPage /> },
    { path: 'approvals', title: t('page.approvals'), page: <ApprovalsPage /> },
  ];
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <RoutedTabs
        routes={tabs.map(({ path, title, page }) => ({
          path,
          title,
          children: <Content>{page}</Content>,
        }))}
      />
    </Page>
  );
}
