/** The KAPI of training jobs and of the records of runs. */
package io.kubesphere.ai.training.rest;
