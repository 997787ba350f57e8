/** Rows and SQL of training runs; schema training. */
package io.kubesphere.ai.training.store;
