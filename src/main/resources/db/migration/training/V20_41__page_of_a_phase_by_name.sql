-- Runs of one phase by name: without it every page of them is a sort of all of them.
CREATE INDEX run_page_by_phase_and_name ON training.run (namespace, phase, name, uid);
