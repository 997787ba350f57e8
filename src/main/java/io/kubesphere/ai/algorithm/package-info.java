/**
 * Algorithms: what can be trained, in versions that never change once published. Door: {@code Algorithms}. A version is
 * a container image, optionally with code from Git or from an uploaded archive, a command, typed parameters, declared
 * inputs and outputs, and the metrics it reports. Owns the kind {@code Algorithm} and the uploaded archives.
 *
 * <p>An algorithm is seen by its own project; with sharing {@code Workspace} by all projects of the workspace; with
 * {@code Platform} by everybody, which only projects of the system workspace may say.
 */
package io.kubesphere.ai.algorithm;
