import { Entity } from '@backstage/catalog-model';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { demoEstate } from './simulatedAccount';

const refOf = (entity: Entity) =>
  `${entity.kind}:${entity.metadata.namespace ?? 'default'}/${
    entity.metadata.name
  }`.toLowerCase();

const listOf = (value: unknown) =>
  Array.isArray(value) ? value.map(String) : [];

/** The entities of the demo estate with the relations that the catalog would make of users and groups. */
export function demoCatalog(): Entity[] {
  const folder = join(demoEstate, 'catalog');
  const entities = readdirSync(folder).flatMap(file =>
    parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map(
      document => document.toJS() as Entity,
    ),
  );
  return entities.map(entity => {
    if (entity.kind !== 'Group') return entity;
    const members = entities
      .filter(e => e.kind === 'User')
      .filter(user => listOf(user.spec?.memberOf).includes(refOf(entity)))
      .map(user => ({ type: 'hasMember', targetRef: refOf(user) }));
    const children = listOf(entity.spec?.children).map(targetRef => ({
      type: 'parentOf',
      targetRef,
    }));
    return { ...entity, relations: [...members, ...children] };
  });
}
