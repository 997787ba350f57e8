/** Addresses of other tools' pages, with everything filled in and encoded as each of them wants it. */
package io.kubesphere.ai.observability.engine.links;
