/** The object store and the database. */
package io.kubesphere.ai.kernel.storage;
