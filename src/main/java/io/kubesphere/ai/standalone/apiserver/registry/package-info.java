/** What an API server does between the request and the store: checks, subresources, deletion, and the cascades after it. */
package io.kubesphere.ai.standalone.apiserver.registry;
