/** Foreign formats: archives. */
package io.kubesphere.ai.dataset.engine;
