/**
 * Datasets: files in versions that never change. Door: {@code Datasets}. A version is a manifest of files with their
 * digests, made by an upload that is committed whole or not at all. Owns the kind {@code Dataset}, the rows of schema
 * {@code dataset}, and one space of the content store per project, in which each content lies once.
 *
 * <p>A dataset is seen by its own project; by the projects it lists; with sharing {@code Workspace} by all projects of the
 * workspace; with {@code Platform} by everybody, which only projects of the system workspace may say.
 */
package io.kubesphere.ai.dataset;
