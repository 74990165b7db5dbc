package hie.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Tells the newest revision with each view of a project, as its ETag, to be given back in {@link IfMatch}. */
@Provider
public class RevisionTag implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof ProjectView project) {
            response.getHeaders().putSingle(HttpHeaders.ETAG, "\"" + project.headRevision() + "\"");
        }
    }
}
