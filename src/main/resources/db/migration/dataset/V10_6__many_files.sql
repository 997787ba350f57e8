-- A million files of one upload. Arrival is noted in the page of the row itself, without touching an index: so there is room for
-- it, and no index looks at it. Files that an upload begins with are protected by the version that they are of, which is not
-- given up while such an upload is open; only what an upload has brought itself is looked for by content.
ALTER TABLE dataset.upload_file SET (fillfactor = 50);
DROP INDEX dataset.upload_file_unstored;
CREATE INDEX upload_file_brought ON dataset.upload_file (digest, space) WHERE brought;
DROP INDEX dataset.upload_file_by_content;
