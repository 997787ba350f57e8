/** Real parts that several tests start. */
package io.kubesphere.ai.testing;
