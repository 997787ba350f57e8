-- Index of archived logs. The lines themselves are chunks in the object store. Times of lines are nanoseconds since 1970 by
-- the clock of the pod's node; all other times are by this database's clock.
CREATE SCHEMA IF NOT EXISTS observability;

-- The log of one instance of a container; who holds the lease appends to it.
CREATE TABLE observability.log_stream (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_uid       text        NOT NULL,
    namespace     text        NOT NULL,
    pod_uid       text        NOT NULL,
    pod           text        NOT NULL,
    rank          integer,
    container     text        NOT NULL,
    restart       integer     NOT NULL,
    lines         bigint      NOT NULL DEFAULT 0,
    bytes         bigint      NOT NULL DEFAULT 0,
    chunks        integer     NOT NULL DEFAULT 0,
    first_time    bigint,
    last_time     bigint,
    seen_at       timestamptz,
    registered_at timestamptz NOT NULL DEFAULT now(),
    completed_at  timestamptz,
    deleted_at    timestamptz,
    lease_owner   text        NOT NULL DEFAULT '',
    lease_until   timestamptz NOT NULL DEFAULT now(),
    lease_epoch   integer     NOT NULL DEFAULT 0,
    UNIQUE (pod_uid, container, restart)
);

CREATE INDEX log_stream_by_run ON observability.log_stream (run_uid);
CREATE INDEX log_stream_unfinished ON observability.log_stream (lease_until)
    WHERE completed_at IS NULL AND deleted_at IS NULL;
CREATE INDEX log_stream_by_owner ON observability.log_stream (lease_owner)
    WHERE completed_at IS NULL AND deleted_at IS NULL;
CREATE INDEX log_stream_by_age ON observability.log_stream (completed_at) WHERE deleted_at IS NULL;
CREATE INDEX log_stream_deleted ON observability.log_stream (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE observability.log_chunk (
    stream_id    bigint      NOT NULL REFERENCES observability.log_stream ON DELETE CASCADE,
    seq          integer     NOT NULL,
    first_line   bigint      NOT NULL,
    lines        integer     NOT NULL CHECK (lines > 0),
    first_time   bigint      NOT NULL,
    last_time    bigint      NOT NULL,
    newest_time  bigint      NOT NULL,
    bytes        bigint      NOT NULL,
    stored_bytes integer     NOT NULL,
    object_key   text        NOT NULL,
    stored_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (stream_id, seq),
    UNIQUE (stream_id, first_line)
);

-- Places where lines may be missing.
CREATE TABLE observability.log_gap (
    stream_id   bigint      NOT NULL REFERENCES observability.log_stream ON DELETE CASCADE,
    before_line bigint      NOT NULL,
    reason      text        NOT NULL,
    found_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (stream_id, before_line)
);

-- Replicas that archive at the moment, so that each takes its share.
CREATE TABLE observability.log_collector (
    name        text PRIMARY KEY,
    alive_until timestamptz NOT NULL
);
