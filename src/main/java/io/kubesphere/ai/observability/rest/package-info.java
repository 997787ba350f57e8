/** Resource classes of logs. */
package io.kubesphere.ai.observability.rest;
