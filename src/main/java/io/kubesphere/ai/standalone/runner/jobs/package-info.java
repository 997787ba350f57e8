/**
 * The Job controller: makes pods for jobs, counts how they end and says how the job stands, with the algorithm, the words
 * and the bookkeeping of Kubernetes' own, so that a kill at any point neither loses a pod nor counts one twice.
 */
package io.kubesphere.ai.standalone.runner.jobs;
