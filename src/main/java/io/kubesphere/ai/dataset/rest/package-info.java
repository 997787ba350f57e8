/** The KAPI of datasets. */
package io.kubesphere.ai.dataset.rest;
