/** Level-triggered work: keys that something has happened to, looked at one thread per key. */
package io.kubesphere.ai.standalone.runner.queue;
