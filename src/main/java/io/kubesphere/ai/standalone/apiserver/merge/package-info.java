/** How patches change objects: JSON patch, merge patches, and server-side apply with its record of who owns which field. */
package io.kubesphere.ai.standalone.apiserver.merge;
