/** Events about objects, as a cluster's components write them: repeated ones are counted, not multiplied. */
package io.kubesphere.ai.standalone.runner.event;
