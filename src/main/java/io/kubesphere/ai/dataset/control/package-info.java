/**
 * Uploads, versions and who may see them. Content is claimed in the database before it is trusted to be in the store:
 * what is claimed, staged or listed in a version is never collected.
 */
package io.kubesphere.ai.dataset.control;
