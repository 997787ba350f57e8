/** Decides who is told, sends, retries and forgets. */
package io.kubesphere.ai.notification.control;
