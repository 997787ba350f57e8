/** Content-addressed bytes: digests, manifests of file trees, and their place in the object store. */
package io.kubesphere.ai.kernel.content;
