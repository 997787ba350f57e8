/** Alerts for KubeSphere's notification-manager. */
package io.kubesphere.ai.notification.engine.kubesphere;
