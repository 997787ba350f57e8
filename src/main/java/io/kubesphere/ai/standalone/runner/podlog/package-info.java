/**
 * Logs of containers. A program writes its bytes to a file by itself, so that nothing is lost when this JVM is killed;
 * beside the file an index keeps when each line was first seen, which never changes afterwards.
 */
package io.kubesphere.ai.standalone.runner.podlog;
