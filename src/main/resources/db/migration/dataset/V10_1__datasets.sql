-- Datasets, their versions and what is being uploaded. Manifests and files lie in the object store.
CREATE SCHEMA IF NOT EXISTS dataset;

-- One row per dataset that ever was; uid is that of its custom resource, which changes when a deletion is undone.
CREATE TABLE dataset.dataset (
    id         uuid PRIMARY KEY,
    uid        uuid        NOT NULL UNIQUE,
    namespace  text        NOT NULL,
    name       text        NOT NULL,
    creator    text        NOT NULL,
    created_at timestamptz NOT NULL,
    spec       jsonb       NOT NULL,
    deleted_at timestamptz,
    purge_at   timestamptz
);

CREATE INDEX dataset_by_name ON dataset.dataset (namespace, name);
CREATE INDEX dataset_by_purge ON dataset.dataset (purge_at) WHERE purge_at IS NOT NULL;

-- A name is never given to another version, not even after the files are gone.
CREATE TABLE dataset.version (
    id          uuid PRIMARY KEY,
    ordinal     bigint GENERATED ALWAYS AS IDENTITY,
    dataset_id  uuid        NOT NULL REFERENCES dataset.dataset,
    name        text        NOT NULL,
    digest      text        NOT NULL,
    files       bigint      NOT NULL,
    bytes       bigint      NOT NULL,
    description text        NOT NULL,
    creator     text        NOT NULL,
    created_at  timestamptz NOT NULL,
    deleted_at  timestamptz,
    purge_at    timestamptz,
    purged_at   timestamptz,
    UNIQUE (dataset_id, name)
);

CREATE INDEX version_by_creation ON dataset.version (dataset_id, ordinal DESC);
CREATE INDEX version_by_digest ON dataset.version (digest);
CREATE INDEX version_by_change ON dataset.version ((greatest(created_at, deleted_at)));

CREATE TABLE dataset.tag (
    dataset_id uuid        NOT NULL REFERENCES dataset.dataset,
    name       text        NOT NULL,
    version_id uuid        NOT NULL REFERENCES dataset.version,
    creator    text        NOT NULL,
    moved_at   timestamptz NOT NULL,
    PRIMARY KEY (dataset_id, name)
);

CREATE INDEX tag_by_version ON dataset.tag (version_id);

CREATE TABLE dataset.upload (
    id         uuid PRIMARY KEY,
    dataset_id uuid        NOT NULL REFERENCES dataset.dataset,
    creator    text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    base       text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('Open', 'Committed', 'Aborted', 'Expired')),
    closed_at  timestamptz,
    version_id uuid REFERENCES dataset.version,
    swept_at   timestamptz
);

CREATE INDEX upload_by_dataset ON dataset.upload (dataset_id, created_at DESC);
CREATE INDEX upload_open ON dataset.upload (expires_at) WHERE state = 'Open';
CREATE INDEX upload_unswept ON dataset.upload (closed_at) WHERE state <> 'Open' AND swept_at IS NULL;

-- Files of an upload: claimed before their content is put into the store, stored after. Collation C is the order of
-- manifests. A row protects its content from collection, also for a while after the upload is closed.
CREATE TABLE dataset.upload_file (
    upload_id uuid    NOT NULL REFERENCES dataset.upload,
    space     text    NOT NULL,
    path      text    NOT NULL COLLATE "C",
    folded    text    NOT NULL COLLATE "C",
    size      bigint  NOT NULL,
    digest    bytea   NOT NULL,
    stored    boolean NOT NULL,
    PRIMARY KEY (upload_id, path)
);

CREATE UNIQUE INDEX upload_file_folded ON dataset.upload_file (upload_id, folded);
CREATE INDEX upload_file_by_content ON dataset.upload_file (digest, space);
CREATE INDEX upload_file_unstored ON dataset.upload_file (upload_id) WHERE NOT stored;

-- Large files that arrive in pieces.
CREATE TABLE dataset.piecewise (
    id         uuid PRIMARY KEY,
    upload_id  uuid   NOT NULL REFERENCES dataset.upload,
    path       text   NOT NULL,
    size       bigint NOT NULL,
    piece_size bigint NOT NULL,
    object_key text   NOT NULL,
    parts_id   text   NOT NULL
);

CREATE INDEX piecewise_by_upload ON dataset.piecewise (upload_id);

CREATE TABLE dataset.piece (
    piecewise_id uuid NOT NULL REFERENCES dataset.piecewise ON DELETE CASCADE,
    number       int  NOT NULL,
    tag          text NOT NULL,
    PRIMARY KEY (piecewise_id, number)
);
