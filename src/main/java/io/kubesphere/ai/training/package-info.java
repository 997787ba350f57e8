/**
 * Training jobs: an algorithm version or a container, run by an engine on workers, with inputs, parameters, outputs,
 * metrics and logs. Doors: {@code TrainingJobs} and {@code TrainingRuns} for users; {@code RunMetrics} and
 * {@code ReportedFiles} for what programs have reported. Owns the kind {@code TrainingJob} and the records of all runs,
 * which outlive it. A job is described once and never changes, but for being paused; another run is another job.
 */
package io.kubesphere.ai.training;
