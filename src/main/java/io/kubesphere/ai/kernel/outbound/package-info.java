/**
 * Requests to other servers. To where users point: a name is looked up once, what it means is judged, and the connection goes
 * to what was judged, so that nobody reaches by us what he cannot reach himself. No proxy is asked: it would look up anew.
 * To where the operator points: patiently for a while, then not at all for a while.
 */
package io.kubesphere.ai.kernel.outbound;
