/** Which workspace a project belongs to. KubeSphere says so by a label; nobody but us checks it against a path. */
package io.kubesphere.ai.kernel.tenancy;
