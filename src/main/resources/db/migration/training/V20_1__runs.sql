-- Records of training runs: written before a run starts, kept when its custom resource is gone.
CREATE SCHEMA IF NOT EXISTS training;

CREATE TABLE training.run (
    uid                 uuid PRIMARY KEY,
    namespace           text        NOT NULL,
    name                text        NOT NULL,
    workspace           text        NOT NULL,
    creator             text        NOT NULL,
    created_at          timestamptz NOT NULL,
    spec                jsonb       NOT NULL,
    algorithm_namespace text,
    algorithm_name      text,
    algorithm_version   text,
    algorithm_digest    text,
    algorithm           jsonb,
    parameters          jsonb       NOT NULL,
    inputs              jsonb       NOT NULL,
    engine              text        NOT NULL,
    phase               text        NOT NULL,
    reason              text        NOT NULL,
    explanation         jsonb       NOT NULL,
    started_at          timestamptz,
    finished_at         timestamptz,
    deleted_at          timestamptz,
    updated_at          timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX run_by_project ON training.run (namespace, created_at DESC);
CREATE INDEX run_by_project_phase ON training.run (namespace, phase, created_at DESC);
CREATE INDEX run_by_name ON training.run (namespace, name, created_at DESC);
CREATE INDEX run_by_workspace ON training.run (workspace, created_at DESC);
CREATE INDEX run_by_algorithm ON training.run (algorithm_namespace, algorithm_name, algorithm_version);
CREATE INDEX run_by_creation ON training.run (created_at DESC);

CREATE TABLE training.run_output (
    run_uid   uuid        NOT NULL REFERENCES training.run ON DELETE CASCADE,
    name      text        NOT NULL,
    digest    text        NOT NULL,
    files     bigint      NOT NULL,
    bytes     bigint      NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run_uid, name)
);

CREATE INDEX run_output_by_digest ON training.run_output (digest);
