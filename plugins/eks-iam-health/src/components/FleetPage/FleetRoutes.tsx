import { Route, Routes } from 'react-router-dom';
import { ClusterPage } from './ClusterPage';
import { FleetPage } from './FleetPage';

/** The list of clusters, and below it one cluster by its id. */
export function FleetRoutes() {
  return (
    <Routes>
      <Route index element={<FleetPage />} />
      <Route path=":clusterId" element={<ClusterPage />} />
    </Routes>
  );
}
