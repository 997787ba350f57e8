/** The catalog, its policy and its reconciler. */
package io.kubesphere.ai.algorithm.control;
