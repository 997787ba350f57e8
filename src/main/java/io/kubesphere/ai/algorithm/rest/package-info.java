/** The KAPI of algorithms. */
package io.kubesphere.ai.algorithm.rest;
