/** Resource classes of the overview. */
package io.kubesphere.ai.overview.rest;
