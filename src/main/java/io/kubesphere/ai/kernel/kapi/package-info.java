/**
 * KAPI conventions without HTTP: list queries and pages, problems and their Status form, patches, names, paths.
 * {@code index} answers lists from memory, {@code http} carries everything over the wire.
 */
package io.kubesphere.ai.kernel.kapi;
