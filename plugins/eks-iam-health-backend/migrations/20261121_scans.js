// @ts-check

/**
 * Clusters, scans, reports, the latest snapshot, findings and transitions.
 *
 * Times are ISO 8601 texts in UTC of equal length (`toISOString`), so that they compare alike on every engine.
 * Documents are gzip'd JSON.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('clusters', table => {
    table.comment('EKS clusters that are, or were, found');
    table.string('id', 200).primary().notNullable();
    table.string('arn', 300).notNullable().unique();
    table.text('entity_ref').nullable();
    table.text('owner_ref').nullable();
    table.text('environment').nullable();
    table.string('found_at', 24).notNullable();
    table
      .string('removed_at', 24)
      .nullable()
      .comment('Since when neither catalog nor configuration name it');
    table.string('due_at', 24).notNullable();
    table.integer('failures').notNullable().defaultTo(0);
    table.text('last_error').nullable();
    table
      .string('last_error_kind', 24)
      .nullable()
      .comment('failed or not-reachable');
    table.string('lease_owner', 64).nullable();
    table.string('lease_until', 24).nullable();
    table.string('last_report_id', 36).nullable();
    table
      .string('last_full_report_id', 36)
      .nullable()
      .comment('The last report whose score counts');
    table
      .text('trend')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON: the last points, so that the fleet is one query');
    table.index(['entity_ref'], 'clusters_entity_ref_idx');
    table.index(['due_at'], 'clusters_due_at_idx');
  });

  await knex.schema.createTable('scans', table => {
    table.comment('What was done when; also the queue between replicas');
    table.string('id', 36).primary().notNullable();
    table.string('cluster_id', 200).notNullable();
    table.string('state', 16).notNullable();
    table.string('trigger', 16).notNullable();
    table.string('requested_at', 24).notNullable();
    table.string('started_at', 24).nullable();
    table.string('finished_at', 24).nullable();
    table.text('step').nullable();
    table.integer('steps_done').notNullable().defaultTo(0);
    table.integer('steps_total').notNullable().defaultTo(0);
    table.text('error').nullable();
    table.integer('new_findings').nullable();
    table.integer('mended_findings').nullable();
    table.index(['cluster_id', 'requested_at'], 'scans_cluster_idx');
    table.index(['state'], 'scans_state_idx');
  });
  // At most one open scan for each cluster, whoever asks and on whatever replica.
  await knex.raw(
    `create unique index scans_one_open_idx on scans (cluster_id) where state in ('queued', 'running')`,
  );

  await knex.schema.createTable('reports', table => {
    table.comment(
      'What the checks said; one row for each scan that came to an end',
    );
    table.string('scan_id', 36).primary().notNullable();
    table.string('cluster_id', 200).notNullable();
    table.string('at', 24).notNullable();
    table
      .boolean('full')
      .notNullable()
      .comment(
        'Whether the cluster was read well enough for the score to count',
      );
    table.double('score').notNullable();
    table.double('coverage').notNullable();
    table.string('health', 24).notNullable();
    table.text('counts').notNullable();
    table.text('worst').nullable();
    table
      .binary('report')
      .nullable()
      .comment('The whole report; taken away when newer ones are there');
    table.index(['cluster_id', 'at'], 'reports_cluster_idx');
  });

  await knex.schema.createTable('snapshots', table => {
    table.comment('The latest snapshot of each cluster');
    table.string('cluster_id', 200).primary().notNullable();
    table.string('at', 24).notNullable();
    table.binary('snapshot').notNullable();
  });

  await knex.schema.createTable('findings', table => {
    table.comment(
      'Findings with first and last seen, known by check and subject',
    );
    table
      .string('key', 64)
      .primary()
      .notNullable()
      .comment(
        'Hash of cluster, check and subject: subjects can be too long for an index',
      );
    table.string('cluster_id', 200).notNullable();
    table.string('check_id', 100).notNullable();
    table.text('subject').notNullable();
    table.string('first_seen_at', 24).notNullable();
    table.string('last_seen_at', 24).notNullable();
    table.string('mended_at', 24).nullable();
    table.string('verdict', 16).notNullable();
    table.string('severity', 16).notNullable();
    table.text('title').notNullable();
    table.text('message').notNullable();
    table.index(['cluster_id', 'mended_at'], 'findings_cluster_idx');
  });

  await knex.schema.createTable('transitions', table => {
    table.comment('What changed between two scans');
    table.increments('id');
    table.string('cluster_id', 200).notNullable();
    table.string('scan_id', 36).notNullable();
    table.string('at', 24).notNullable();
    table.string('kind', 16).notNullable();
    table.string('check_id', 100).notNullable();
    table.text('subject').notNullable();
    table.text('title').notNullable();
    table.text('message').notNullable();
    table.string('verdict_before', 16).nullable();
    table.string('verdict_after', 16).nullable();
    table.string('severity', 16).notNullable();
    table.double('points').notNullable();
    table.index(['cluster_id', 'at'], 'transitions_cluster_idx');
    table.index(['scan_id'], 'transitions_scan_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('transitions');
  await knex.schema.dropTable('findings');
  await knex.schema.dropTable('snapshots');
  await knex.schema.dropTable('reports');
  await knex.schema.dropTable('scans');
  await knex.schema.dropTable('clusters');
};
