/** What holds everywhere: the arrows between packages and the conventions of our custom resources. */
package io.kubesphere.ai.arch;
