import { Area } from 'backstage-plugin-eks-iam-health-common';

/** The place of an area on the tab. */
export const areaAnchor = (area: Area): string => `area-${area}`;

/** The place of what could not be read. */
export const unreadAnchor = 'unread';
