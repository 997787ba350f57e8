package io.kubesphere.ai.kernel.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kubesphere.ai.kernel.kapi.http.StatusResponse;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Passes the API server's refusals on to the caller of a resource method. */
final class KubernetesFailureMapper {
    private static final Logger LOG = Logger.getLogger(KubernetesFailureMapper.class);

    @ServerExceptionMapper
    public Response answer(KubernetesClientException exception) {
        var problem = KubernetesFailures.problem(exception);
        if (problem.code().status() >= 500) {
            LOG.warnf(exception, "the API server refused us code=%d", exception.getCode());
        }
        return StatusResponse.of(problem);
    }
}
