/** The port to whatever keeps the log of the whole cluster. */
package io.kubesphere.ai.observability.engine.logstore;
