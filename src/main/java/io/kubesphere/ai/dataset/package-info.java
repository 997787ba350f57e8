/**
 * Datasets: files in versions that never change. Door: {@code Datasets}. A version is a manifest of files with their
 * digests; the bytes lie in the object store, once per project.
 */
package io.kubesphere.ai.dataset;
