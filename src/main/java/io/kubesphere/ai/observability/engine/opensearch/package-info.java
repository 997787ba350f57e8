/** OpenSearch and Elasticsearch as log store: the query language as JSON values, pages in a point in time. */
package io.kubesphere.ai.observability.engine.opensearch;
