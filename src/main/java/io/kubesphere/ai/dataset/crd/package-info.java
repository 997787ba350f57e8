/** The custom resource Dataset. */
package io.kubesphere.ai.dataset.crd;
