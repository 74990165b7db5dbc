package hie.mllp.ra.outbound;

import hie.mllp.MllpTarget;
import jakarta.resource.spi.ConnectionRequestInfo;

/** Tells the container's pool which connections are interchangeable: those of equal targets. */
record TargetRequest(MllpTarget target) implements ConnectionRequestInfo {}
