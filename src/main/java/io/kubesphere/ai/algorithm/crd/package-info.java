/** The custom resource Algorithm. */
package io.kubesphere.ai.algorithm.crd;
