/** What the machine and each container use, as /proc tells, in the forms in which a real node tells it. */
package io.kubesphere.ai.standalone.runner.measure;
