/** Rows and SQL of datasets; schema dataset. */
package io.kubesphere.ai.dataset.store;
