/** The samples of the stand-alone environment as their users run them: one source file, started by {@code java}. */
package io.kubesphere.ai.standalone.samples;
