-- Files that a program has logged; the bytes lie in the object store, all of a run below tracking/<root>/. The owner is a
-- tracked run or a logged model.
CREATE TABLE training.reported_file (
    root      uuid        NOT NULL REFERENCES training.run ON DELETE CASCADE,
    owner     text        NOT NULL,
    path      text        NOT NULL,
    object    text        NOT NULL,
    bytes     bigint      NOT NULL,
    stored_at timestamptz NOT NULL,
    PRIMARY KEY (root, owner, path)
);
