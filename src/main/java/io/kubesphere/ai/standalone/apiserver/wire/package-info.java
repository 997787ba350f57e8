/** What crosses the wire everywhere in the API server: JSON, object metadata, Status errors, selectors, names. */
package io.kubesphere.ai.standalone.apiserver.wire;
