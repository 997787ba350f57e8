-- Versions that we fetch ourselves: each fills an upload of its own and commits it. Times of leases are the database's.
CREATE TABLE dataset.import (
    id               uuid PRIMARY KEY,
    dataset_id       uuid        NOT NULL REFERENCES dataset.dataset,
    upload_id        uuid        NOT NULL UNIQUE REFERENCES dataset.upload,
    request          jsonb       NOT NULL,
    creator          text        NOT NULL,
    created_at       timestamptz NOT NULL,
    finished_at      timestamptz,
    state            text        NOT NULL CHECK (state IN ('Waiting', 'Running', 'Succeeded', 'Failed', 'Cancelled')),
    message          text        NOT NULL DEFAULT '',
    attempts         int         NOT NULL DEFAULT 0,
    next_at          timestamptz NOT NULL DEFAULT now(),
    lease_owner      text,
    lease_until      timestamptz,
    listed           boolean     NOT NULL DEFAULT false,
    files            bigint      NOT NULL DEFAULT 0,
    bytes            bigint      NOT NULL DEFAULT 0,
    files_done       bigint      NOT NULL DEFAULT 0,
    bytes_done       bigint      NOT NULL DEFAULT 0,
    -- Of them those that no crash takes away; an import that has more of them than before has come forward.
    bytes_kept       bigint      NOT NULL DEFAULT 0,
    bytes_per_second bigint      NOT NULL DEFAULT 0
);

CREATE INDEX import_by_dataset ON dataset.import (dataset_id, created_at DESC);
CREATE INDEX import_due ON dataset.import (next_at) WHERE state IN ('Waiting', 'Running');

-- What an import found at its source, until it has ended. A negative size is not known; a stamp changes with the content.
CREATE TABLE dataset.import_file (
    import_id    uuid    NOT NULL REFERENCES dataset.import ON DELETE CASCADE,
    path         text    NOT NULL COLLATE "C",
    location     text    NOT NULL,
    size         bigint  NOT NULL,
    stamp        text    NOT NULL,
    piecewise_id uuid,
    done         boolean NOT NULL DEFAULT false,
    PRIMARY KEY (import_id, path)
);

CREATE INDEX import_file_pending ON dataset.import_file (import_id, path) WHERE NOT done;
