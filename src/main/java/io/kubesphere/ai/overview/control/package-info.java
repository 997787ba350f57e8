/** The pure arithmetic of the home page, and what gathers its facts. */
package io.kubesphere.ai.overview.control;
