/** CloudEvents, signed as Standard Webhooks says. */
package io.kubesphere.ai.notification.engine.webhook;
