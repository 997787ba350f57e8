-- Who used which version, and what a project's files amount to.
CREATE TABLE dataset.usage (
    version_id uuid        NOT NULL REFERENCES dataset.version,
    kind       text        NOT NULL,
    uid        text        NOT NULL,
    namespace  text        NOT NULL,
    name       text        NOT NULL,
    since      timestamptz NOT NULL,
    ended_at   timestamptz,
    PRIMARY KEY (version_id, kind, uid)
);

CREATE INDEX usage_by_user ON dataset.usage (kind, uid);
CREATE INDEX usage_active ON dataset.usage (version_id) WHERE ended_at IS NULL;

-- Measured by each collection.
CREATE TABLE dataset.space (
    space       text PRIMARY KEY,
    contents    bigint      NOT NULL,
    bytes       bigint      NOT NULL,
    measured_at timestamptz NOT NULL
);
