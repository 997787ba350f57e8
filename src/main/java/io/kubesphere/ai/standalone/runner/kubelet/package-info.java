/**
 * Runs the pods that are bound to this machine's node as processes and reports about them in a kubelet's words. It compares
 * what a pod asks for with what is on disk and in the process table, so it goes on where an earlier process was killed.
 */
package io.kubesphere.ai.standalone.runner.kubelet;
