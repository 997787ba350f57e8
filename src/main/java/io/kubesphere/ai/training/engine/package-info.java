/** The port to products that run training jobs; one package per product below. */
package io.kubesphere.ai.training.engine;
