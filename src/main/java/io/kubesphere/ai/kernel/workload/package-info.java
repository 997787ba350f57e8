/** What everything that runs pods has in common: phases and explanations. */
package io.kubesphere.ai.kernel.workload;
