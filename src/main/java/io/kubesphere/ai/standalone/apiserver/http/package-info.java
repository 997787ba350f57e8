/** The HTTP face: paths, verbs, media types, watches, tables, discovery, OpenAPI and pod logs. */
package io.kubesphere.ai.standalone.apiserver.http;
