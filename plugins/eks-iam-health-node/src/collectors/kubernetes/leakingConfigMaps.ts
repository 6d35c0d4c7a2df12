import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { findKeyMaterial } from '../keyMaterial';
import { parseReply, textMap } from '../parseReply';
import { metadata, resources } from './metadata';

const configMap = z.object({ metadata, data: textMap });

/** ConfigMaps that hold an access key. All are looked through in memory; only places are kept. */
export const leakingConfigMapsCollector = defineCollector({
  source: 'kubernetes',
  sections: ['leakingConfigMaps'],
  doing: 'looking for access keys in ConfigMaps',
  permissions: ['list configmaps'],
  async collect({ kubernetes }) {
    const found = await kubernetes.list(resources.configMaps, raw => {
      const object = parseReply(configMap, raw, 'list configmaps');
      return {
        namespace: object.metadata.namespace ?? '',
        name: object.metadata.name,
        keyMaterial: findKeyMaterial(
          Object.entries(object.data).map(([key, text]) => ({
            place: `data key ${key}`,
            name: key,
            text,
          })),
        ),
      };
    });
    return {
      leakingConfigMaps: found.filter(({ keyMaterial }) => keyMaterial.length),
    };
  },
});
