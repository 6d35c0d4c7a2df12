// @ts-check

/**
 * Access requests. Times are ISO 8601 texts in UTC, which sort as they are and mean the same on every engine.
 *
 * A request is what somebody asks for. A grant is what EKS should hold because of it. A ledger is what one principal of
 * one cluster had before us and what we may have put there, so that grants can be merged and taken apart again. Events
 * are what happened, for ever.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('access_request', table => {
    table.string('id', 36).primary();
    table.integer('version').notNullable();
    table.string('state', 20).notNullable().index();
    table.integer('revision').notNullable();
    table.integer('stage').notNullable();
    table.string('requester_ref').notNullable().index();
    table.string('subject_ref').notNullable().index();
    table.string('cluster_id', 200).notNullable().index();
    table.string('cluster_arn', 300).notNullable();
    table.string('cluster_ref');
    table.string('cluster_created_at', 30);
    table.string('principal_arn', 600).notNullable();
    table.string('principal_uid', 64);
    table.string('level', 20).notNullable();
    table.text('scope').notNullable();
    table.integer('duration_seconds').notNullable();
    table.text('reason').notNullable();
    table.string('backend', 30).notNullable();
    table.string('spec_hash', 64).notNullable();
    table.string('created_at', 30).notNullable();
    table.string('pending_until', 30).notNullable();
    table.string('decided_at', 30);
    table.string('decided_by');
    table.text('decision_comment');
    table.string('active_from', 30);
    table.string('ends_at', 30);
    table.string('ended_at', 30);
    table.string('end_reason', 30);
    table.text('failure');
    table.integer('attempts').notNullable();
    table.string('next_attempt_at', 30);
    // present while the request is open: nobody asks twice for the same
    table.string('open_key', 64).unique();
    table.string('idempotency_key', 200);
    // the head of the chain of events, so that a missing end of it is noticed
    table.integer('last_sequence').notNullable();
    table.string('last_hash', 64).notNullable();
    table.unique(['requester_ref', 'idempotency_key']);
    table.index(['state', 'ends_at']);
    table.index(['state', 'next_attempt_at']);
  });

  await knex.schema.createTable('access_revision', table => {
    table.string('request_id', 36).notNullable();
    table.integer('revision').notNullable();
    table.text('spec').notNullable();
    table.text('plan').notNullable();
    table.text('risks').notNullable();
    table.string('editor_ref').notNullable();
    table.string('created_at', 30).notNullable();
    table.primary(['request_id', 'revision']);
  });

  await knex.schema.createTable('access_vote', table => {
    table.increments('id');
    table.string('request_id', 36).notNullable().index();
    table.integer('revision').notNullable();
    table.integer('stage').notNullable();
    table.string('voter_ref').notNullable();
    table.string('decision', 10).notNullable();
    table.text('comment');
    table.string('spec_hash', 64).notNullable();
    table.string('created_at', 30).notNullable();
    // a vote that no longer holds stays, with the time and the reason
    table.string('void_at', 30);
    table.text('void_reason');
  });

  await knex.schema.createTable('access_ledger', table => {
    table.string('id', 36).primary();
    table.string('cluster_arn', 300).notNullable();
    table.string('principal_arn', 600).notNullable();
    table.string('backend', 30).notNullable();
    table.string('cluster_created_at', 30);
    table.boolean('entry_intended').notNullable();
    table.text('baseline').notNullable();
    table.text('ours').notNullable();
    table.boolean('externally_modified').notNullable();
    table.string('lease_owner', 64);
    table.string('lease_until', 30);
    table.integer('version').notNullable();
    table.unique(['cluster_arn', 'principal_arn', 'backend']);
  });

  await knex.schema.createTable('access_grant', table => {
    table.string('request_id', 36).primary();
    table.string('ledger_id', 36).notNullable().index();
    table.string('status', 20).notNullable();
    table.string('policy_arn', 200).notNullable();
    table.text('scope').notNullable();
    table.string('starts_at', 30).notNullable();
    table.string('activated_at', 30);
    table.string('ends_at', 30);
    table.string('ended_at', 30);
  });

  await knex.schema.createTable('access_event', table => {
    table.string('request_id', 36).notNullable();
    table.integer('sequence').notNullable();
    table.string('at', 30).notNullable();
    table.string('actor').notNullable();
    table.string('event', 30).notNullable();
    table.string('from_state', 20);
    table.string('to_state', 20).notNullable();
    table.integer('revision').notNullable();
    table.string('spec_hash', 64).notNullable();
    table.text('comment');
    table.text('detail');
    table.string('prev_hash', 64).notNullable();
    table.string('hash', 64).notNullable();
    table.primary(['request_id', 'sequence']);
  });

  if (knex.client.config.client === 'pg') {
    await knex.raw(`
      CREATE FUNCTION access_event_is_append_only() RETURNS trigger AS $$
      BEGIN RAISE EXCEPTION 'access_event is append-only'; END
      $$ LANGUAGE plpgsql`);
    await knex.raw(`
      CREATE TRIGGER access_event_append_only BEFORE UPDATE OR DELETE ON access_event
      FOR EACH ROW EXECUTE FUNCTION access_event_is_append_only()`);
    await knex.raw(`
      CREATE TRIGGER access_event_no_truncate BEFORE TRUNCATE ON access_event
      FOR EACH STATEMENT EXECUTE FUNCTION access_event_is_append_only()`);
  } else {
    for (const verb of ['UPDATE', 'DELETE']) {
      await knex.raw(`
        CREATE TRIGGER access_event_no_${verb.toLowerCase()} BEFORE ${verb} ON access_event
        BEGIN SELECT RAISE(ABORT, 'access_event is append-only'); END`);
    }
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('access_event');
  if (knex.client.config.client === 'pg') {
    await knex.raw('DROP FUNCTION access_event_is_append_only()');
  }
  await knex.schema.dropTable('access_grant');
  await knex.schema.dropTable('access_ledger');
  await knex.schema.dropTable('access_vote');
  await knex.schema.dropTable('access_revision');
  await knex.schema.dropTable('access_request');
};
