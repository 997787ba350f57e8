/** The port to whoever measures use. */
package io.kubesphere.ai.overview.engine;
