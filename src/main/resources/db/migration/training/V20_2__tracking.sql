-- What the programs of runs report through MLflow's client. Columns that end in _ms hold what the program's clock said.

-- A run, or a run that its program has opened below it; the id is MLflow's run id. The status is a claim of the program.
CREATE TABLE training.tracked_run (
    id         uuid PRIMARY KEY,
    root       uuid        NOT NULL REFERENCES training.run ON DELETE CASCADE,
    parent     uuid        REFERENCES training.tracked_run ON DELETE CASCADE,
    creator    text        NOT NULL,
    status     text        NOT NULL,
    start_ms   bigint      NOT NULL,
    end_ms     bigint,
    created_at timestamptz NOT NULL,
    deleted_at timestamptz
);

CREATE INDEX tracked_run_by_root ON training.tracked_run (root, created_at, id);
CREATE INDEX tracked_run_by_parent ON training.tracked_run (parent);

-- Numbers the arrivals of a run and of all below it. Whoever reports holds this row until the commit, so that numbers
-- become visible in their order (a reader that has seen n will never be shown something below n later), and so that two
-- replicas never interleave on one run. reported_at is empty while nothing but system metrics have come.
CREATE TABLE training.tracking (
    run_uid     uuid   PRIMARY KEY REFERENCES training.run ON DELETE CASCADE,
    sequence    bigint NOT NULL,
    reported_at timestamptz
) WITH (fillfactor = 50);

-- One row per run and metric: its latest value (highest step, then last arrival) and a summary. least and greatest leave
-- NaN out. arrival is the number of the newest point.
CREATE TABLE training.metric (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run          uuid   NOT NULL REFERENCES training.tracked_run ON DELETE CASCADE,
    key          text   NOT NULL,
    value        double precision,
    step         bigint,
    timestamp_ms bigint,
    sequence     bigint,
    arrival      bigint NOT NULL DEFAULT 0,
    points       bigint NOT NULL DEFAULT 0,
    least        double precision,
    greatest     double precision,
    UNIQUE (run, key)
) WITH (fillfactor = 70);

-- Narrow, because there may be billions. The primary key both tells a repeated report and keeps a series in order.
CREATE TABLE training.metric_point (
    metric       bigint           NOT NULL REFERENCES training.metric ON DELETE CASCADE,
    step         bigint           NOT NULL,
    timestamp_ms bigint           NOT NULL,
    value        double precision NOT NULL,
    sequence     bigint           NOT NULL,
    PRIMARY KEY (metric, step, timestamp_ms, value)
);

CREATE UNIQUE INDEX metric_point_by_arrival ON training.metric_point (metric, sequence);

CREATE TABLE training.reported_parameter (
    run   uuid NOT NULL REFERENCES training.tracked_run ON DELETE CASCADE,
    key   text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (run, key)
);

CREATE TABLE training.reported_tag (
    run   uuid NOT NULL REFERENCES training.tracked_run ON DELETE CASCADE,
    key   text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (run, key)
);

-- Data that a program says it read; the digest is MLflow's, not ours.
CREATE TABLE training.reported_dataset (
    run         uuid  NOT NULL REFERENCES training.tracked_run ON DELETE CASCADE,
    name        text  NOT NULL,
    digest      text  NOT NULL,
    source_type text  NOT NULL,
    source      text  NOT NULL,
    schema      text  NOT NULL,
    profile     text  NOT NULL,
    tags        jsonb NOT NULL,
    PRIMARY KEY (run, name, digest)
);

-- MLflow 3's logged models: what a program says about a model, without the model's files.
CREATE TABLE training.logged_model (
    id         text        PRIMARY KEY,
    root       uuid        NOT NULL REFERENCES training.run ON DELETE CASCADE,
    source     uuid        REFERENCES training.tracked_run ON DELETE SET NULL,
    name       text        NOT NULL,
    type       text        NOT NULL,
    status     text        NOT NULL,
    parameters jsonb       NOT NULL,
    tags       jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE INDEX logged_model_by_root ON training.logged_model (root, created_at);
CREATE INDEX logged_model_by_source ON training.logged_model (source);

-- Which logged model a run read or made.
CREATE TABLE training.run_model (
    run   uuid   NOT NULL REFERENCES training.tracked_run ON DELETE CASCADE,
    model text   NOT NULL REFERENCES training.logged_model ON DELETE CASCADE,
    role  text   NOT NULL CHECK (role IN ('input', 'output')),
    step  bigint NOT NULL,
    PRIMARY KEY (run, model, role)
);

CREATE INDEX run_model_by_model ON training.run_model (model);
