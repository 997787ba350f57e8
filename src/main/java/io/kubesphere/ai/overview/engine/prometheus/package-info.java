/** PromQL over HTTP. */
package io.kubesphere.ai.overview.engine.prometheus;
