/** Which resources the server has: built in, or made by a CustomResourceDefinition. */
package io.kubesphere.ai.standalone.apiserver.kinds;
