-- Files that an upload brought itself; those of the version it began with are counted already.
ALTER TABLE dataset.upload_file ADD COLUMN brought boolean NOT NULL DEFAULT true;
