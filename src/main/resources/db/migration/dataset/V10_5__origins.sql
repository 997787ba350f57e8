-- Where the files of a version lie: the project's own space, or one for what stays in a bucket that is not ours.
ALTER TABLE dataset.version ADD COLUMN space text;
UPDATE dataset.version v SET space = d.namespace || '.datasets' FROM dataset.dataset d WHERE d.id = v.dataset_id;
ALTER TABLE dataset.version ALTER COLUMN space SET NOT NULL;

-- While the service is replaced, replicas that do not know the column make versions too.
CREATE FUNCTION dataset.fill_space() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.space IS NULL THEN
        SELECT namespace || '.datasets' INTO NEW.space FROM dataset.dataset WHERE id = NEW.dataset_id;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER version_space BEFORE INSERT ON dataset.version FOR EACH ROW EXECUTE FUNCTION dataset.fill_space();

-- A bucket as it was when a snapshot of it was begun: what is said of the dataset later does not move its versions.
CREATE TABLE dataset.origin (
    upload_id uuid PRIMARY KEY REFERENCES dataset.upload,
    space     text  NOT NULL,
    bucket    jsonb NOT NULL
);

CREATE INDEX origin_by_space ON dataset.origin (space);

-- What a snapshot has read. The stamp changes with the content; a bucket that keeps revisions gives this content by its
-- revision when the object has been replaced.
CREATE TABLE dataset.origin_file (
    upload_id uuid   NOT NULL REFERENCES dataset.origin ON DELETE CASCADE,
    path      text   NOT NULL COLLATE "C",
    location  text   NOT NULL,
    size      bigint NOT NULL,
    stamp     text   NOT NULL,
    revision  text,
    digest    bytea  NOT NULL,
    PRIMARY KEY (upload_id, path)
);

CREATE INDEX origin_file_by_content ON dataset.origin_file (digest, upload_id);
CREATE INDEX origin_file_by_location ON dataset.origin_file (md5(location), upload_id);
