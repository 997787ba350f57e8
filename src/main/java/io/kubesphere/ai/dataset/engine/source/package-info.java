/** Where imports take their files from: port {@code ImportSource}, and one adapter per kind of source. */
package io.kubesphere.ai.dataset.engine.source;
