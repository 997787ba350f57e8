/** Rows and SQL of what has happened and who was told; schema notification. */
package io.kubesphere.ai.notification.store;
