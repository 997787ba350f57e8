/** The only place that reads the wall clock. */
package io.kubesphere.ai.kernel.time;
