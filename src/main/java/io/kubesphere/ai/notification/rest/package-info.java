/** KAPI of subscriptions and deliveries. */
package io.kubesphere.ai.notification.rest;
