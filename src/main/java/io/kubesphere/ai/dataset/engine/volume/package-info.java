/** Volumes as sources: the Job whose pod reads one, and what claims say of themselves. */
package io.kubesphere.ai.dataset.engine.volume;
