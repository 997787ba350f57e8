/** Kueue, which decides when a run may start: its labels on what we make, and its Workloads read back. */
package io.kubesphere.ai.training.engine.kueue;
