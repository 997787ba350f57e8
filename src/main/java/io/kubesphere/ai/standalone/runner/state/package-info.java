/** Where everything about pods lies on disk; what is found there after a restart is the truth about what has run. */
package io.kubesphere.ai.standalone.runner.state;
