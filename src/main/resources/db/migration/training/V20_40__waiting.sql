-- A run that has waited for too long is told of once.
ALTER TABLE training.run ADD COLUMN waiting_told boolean NOT NULL DEFAULT false;

CREATE INDEX run_waiting ON training.run (created_at)
    WHERE NOT waiting_told AND started_at IS NULL AND finished_at IS NULL;
