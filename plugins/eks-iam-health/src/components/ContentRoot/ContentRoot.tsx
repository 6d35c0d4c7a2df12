import { createContext, ReactNode, useContext } from 'react';
import { ContentWidth, useContentWidth } from '../../hooks/useContentWidth';

const Width = createContext<ContentWidth>('wide');

/** The step of the content's width that everything inside a `ContentRoot` shares. */
export function useWidthStep(): ContentWidth {
  return useContext(Width);
}

/** The root of every screen: measures the room there is. */
export function ContentRoot(props: { children: ReactNode }) {
  const { ref, width } = useContentWidth<HTMLDivElement>();
  return (
    <Width.Provider value={width}>
      <div ref={ref} data-width={width}>
        {props.children}
      </div>
    </Width.Provider>
  );
}
