/** Lists of custom resources answered from memory: filtered, sorted pages without a scan over all objects. */
package io.kubesphere.ai.kernel.kapi.index;
