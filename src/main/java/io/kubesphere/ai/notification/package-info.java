/**
 * Notifications: what has happened is told to those who want to know, at least once. Door for other modules:
 * {@code Happenings}; for users: {@code Subscriptions} and {@code Deliveries}. What happened is recorded in the transaction
 * that makes it true; whom it is for is decided at the same moment; sending is leased work that any replica takes up. Owns
 * schema {@code notification}. It does not find out by itself what has happened: modules tell it.
 */
package io.kubesphere.ai.notification;
