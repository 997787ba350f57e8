/**
 * Processes of containers: started so that they outlive this JVM, found again by pid and start time, ended as whole trees.
 * Linux only: everything is read from {@code /proc}.
 */
package io.kubesphere.ai.standalone.runner.process;
