/** The AI platform: a kernel and one package per module; see docs/architecture.md for the map. */
package io.kubesphere.ai;
