import { Route, Routes } from 'react-router-dom';
import { ContentRoot } from '../ContentRoot';
import { NewRequest } from './NewRequest';
import { RequestList } from './RequestList';
import { RequestView } from './RequestView';

/** One's own requests; `new` asks, `:requestId` shows one. */
export function RequestsPage() {
  return (
    <ContentRoot>
      <div style={{ display: 'flex', flexDirection: 'column', gap: 16 }}>
        <Routes>
          <Route path="/" element={<RequestList />} />
          <Route path="new" element={<NewRequest />} />
          <Route path=":requestId" element={<RequestView />} />
        </Routes>
      </div>
    </ContentRoot>
  );
}
