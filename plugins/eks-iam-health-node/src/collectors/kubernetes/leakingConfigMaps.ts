import { z } from 'zod';
import { defineCollector } from '../defineCollector';
import { findKeyMaterial, PlacedText } from '../keyMaterial';
import { parseReply, textMap } from '../parseReply';
import { metadata, resources } from './metadata';

const configMap = z.object({ metadata, data: textMap, binaryData: textMap });

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
        keyMaterial: findKeyMaterial([
          ...textsOf(object.data, text => text),
          ...textsOf(object.binaryData, text =>
            Buffer.from(text, 'base64').toString('latin1'),
          ),
        ]),
      };
    });
    return {
      leakingConfigMaps: found.filter(({ keyMaterial }) => keyMaterial.length),
    };
  },
});

function textsOf(
  data: Record<string, string>,
  decode: (text: string) => string,
): PlacedText[] {
  return Object.entries(data).map(([name, text]) => ({
    place: `data key ${name}`,
    name,
    text: decode(text),
  }));
}
