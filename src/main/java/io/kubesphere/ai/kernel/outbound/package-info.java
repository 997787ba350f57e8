/**
 * Requests to where users point. A name is looked up once, what it means is judged, and the connection goes to what was
 * judged, so that nobody reaches by us what he cannot reach himself. No proxy is asked: it would look up anew.
 */
package io.kubesphere.ai.kernel.outbound;
