-- Pages are ordered newest first with the uid between equal times, and absent times last; only an index in exactly this
-- order spares sorting all runs of a project for one page of it.
CREATE INDEX run_page ON training.run (namespace, created_at DESC NULLS LAST, uid DESC);
CREATE INDEX run_page_by_phase ON training.run (namespace, phase, created_at DESC NULLS LAST, uid DESC);
CREATE INDEX run_page_of_all ON training.run (created_at DESC NULLS LAST, uid DESC);
CREATE INDEX run_page_by_name ON training.run (namespace, name, uid);

DROP INDEX training.run_by_project;
DROP INDEX training.run_by_project_phase;
DROP INDEX training.run_by_creation;
