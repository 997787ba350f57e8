/** Call chains over HTTP. */
package io.kubesphere.ai.tracing.rest;
