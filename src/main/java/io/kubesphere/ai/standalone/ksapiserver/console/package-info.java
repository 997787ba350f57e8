/** What the console's own server and its shell ask besides tenancy, answered for one host cluster. */
package io.kubesphere.ai.standalone.ksapiserver.console;
