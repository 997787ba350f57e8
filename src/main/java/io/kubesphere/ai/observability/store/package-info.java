/** The archive of logs: rows of schema observability, and chunks in the object store. */
package io.kubesphere.ai.observability.store;
