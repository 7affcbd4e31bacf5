-- A process that takes a rebuild over gives it the next run number: what an earlier run still writes is refused.
create sequence query.rebuild_run;

alter table query.rebuild
    add column run      bigint      not null default 0,
    -- What makes the next views. A rebuild that is half made by something else begins anew.
    add column mappings text        not null default '',
    add column code     text        not null default '',
    add column note     text,
    -- What had been discarded when the next views were begun; facts that are discarded later may be in them.
    add column began    pg_snapshot not null default pg_current_snapshot(),
    -- The same for the views that were replaced, when they were.
    add column replaced pg_snapshot;

alter table query.discarded_fact add column xid xid8 not null default pg_current_xact_id();
