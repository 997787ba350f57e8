/** KAPI conventions: list queries, pages, Status errors, patches, server-sent events. */
package io.kubesphere.ai.kernel.kapi;
