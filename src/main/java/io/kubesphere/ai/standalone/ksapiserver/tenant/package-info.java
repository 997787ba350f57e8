/** The KAPI of tenancy: workspaces, projects, users, members, and whether somebody may do something. */
package io.kubesphere.ai.standalone.ksapiserver.tenant;
