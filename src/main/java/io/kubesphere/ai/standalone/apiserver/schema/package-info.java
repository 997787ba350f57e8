/** What a kind's objects may look like: structural schemas with pruning, defaults, validation and CEL, and how fields merge. */
package io.kubesphere.ai.standalone.apiserver.schema;
