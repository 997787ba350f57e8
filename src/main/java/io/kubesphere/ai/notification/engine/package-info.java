/** How a notification is put into words for a receiver. */
package io.kubesphere.ai.notification.engine;
